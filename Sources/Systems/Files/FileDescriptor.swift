import Glibc
import Model

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

  /// Reads to the end, or until more than the limit has come.
  func read(upTo limit: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    let chunkSize = 1 << 16
    while bytes.count <= limit {
      var failure: Int32 = 0
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: chunkSize) { buffer, count in
        // read writes at most the buffer's own length.
        let got = unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
        if got < 0 { failure = errno }
        count = max(0, got)
      }
      if failure == EINTR { continue }
      if failure != 0 { throw SystemError(number: failure) }
      if chunk.isEmpty { break }
      bytes += chunk
    }
    return bytes
  }
}

/// The number that a system call failed with.
package struct SystemError: Error, Hashable, Sendable {
  package let number: Int32

  package init(number: Int32) { self.number = number }

  /// The error as the end of a sentence that begins with a path.
  package var words: String {
    switch number {
    case ENOENT: "does not exist"
    case ENOTDIR: "does not exist (a part of its path is not a folder)"
    case EACCES, EPERM: "may not be read (permission denied)"
    case ELOOP: "is a loop of symbolic links"
    case ENAMETOOLONG: "has a name that is too long"
    case EISDIR: "is a folder, not a file"
    case ENXIO, ENODEV: "is not a regular file"
    case EMFILE, ENFILE: "could not be opened (too many open files)"
    case EIO: "could not be read (the disk reports an error)"
    default: "could not be read (system error \(number))"
    }
  }
}
