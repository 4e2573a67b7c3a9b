import Glibc
import Model

/// Files that are read as a whole.
enum SmallFile {
  /// The bytes of a regular file that is no link.
  static func read(_ path: String, limit: Int) throws(Unavailable) -> [UInt8] {
    do throws(SystemError) {
      return try bytes(of: path, limit: limit)
    } catch {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      throw Unavailable(
        error.number == EFBIG ? "\(name) is larger than is read" : "\(name) \(error.words)")
    }
  }

  /// The same.
  ///
  /// - Throws: the error number, `EFBIG` when there are more bytes than the limit.
  static func bytes(of path: String, limit: Int) throws(SystemError) -> [UInt8] {
    let file = try FileDescriptor(opening: path, flags: O_NOFOLLOW)
    let status = try file.status()
    guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(number: ENXIO) }
    guard Int(status.st_size) <= limit else { throw SystemError(number: EFBIG) }
    return try read(file, count: Int(status.st_size))
  }

  /// The text of a file; nil when there is none.
  static func text(_ path: String, limit: Int = 1 << 20) -> String? {
    guard let bytes = try? read(path, limit: limit) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// One read for the size that the file has, and no more than that.
  private static func read(
    _ file: borrowing FileDescriptor, count: Int
  ) throws(SystemError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      while done < count {
        // `done` < `count` <= the buffer's capacity, so the rest of it is what read may fill.
        let got = unsafe Glibc.read(
          file.number, buffer.baseAddress?.advanced(by: done), count - done)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        guard got > 0 else { break }
        done += got
      }
    }
    if failure != 0 { throw SystemError(number: failure) }
    return bytes
  }
}
