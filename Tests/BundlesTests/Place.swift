import Glibc
import Model

/// Changes a file in ways that only the system's own calls know.
enum Place {
  static func remove(_ path: String) throws { try check(unsafe Glibc.remove(path)) }

  static func setMode(_ path: String, to mode: mode_t) throws {
    try check(unsafe chmod(path, mode))
  }

  static func makePipe(_ path: String) throws { try check(unsafe mkfifo(path, 0o600)) }

  static func setSize(_ path: String, to size: Int) throws {
    try check(unsafe truncate(path, size))
  }

  private static func check(_ result: Int32) throws {
    guard result == 0 else { throw Unavailable("system error \(errno)") }
  }
}
