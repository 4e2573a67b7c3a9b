import Glibc
import Model

/// A program of the system, run without a shell and with nothing in its environment but what is
/// given.
package struct SystemProgram: Sendable {
  /// How a program ended and what it wrote.
  package struct Outcome: Sendable {
    /// The exit code, or 128 and the number of the signal that ended it.
    package let status: Int32
    package let output: [UInt8]
    package let errors: [UInt8]
  }

  package let executable: String
  package let arguments: [String]
  package let environment: [String: String]

  /// Takes the program's absolute path and the words after its name.
  package init(executable: String, arguments: [String], environment: [String: String]) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
  }

  /// The absolute path of a program in the first of the folders that has it.
  package static func locate(_ name: String, in folders: [String]) -> String? {
    folders.map { $0 + "/" + name }.first { unsafe access($0, X_OK) == 0 }
  }

  /// Runs the program to its end.
  ///
  /// It stays in the terminal's foreground, so that it can ask for a passphrase itself.
  ///
  /// - Parameters:
  ///   - input: What it reads on standard input.
  ///   - outputLimit: How many bytes it may write to each of its streams.
  ///   - deadline: When it is ended, whatever it does.
  /// - Returns: How it ended.
  /// - Throws: a reason when it cannot be started, writes too much or takes too long.
  package func run(
    input: [UInt8], outputLimit: Int, deadline: ContinuousClock.Instant
  ) throws(Unavailable) -> Outcome {
    let pipes: ChildPipes
    do { pipes = try ChildPipes() } catch {
      throw Unavailable("\(executable) cannot be started: no pipe (system error \(error.number))")
    }
    let process = try spawn(pipes)
    pipes.closeChildEnds()
    do {
      var conversation = Conversation(pipes: pipes, input: input, limit: outputLimit)
      try conversation.hold(until: deadline, with: executable)
      return Outcome(
        status: Self.wait(for: process), output: conversation.output, errors: conversation.errors)
    } catch {
      kill(process, SIGKILL)
      _ = Self.wait(for: process)
      throw error
    }
  }

  private func spawn(_ pipes: ChildPipes) throws(Unavailable) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    var broken = sigset_t()
    var blocked = sigset_t()
    var process: pid_t = 0
    let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    // Sound: each structure is initialised before it is used, lives to the end of this function and
    // is destroyed there; the arrays of strings are terminated and outlive the call.
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    for (index, number) in pipes.childEnds.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, number, Int32(index))
    }
    // What this thread blocks or ignores must not keep the program from being interrupted.
    unsafe sigemptyset(&blocked)
    unsafe posix_spawnattr_setsigmask(&attributes, &blocked)
    unsafe sigemptyset(&broken)
    unsafe sigaddset(&broken, SIGPIPE)
    unsafe posix_spawnattr_setsigdefault(&attributes, &broken)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let result = unsafe Self.withTerminatedList([executable] + arguments) { words in
      unsafe Self.withTerminatedList(variables) { variables in
        unsafe posix_spawn(&process, executable, &actions, &attributes, words, variables)
      }
    }
    guard result == 0 else {
      throw Unavailable("\(executable) cannot be started (system error \(result))")
    }
    return process
  }

  @unsafe private static func withTerminatedList<Result>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    // Copies that are freed below, when nothing reads them any more.
    var list = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer { unsafe list.forEach { unsafe free($0) } }
    return unsafe list.withUnsafeMutableBufferPointer { buffer in
      // The list holds at least its terminator, so it has a first element.
      guard let base = buffer.baseAddress else { preconditionFailure("an array without memory") }
      return unsafe body(base)
    }
  }

  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    // waitpid only fills the number that it is given.
    while unsafe waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return 255 }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
