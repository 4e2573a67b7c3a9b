import Glibc

/// One TCP connection, closed when it goes; everything waits until a deadline and no longer.
package struct TCPConnection: ~Copyable {
  private let socket: Int32

  /// Connects to the first of the addresses that answers.
  ///
  /// - Throws: what the last of them failed with.
  package init(
    to addresses: [NetworkAddress], until deadline: ContinuousClock.Instant
  ) throws(ConnectionFailure) {
    var failure = ConnectionFailure.unreachable
    for address in addresses {
      do throws(ConnectionFailure) {
        socket = try Self.connect(to: address, until: deadline)
        return
      } catch {
        failure = error
      }
    }
    throw failure
  }

  deinit { close(socket) }

  /// Sends everything.
  package func send(
    _ bytes: [UInt8], until deadline: ContinuousClock.Instant
  ) throws(ConnectionFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // Sound: send reads the buffer for the duration of the call.
      let sent = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if sent > 0 {
        rest = rest.dropFirst(sent)
        continue
      }
      let number = errno
      if number == EINTR { continue }
      guard number == EAGAIN else { throw ConnectionFailure(number: number) }
      try Self.wait(for: Int16(POLLOUT), on: socket, until: deadline)
    }
  }

  /// Waits for some bytes; none at all mean that the other side closed its end.
  package func receive(
    atMost count: Int, until deadline: ContinuousClock.Instant
  ) throws(ConnectionFailure) -> [UInt8] {
    while true {
      var failure: Int32 = 0
      // recv writes at most the buffer's own length, which is at least what is asked for.
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        let got = unsafe recv(socket, buffer.baseAddress, count, 0)
        if got < 0 { failure = errno }
        filled = max(0, got)
      }
      if failure == 0 { return bytes }
      if failure == EINTR { continue }
      guard failure == EAGAIN else { throw ConnectionFailure(number: failure) }
      try Self.wait(for: Int16(POLLIN), on: socket, until: deadline)
    }
  }

  private static func connect(
    to address: NetworkAddress, until deadline: ContinuousClock.Instant
  ) throws(ConnectionFailure) -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let number = Glibc.socket(address.family, kind | Int32(SOCK_NONBLOCK.rawValue), 0)
    guard number >= 0 else { throw ConnectionFailure(number: errno) }
    var one: Int32 = 1
    // Sound: both calls read what they are given for the duration of the call, of the length given.
    unsafe setsockopt(
      number, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    let result = unsafe address.bytes.withUnsafeBytes { buffer in
      unsafe Glibc.connect(
        number, buffer.baseAddress?.assumingMemoryBound(to: sockaddr.self),
        socklen_t(buffer.count))
    }
    do throws(ConnectionFailure) {
      if result != 0 {
        guard errno == EINPROGRESS else { throw ConnectionFailure(number: errno) }
        try wait(for: Int16(POLLOUT), on: number, until: deadline)
        var outcome: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        unsafe getsockopt(number, SOL_SOCKET, SO_ERROR, &outcome, &length)
        guard outcome == 0 else { throw ConnectionFailure(number: outcome) }
      }
      return number
    } catch {
      close(number)
      throw error
    }
  }

  private static func wait(
    for events: Int16, on socket: Int32, until deadline: ContinuousClock.Instant
  ) throws(ConnectionFailure) {
    while true {
      let left = (deadline - .now) / .milliseconds(1)
      guard left > 0 else { throw .timedOut }
      var entry = pollfd(fd: socket, events: events, revents: 0)
      // Sound: poll reads and writes the one structure it is given.
      let ready = unsafe poll(&entry, 1, Int32(min(left.rounded(.up), 60_000)))
      if ready > 0 { return }
      if ready < 0, errno != EINTR { throw ConnectionFailure(number: errno) }
    }
  }
}
