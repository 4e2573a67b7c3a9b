import Model

/// How a server answered the first message of a handshake.
package enum ServerReply: Hashable, Sendable {
  case hello(ServerHello)
  /// A fatal alert by its number (RFC 8446 section 6).
  case alert(UInt8)
  /// The connection was closed or reset where the answer should have been.
  case closed
  /// What came is no TLS.
  case foreign
  /// Nothing was learned.
  case failure(ConnectionFailure)
}

/// Puts a server's records together until its answer is known.
package struct ServerReplyReader: Sendable {
  /// Whether the answer is known only with the curve that the server made its share on (RFC 8422
  /// section 5.4), which follows the certificates.
  private let wantsCurve: Bool
  private var hello: ServerHello?

  /// More than any first answer has, its certificates included.
  private static let byteLimit = 1 << 17

  private var pending: [UInt8] = []
  private var handshake: [UInt8] = []
  private var total = 0

  package init(wantsCurve: Bool = false) { self.wantsCurve = wantsCurve }

  /// Takes bytes as they came in, and gives the answer as soon as it is known.
  package mutating func take(_ bytes: [UInt8]) -> ServerReply? {
    total += bytes.count
    pending += bytes
    while pending.count >= 5 {
      guard (20...23).contains(pending[0]), pending[1] == 3 else { return .foreign }
      let length = Int(pending[3]) << 8 | Int(pending[4])
      // The longest record with its expansion (RFC 5246 section 6.2.3).
      guard length <= 16_384 + 2_048 else { return .foreign }
      guard pending.count >= 5 + length else { break }
      let reply = record(of: pending[0], pending[5..<(5 + length)])
      pending.removeFirst(5 + length)
      if let reply { return reply }
    }
    // Too short for a record, and already none.
    if let first = pending.first, !(20...23).contains(first) { return .foreign }
    return total > Self.byteLimit ? .foreign : nil
  }

  private mutating func record(of type: UInt8, _ body: ArraySlice<UInt8>) -> ServerReply? {
    switch type {
    case 21:
      guard body.count == 2, let level = body.first, let number = body.last else { return .foreign }
      // A warning, such as one of an unknown name, is followed by the answer.
      return level == 1 && number != 0 ? nil : .alert(number)
    case 22:
      handshake += body
      return messages()
    default: return .foreign
    }
  }

  /// Reads the messages that are complete.
  private mutating func messages() -> ServerReply? {
    while handshake.count >= 4 {
      let length = Int(handshake[1]) << 16 | Int(handshake[2]) << 8 | Int(handshake[3])
      guard length <= 1 << 16 else { return .foreign }
      guard handshake.count >= 4 + length else { return nil }
      let reply = message(of: handshake[0], handshake[4..<(4 + length)])
      handshake.removeFirst(4 + length)
      if let reply { return reply }
    }
    return nil
  }

  private mutating func message(of type: UInt8, _ body: ArraySlice<UInt8>) -> ServerReply? {
    guard let hello else {
      guard type == 2, let read = ServerHello(body) else { return .foreign }
      hello = read
      return wantsCurve ? nil : .hello(read)
    }
    switch type {
    case 12:
      var reader = WireReader(body)
      // A named curve; what a server makes up itself has no name.
      let isNamed = reader.number(1) == 3
      return .hello(hello.with(group: isNamed ? reader.number(2) : nil))
    case 14: return .hello(hello)
    default: return nil
    }
  }
}
