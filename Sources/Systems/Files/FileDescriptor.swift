import Glibc

/// An open file, closed when it goes out of use.
struct FileDescriptor: ~Copyable {
  let number: Int32

  /// Opens a path below an open folder, never through a symbolic link as its last part.
  ///
  /// - Throws: the error number.
  init(opening name: String, in folder: Int32 = AT_FDCWD, flags: Int32) throws(SystemError) {
    let number = unsafe openat(folder, name, flags | O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard number >= 0 else { throw SystemError(number: errno) }
    self.number = number
  }

  deinit { close(number) }

  func status() throws(SystemError) -> stat {
    var status = stat()
    // fstat only fills the structure that it is given.
    guard unsafe fstat(number, &status) == 0 else { throw SystemError(number: errno) }
    return status
  }

  /// Hands over everything to the end and gives its size; nil once there is more than the limit.
  func read(upTo limit: Int, _ take: ([UInt8]) -> Void) throws(SystemError) -> Int? {
    var size = 0
    let chunkSize = 1 << 16
    while true {
      var failure: Int32 = 0
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: chunkSize) { buffer, count in
        // read writes at most the buffer's own length.
        let got = unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
        if got < 0 { failure = errno }
        count = max(0, got)
      }
      if failure == EINTR { continue }
      if failure != 0 { throw SystemError(number: failure) }
      if chunk.isEmpty { return size }
      size += chunk.count
      guard size <= limit else { return nil }
      take(chunk)
    }
  }
}
