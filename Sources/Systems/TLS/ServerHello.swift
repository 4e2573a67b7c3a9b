import Model

/// What a server chose (RFC 8446 section 4.1.3, RFC 5246 section 7.4.1.3).
package struct ServerHello: Hashable, Sendable {
  /// As a number, since a server may write any.
  package let version: UInt16
  package let suite: CipherSuite
  /// The group of a share, of a request to retry, or of the key exchange that followed.
  package let group: NamedGroup?
  package let applicationProtocol: String?

  /// Reads the body of the message; nil when it is not one.
  init?(_ body: ArraySlice<UInt8>) {
    var reader = WireReader(body)
    guard let legacyVersion = reader.number(2), reader.take(32) != nil, reader.vector(1) != nil,
      let suite = reader.number(2), reader.number(1) != nil
    else { return nil }
    var version = legacyVersion
    var group: NamedGroup?
    var name: String?
    if !reader.isAtEnd {
      guard var list = reader.vector(2) else { return nil }
      while !list.isAtEnd {
        guard let number = list.number(2), var content = list.vector(2) else { return nil }
        switch number {
        case 43: version = content.number(2) ?? version
        case 51: group = content.number(2).map { NamedGroup(code: UInt16($0)) }
        case 16:
          guard var names = content.vector(2), let chosen = names.vector(1) else { break }
          name = String(decoding: chosen.bytes.prefix(64), as: UTF8.self)
        default: break
        }
      }
    }
    self.version = UInt16(version)
    self.suite = CipherSuite(code: UInt16(suite))
    self.group = group
    applicationProtocol = name
  }

  private init(
    version: UInt16, suite: CipherSuite, group: NamedGroup?, applicationProtocol: String?
  ) {
    self.version = version
    self.suite = suite
    self.group = group
    self.applicationProtocol = applicationProtocol
  }

  /// The same with the group by its number.
  func with(group code: Int?) -> ServerHello {
    ServerHello(
      version: version, suite: suite,
      group: code.flatMap { UInt16(exactly: $0) }.map { NamedGroup(code: $0) },
      applicationProtocol: applicationProtocol)
  }
}
