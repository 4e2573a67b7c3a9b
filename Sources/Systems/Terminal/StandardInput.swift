import Glibc

/// What is handed to the process through a pipe or a file.
package enum StandardInput {
  /// Everything to the end; nil once there is more than the limit.
  ///
  /// - Throws: why it could not be read.
  package static func read(limit: Int) throws(SystemError) -> [UInt8]? {
    var all: [UInt8] = []
    while true {
      var failure: Int32 = 0
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        // read writes at most the buffer's own length.
        let got = unsafe Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        if got < 0 { failure = errno }
        count = max(0, got)
      }
      if failure == EINTR { continue }
      if failure != 0 { throw SystemError(number: failure) }
      if chunk.isEmpty { return all }
      guard all.count + chunk.count <= limit else { return nil }
      all += chunk
    }
  }
}
