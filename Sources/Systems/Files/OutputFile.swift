import Glibc

/// Puts a result where the user says.
package enum OutputFile {
  /// Writes all of the bytes to a path.
  ///
  /// A regular file, or one that a link leads to, is replaced in one step, so that a reader never
  /// sees half of it. A pipe or a device is written into and stays what it is.
  package static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    var status = stat()
    // stat only fills the structure that it is given.
    let isThere = unsafe stat(path, &status) == 0
    let isRegular = isThere && status.st_mode & S_IFMT == S_IFREG
    guard isRegular || !isThere else { return try writeInto(path, bytes) }
    let target = isThere ? try FileTree.resolved(path) : path
    try replace(target, with: bytes, mode: isThere ? status.st_mode & 0o777 : nil)
  }

  /// Adds text to the end of a file, which is made if it is not there.
  package static func append(_ text: String, to path: String) throws(SystemError) {
    try writeInto(path, Array(text.utf8), flags: O_CREAT | O_APPEND)
  }

  private static func writeInto(
    _ path: String, _ bytes: [UInt8], flags: Int32 = 0
  ) throws(SystemError) {
    let number = unsafe open(path, flags | O_WRONLY | O_CLOEXEC | O_NOCTTY, 0o666)
    guard number >= 0 else { throw SystemError(number: errno) }
    defer { close(number) }
    try StandardStream.write(bytes, to: number)
  }

  private static func replace(_ path: String, with bytes: [UInt8], mode: mode_t?)
    throws(SystemError)
  {
    let temporary = "\(path).avouch-\(getpid())"
    let number = unsafe open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode ?? 0o666)
    guard number >= 0 else { throw SystemError(number: errno) }
    defer { close(number) }
    do throws(SystemError) {
      if let mode { fchmod(number, mode) }
      try StandardStream.write(bytes, to: number)
      guard unsafe rename(temporary, path) == 0 else { throw SystemError(number: errno) }
    } catch {
      unsafe _ = unlink(temporary)
      throw error
    }
  }
}
