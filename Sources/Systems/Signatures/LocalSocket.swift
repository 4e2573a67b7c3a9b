import Glibc
import Model

/// One question and its answer over a socket of this machine, each led by its length as four bytes.
package struct LocalSocket: Sendable {
  /// The socket's absolute path.
  package let path: String

  package init(path: String) { self.path = path }

  /// Sends a message and waits for the answer.
  ///
  /// - Parameters:
  ///   - message: What is asked, without its length.
  ///   - limit: The longest answer that is taken.
  ///   - seconds: How long to wait for each part of the answer.
  /// - Returns: The answer without its length.
  /// - Throws: a reason when nobody listens there or the answer is cut short or too long.
  package func ask(_ message: [UInt8], limit: Int, seconds: Int) throws(Unavailable) -> [UInt8] {
    let socket = try connected(seconds: seconds)
    defer { close(socket) }
    guard let count = UInt32(exactly: message.count) else {
      throw Unavailable("the message for \(path) is too long")
    }
    try send(
      (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - $0 * 8)) } + message, to: socket)
    let length = try receive(4, from: socket).reduce(0) { $0 << 8 | Int($1) }
    guard length <= limit else {
      throw Unavailable("\(path) announces \(length) bytes, more than \(limit)")
    }
    return try receive(length, from: socket)
  }

  private func connected(seconds: Int) throws(Unavailable) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    // One byte is left for the terminator.
    guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw Unavailable("\"\(path)\" is not the path of a socket")
    }
    // Sound: the bytes fit, as was just looked at, and the rest is zero.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let number = socket(
      AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard number >= 0 else { throw Unavailable("no socket (system error \(errno))") }
    var timeout = timeval(tv_sec: seconds, tv_usec: 0)
    // Sound: both calls read structures of the size given, for the duration of the call.
    unsafe setsockopt(
      number, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      let error = errno
      close(number)
      throw Unavailable("nothing listens at \(path) (system error \(error))")
    }
    return number
  }

  private func send(_ bytes: [UInt8], to socket: Int32) throws(Unavailable) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // Sound: send reads the buffer for the duration of the call.
      let sent = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if sent < 0, errno == EINTR { continue }
      guard sent > 0 else { throw Unavailable("\(path) stopped listening") }
      rest = rest.dropFirst(sent)
    }
  }

  private func receive(_ count: Int, from socket: Int32) throws(Unavailable) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var failure: Int32 = 0
      let wanted = count - bytes.count
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
        // recv writes at most the buffer's own length, which is at least what is asked for.
        let got = unsafe recv(socket, buffer.baseAddress, wanted, 0)
        if got < 0 { failure = errno }
        filled = max(0, got)
      }
      if failure == EINTR { continue }
      guard failure == 0 else { throw Unavailable("\(path) did not answer in time") }
      guard !chunk.isEmpty else { throw Unavailable("\(path) closed the connection") }
      bytes += chunk
    }
    return bytes
  }
}
