import Glibc

/// What stands at a path.
enum FolderStatus {
  static func isFolder(_ path: String) -> Bool {
    status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  static func exists(_ path: String) -> Bool { status(path) != nil }

  /// Whether two paths lead to one folder.
  static func areSame(_ first: String, _ second: String) -> Bool {
    guard let first = status(first), let second = status(second) else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  static func areOnOneDevice(_ first: String, _ second: String) -> Bool {
    guard let first = status(first), let second = status(second) else { return false }
    return first.st_dev == second.st_dev
  }

  /// The absolute path without links; nil when nothing stands there.
  static func resolved(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    // realpath allocated it for this call alone, terminated.
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  private static func status(_ path: String) -> stat? {
    var result = stat()
    // stat only fills the structure that it is given.
    return unsafe stat(path, &result) == 0 ? result : nil
  }
}
