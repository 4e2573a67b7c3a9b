import Glibc
import Model

/// Feeds a child and reads it at the same time, so that neither waits for the other for ever.
struct Conversation {
  private let pipes: ChildPipes
  private let limit: Int
  private var rest: ArraySlice<UInt8>
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []
  private var isOutputOpen = true
  private var areErrorsOpen = true
  private var isInputOpen = true

  init(pipes: ChildPipes, input: [UInt8], limit: Int) {
    self.pipes = pipes
    self.limit = limit
    rest = input[...]
  }

  /// Goes on until the child has closed both of its streams.
  mutating func hold(until deadline: ContinuousClock.Instant, with name: String)
    throws(Unavailable)
  {
    while isOutputOpen || areErrorsOpen {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { throw Unavailable("\(name) did not end in time") }
      guard let ready = wait(milliseconds: Int32(min(left.components.seconds, 60) * 1_000 + 50))
      else { throw Unavailable("\(name) cannot be read (system error \(errno))") }
      if ready[0] { feed() }
      if ready[1] { isOutputOpen = Self.read(pipes.output, into: &output) }
      if ready[2] { areErrorsOpen = Self.read(pipes.errors, into: &errors) }
      guard output.count <= limit, errors.count <= limit else {
        throw Unavailable("\(name) wrote more than \(limit) bytes")
      }
    }
  }

  /// Which of the three streams can be worked on; nil when the system refuses to tell.
  private func wait(milliseconds: Int32) -> [Bool]? {
    let wanted = [
      (isInputOpen, pipes.input, POLLOUT), (isOutputOpen, pipes.output, POLLIN),
      (areErrorsOpen, pipes.errors, POLLIN),
    ]
    // A negative number is passed over by poll.
    var entries = wanted.map { isOpen, number, events in
      pollfd(fd: isOpen ? number : -1, events: Int16(events), revents: 0)
    }
    // Sound: poll writes to the entries that it is given and nowhere else.
    let count = unsafe poll(&entries, nfds_t(entries.count), milliseconds)
    guard count >= 0 || errno == EINTR else { return nil }
    return count < 0 ? [false, false, false] : entries.map { $0.revents != 0 }
  }

  private mutating func feed() {
    if !rest.isEmpty {
      // Sound: send reads the buffer for the duration of the call.
      let sent = unsafe rest.withUnsafeBytes {
        unsafe send(
          pipes.input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if sent > 0 { rest = rest.dropFirst(sent) }
      // A child that stopped reading has its reasons; its exit code tells them.
      if sent < 0, errno != EAGAIN, errno != EINTR { rest = [] }
    }
    if rest.isEmpty {
      shutdown(pipes.input, Int32(SHUT_WR))
      isInputOpen = false
    }
  }

  /// Appends what there is; false at the end of the stream.
  private static func read(_ number: Int32, into bytes: inout [UInt8]) -> Bool {
    var isOpen = true
    bytes += unsafe [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, count in
      // read writes at most the buffer's own length.
      let got = unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
      if got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN) { isOpen = false }
      count = max(0, got)
    }
    return isOpen
  }
}
