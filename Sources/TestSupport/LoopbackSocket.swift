import Glibc

/// Bare sockets on 127.0.0.1.
package enum LoopbackSocket {
  /// A listening socket on a free port.
  static func listen() throws -> (socket: Int32, port: Int) {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    // The kernel reads and writes at most the given length of an address of its own kind.
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(number, $0, length) == 0 && Glibc.listen(number, 64) == 0
          && getsockname(number, $0, &length) == 0
      }
    }
    guard number >= 0, isBound else { throw ChildProcess.Failure(message: "no free port") }
    return (number, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// A port that was free a moment ago.
  package static func freePort() throws -> Int {
    let (socket, port) = try listen()
    close(socket)
    return port
  }

  static func accepts(port: Int) -> Bool {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(number) }
    var address = address(port: port)
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func address(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
