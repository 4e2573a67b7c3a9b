import Glibc

/// One finished run of a command, by the operating system's own account.
struct ChildRun {
  let wall: Double
  let cpu: Double
  /// Largest resident set, in megabytes.
  let memory: Double
  let status: Int32

  /// Runs a command, given by its absolute path and arguments, and waits for it.
  ///
  /// Its output is thrown away, what it says on standard error goes to a file. Nil is returned when it
  /// could not be started.
  ///
  /// A new process starts with the memory of the one that made it on its account. This one may have
  /// used much, so it starts itself anew as a small one that starts the command and watches it.
  static func run(
    _ words: [String], in folder: String, errors: String = "/dev/null"
  ) -> ChildRun? {
    // The child starts in this process's folder; only one runs at a time.
    guard chdir(folder) == 0 else { return nil }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    defer { close(ends[0]) }
    let child = spawn(["/proc/self/exe", Launch.word] + words) { actions in
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
      posix_spawn_file_actions_addopen(
        &actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      posix_spawn_file_actions_addclose(&actions, ends[0])
    }
    close(ends[1])
    guard let child else { return nil }
    var buffer = [UInt8](repeating: 0, count: 256)
    var text: [UInt8] = []
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      text += buffer[..<count]
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return ChildRun(String(decoding: text, as: UTF8.self))
  }

  /// The figures that `Launch` wrote.
  private init?(_ text: String) {
    let parts = text.split(separator: " ").compactMap { Double($0) }
    guard parts.count == 4 else { return nil }
    (wall, cpu, memory, status) = (parts[0], parts[1], parts[2], Int32(parts[3]))
  }

  fileprivate init(wall: Double, cpu: Double, memory: Double, status: Int32) {
    self.wall = wall
    self.cpu = cpu
    self.memory = memory
    self.status = status
  }

  fileprivate static func spawn(
    _ words: [String], _ prepare: (inout posix_spawn_file_actions_t) -> Void
  ) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    prepare(&actions)
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var child = pid_t()
    guard let path = words.first,
      posix_spawn(&child, path, &actions, nil, arguments, environ) == 0
    else { return nil }
    return child
  }
}

/// The small process that starts a command and watches it.
enum Launch {
  /// The first argument of such a process.
  static let word = "launch-and-watch"

  /// Runs the command and writes its figures to standard output, which the command does not get.
  static func run(_ words: [String]) -> Int32 {
    let clock = ContinuousClock()
    let start = clock.now
    let child = ChildRun.spawn(words) { actions in
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    }
    guard let child else { return 127 }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
    let wall = milliseconds(clock.now - start)
    let cpu = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
    let figures = "\(wall) \(cpu) \(Double(usage.ru_maxrss) / 1_024) \((status >> 8) & 0xFF)"
    return write(STDOUT_FILENO, figures, figures.utf8.count) == figures.utf8.count ? 0 : 1
  }

  private static func milliseconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) * 1_000
      + Double(duration.components.attoseconds) / 1e15
  }

  private static func milliseconds(_ time: timeval) -> Double {
    Double(time.tv_sec) * 1_000 + Double(time.tv_usec) / 1_000
  }
}
