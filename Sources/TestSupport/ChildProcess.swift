import Glibc
import Synchronization

/// A program started by a test; it is ended and waited for with the last reference.
package final class ChildProcess: Sendable {
  package struct Failure: Error {
    package let message: String
  }

  private let identifier: pid_t
  private let isOver = Atomic<Bool>(false)

  /// Starts a program by its absolute path; what it writes goes to a file or nowhere.
  package init(_ arguments: [String], output: String = "/dev/null") throws {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(
      &actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Worker threads block most signals, and a child inherits that.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    unsafe sigemptyset(&noSignals)
    unsafe posix_spawnattr_setsigmask(&attributes, &noSignals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    // strdup's copies live until the spawn has read them.
    var pointers = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    var identifier: pid_t = 0
    let path = arguments.first ?? ""
    let result = unsafe posix_spawn(&identifier, path, &actions, &attributes, &pointers, environ)
    guard result == 0 else {
      throw Failure(message: "\(path) could not be started: error \(result)")
    }
    self.identifier = identifier
  }

  /// Runs a program to its end; a status other than 0 is an error with what it wrote.
  package static func run(_ arguments: [String]) throws {
    let folder = TemporaryFolder()
    let output = folder.path + "/output"
    let process = try ChildProcess(arguments, output: output)
    let status = process.wait()
    guard status != 0 else { return }
    let text = unsafe fopen(output, "r").map { unsafe readAll($0) } ?? ""
    throw Failure(message: "\(arguments.joined(separator: " ")) ended with \(status): \(text)")
  }

  deinit {
    guard !isOver.load(ordering: .relaxed) else { return }
    // A test never waits for a child that will not listen.
    kill(identifier, SIGKILL)
    _ = wait()
  }

  private func wait() -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    isOver.store(true, ordering: .relaxed)
    return status
  }

  private static func readAll(_ file: UnsafeMutablePointer<FILE>) -> String {
    defer { unsafe fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4_000)
    let count = unsafe fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
