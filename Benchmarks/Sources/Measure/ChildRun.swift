import Glibc

/// One finished run of a command, by the operating system's own account.
struct ChildRun {
  let wall: Double
  let cpu: Double
  /// Largest resident set, in megabytes.
  let memory: Double
  let status: Int32

  /// Runs a command, given by its absolute path and arguments, with its output thrown away, and waits
  /// for it; nil when it could not be started.
  static func run(_ words: [String], in folder: String) -> ChildRun? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // The child starts in this process's folder; only one runs at a time.
    guard chdir(folder) == 0 else { return nil }
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    let clock = ContinuousClock()
    let start = clock.now
    var child = pid_t()
    guard let path = words.first,
      posix_spawn(&child, path, &actions, nil, arguments, environ) == 0
    else { return nil }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
    let wall = clock.now - start
    return ChildRun(
      wall: milliseconds(wall), cpu: milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
      memory: Double(usage.ru_maxrss) / 1_024, status: (status >> 8) & 0xFF)
  }

  private static func milliseconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) * 1_000
      + Double(duration.components.attoseconds) / 1e15
  }

  private static func milliseconds(_ time: timeval) -> Double {
    Double(time.tv_sec) * 1_000 + Double(time.tv_usec) / 1_000
  }
}
