import Foundation
import Glibc

/// Passes connections on to a port of this machine as if it were far away: the handshake of TCP and every
/// stretch of data take their time.
final class DelayRelay: @unchecked Sendable {
  let port: UInt16
  private let socket: Int32

  /// Takes the port and the milliseconds there and back.
  init?(to target: UInt16, roundTrip: UInt32) {
    let number = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Self.address(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, length) == 0 && listen(number, 1_024) == 0
          && getsockname(number, $0, &length) == 0
      }
    }
    guard number >= 0, isBound else { return nil }
    socket = number
    port = UInt16(bigEndian: address.sin_port)
    Self.start {
      while case let client = accept(number, nil, nil), client >= 0 {
        Self.start { Self.serve(client, target, roundTrip) }
      }
    }
  }

  deinit { shutdown(socket, Int32(SHUT_RDWR)) }

  private static func serve(_ client: Int32, _ target: UInt16, _ roundTrip: UInt32) {
    let server = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = address(target)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    usleep(roundTrip * 1_000)
    if isConnected {
      let back = DispatchSemaphore(value: 0)
      start {
        pass(from: server, to: client, after: roundTrip * 500)
        back.signal()
      }
      pass(from: client, to: server, after: roundTrip * 500)
      back.wait()
    }
    close(client)
    close(server)
  }

  /// Passes on until one side ends, which then ends for the other as well.
  private static func pass(from source: Int32, to target: Int32, after microseconds: UInt32) {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = recv(source, &bytes, bytes.count, 0), count > 0 {
      usleep(microseconds)
      guard send(target, bytes, count, Int32(MSG_NOSIGNAL)) == count else { break }
    }
    shutdown(target, Int32(SHUT_WR))
  }

  private static func start(_ work: @escaping @Sendable () -> Void) {
    let thread = Thread(block: work)
    thread.stackSize = 256 << 10
    thread.start()
  }

  private static func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
