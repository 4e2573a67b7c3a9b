import Model
import Synchronization

/// Asks one server, one connection a question, and keeps what it sent.
package final class TLSProbe: Sendable {
  private struct Record {
    var connections = 0
    var received: [String: [UInt8]] = [:]
  }

  private let addresses: [NetworkAddress]
  private let serverName: String?
  private let timeout: Duration
  private let deadline: ContinuousClock.Instant
  private let random: [UInt8]
  private let record = Mutex(Record())

  /// Takes the name that is asked for (nil for an address), how long one question may take, when all
  /// of them must be over, and 32 random bytes for every first message.
  package init(
    addresses: [NetworkAddress], serverName: String?, timeout: Duration,
    deadline: ContinuousClock.Instant, random: [UInt8]
  ) {
    self.addresses = addresses
    self.serverName = serverName
    self.timeout = timeout
    self.deadline = deadline
    self.random = random
  }

  package var connections: Int { record.withLock { $0.connections } }

  /// Everything that was received, in the order of the questions' names.
  package var received: [UInt8] {
    record.withLock { $0.received.sorted { $0.key < $1.key }.flatMap(\.value) }
  }

  /// Asks one question on a connection of its own, by whose name what is received is kept; waits for
  /// the curve of the key exchange too where that is wanted.
  package func ask(
    _ hello: ClientHello, _ question: String, wantsCurve: Bool = false
  ) -> ServerReply {
    var hello = hello
    hello.serverName = serverName
    record.withLock { $0.connections += 1 }
    let end = min(deadline, .now + timeout)
    do throws(ConnectionFailure) {
      let connection = try TCPConnection(to: addresses, until: end)
      return try converse(
        hello, over: connection, until: end, question, ServerReplyReader(wantsCurve: wantsCurve))
    } catch {
      return error == .reset ? .closed : .failure(error)
    }
  }

  private func converse(
    _ hello: ClientHello, over connection: borrowing TCPConnection,
    until end: ContinuousClock.Instant, _ question: String, _ reader: ServerReplyReader
  ) throws(ConnectionFailure) -> ServerReply {
    var reader = reader
    try connection.send(hello.record(random: random), until: end)
    while true {
      let bytes = try connection.receive(atMost: 16_384, until: end)
      guard !bytes.isEmpty else { return .closed }
      record.withLock { $0.received[question, default: []] += bytes.prefix(4_096) }
      if let reply = reader.take(bytes) { return reply }
    }
  }
}
