import Glibc
import Synchronization

/// A server that answers byte by byte what a test wants, for faults that no real server has.
package final class RawServer: Sendable {
  package let port: Int
  private let socket: Int32
  private let state: State

  fileprivate final class State: Sendable {
    let isStopped = Atomic<Bool>(false)
    let requests = Mutex<[String]>([])
  }

  /// Answers every connection with the closure, on a thread of its own; the connection is closed
  /// when it returns.
  package init(_ answer: @escaping @Sendable (RawConnection) -> Void) throws {
    let (socket, port) = try LoopbackSocket.listen()
    let state = State()
    self.socket = socket
    self.port = port
    self.state = state
    DetachedThread.start {
      while true {
        let number = accept(socket, nil, nil)
        if number < 0 { break }
        DetachedThread.start {
          let connection = RawConnection(number, state)
          answer(connection)
          connection.close()
        }
      }
      Glibc.close(socket)
    }
  }

  deinit {
    state.isStopped.store(true, ordering: .relaxed)
    shutdown(socket, Int32(SHUT_RDWR))
  }

  package var origin: String { "http://127.0.0.1:\(port)" }

  /// Every request's header so far, in the order of their arrival.
  package var requests: [String] { state.requests.withLock { $0 } }
}

/// One connection of a raw server.
package final class RawConnection: Sendable {
  private let number: Int32
  private let state: RawServer.State

  fileprivate init(_ number: Int32, _ state: RawServer.State) {
    self.number = number
    self.state = state
    // So that waiting never outlasts the test.
    var wait = timeval(tv_sec: 0, tv_usec: 20_000)
    unsafe setsockopt(
      number, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Reads up to the end of a request's header.
  @discardableResult
  package func readRequest() -> String {
    var text = ""
    while !text.hasSuffix("\r\n\r\n"), !state.isStopped.load(ordering: .relaxed) {
      var byte: UInt8 = 0
      let count = unsafe recv(number, &byte, 1, 0)
      if count == 0 { break }
      if count < 0, errno != EAGAIN { break }
      if count == 1 { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    }
    state.requests.withLock { $0.append(text) }
    return text
  }

  /// Reads what comes, until a moment passes without more.
  package func readAvailable() {
    var hasRead = false
    while !state.isStopped.load(ordering: .relaxed) {
      var bytes = [UInt8](repeating: 0, count: 4_096)
      let count = unsafe recv(number, &bytes, bytes.count, 0)
      if count > 0 {
        hasRead = true
        continue
      }
      if count == 0 || errno != EAGAIN || hasRead { break }
    }
  }

  /// Sends bytes; false when the other side is gone.
  @discardableResult
  package func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty, !state.isStopped.load(ordering: .relaxed) {
      let count = unsafe rest.withUnsafeBytes {
        unsafe send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return rest.isEmpty
  }

  @discardableResult
  package func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  package func pause(milliseconds: UInt32) { usleep(milliseconds * 1_000) }

  /// Says nothing until the other side gives up.
  package func waitUntilClosed() {
    var byte: UInt8 = 0
    while !state.isStopped.load(ordering: .relaxed) {
      let count = unsafe recv(number, &byte, 1, 0)
      if count == 0 || (count < 0 && errno != EAGAIN) { break }
    }
  }

  /// Closes so that the other side sees a reset.
  package func reset() {
    var now = linger(l_onoff: 1, l_linger: 0)
    unsafe setsockopt(number, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
  }

  fileprivate func close() { Glibc.close(number) }
}
