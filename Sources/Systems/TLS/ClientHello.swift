import Model

/// The first message of a handshake, made by hand.
///
/// OpenSSL 3 refuses old versions on the client's side, which reads like a refusal of the server's;
/// these bytes ask for exactly what they name (RFC 8446 section 4.1.2, RFC 6101 for SSL 3.0).
package struct ClientHello: Sendable {
  package var version: TLSVersion
  package var suites: [CipherSuite]
  package var groups: [NamedGroup]
  /// The name that is asked for (RFC 6066 section 3); nil for an address.
  package var serverName: String?
  package var protocols: [String]

  package init(
    version: TLSVersion, suites: [CipherSuite], groups: [NamedGroup] = NamedGroup.all,
    serverName: String? = nil, protocols: [String] = []
  ) {
    self.version = version
    self.suites = suites
    self.groups = groups
    self.serverName = serverName
    self.protocols = protocols
  }

  /// Writes the message as one record.
  ///
  /// The session identifier of TLS 1.3's compatibility mode repeats the 32 random bytes.
  package func record(random: [UInt8]) -> [UInt8] {
    var body = WireBytes()
    let legacyVersion = min(version, .tls12)
    body.append(legacyVersion.rawValue)
    body.append(random)
    body.vector(1) { if version == .tls13 { $0.append(random) } }
    body.vector(2) { list in
      for suite in suites { list.append(suite.code) }
      // Says that renegotiation is secure to servers that know no extensions (RFC 5746).
      if version < .tls13 { list.append(UInt16(0x00FF)) }
    }
    body.append([1, 0])
    if version > .ssl3 { body.vector(2) { extensions(&$0) } }
    var handshake = WireBytes()
    handshake.append([1])
    handshake.vector(3) { $0.append(body.bytes) }
    var record = WireBytes()
    record.append([22])
    record.append(min(version, .tls10).rawValue)
    record.vector(2) { $0.append(handshake.bytes) }
    return record.bytes
  }

  private func extensions(_ list: inout WireBytes) {
    if let serverName {
      list.extension(0) { body in
        body.vector(2) { names in
          names.append([0])
          names.vector(2) { $0.append(Array(serverName.utf8)) }
        }
      }
    }
    list.extension(10) { body in
      body.vector(2) { codes in groups.forEach { codes.append($0.code) } }
    }
    list.extension(11) { $0.append([1, 0]) }
    if version >= .tls12 {
      list.extension(13) { body in
        body.vector(2) { codes in Self.signatureSchemes.forEach { codes.append($0) } }
      }
    }
    if !protocols.isEmpty {
      list.extension(16) { body in
        body.vector(2) { names in
          for name in protocols { names.vector(1) { $0.append(Array(name.utf8)) } }
        }
      }
    }
    list.extension(23) { _ in }
    guard version == .tls13 else { return }
    list.extension(43) { body in body.vector(1) { $0.append(TLSVersion.tls13.rawValue) } }
    list.extension(45) { $0.append([1, 1]) }
    // An empty list of shares: a server that takes one of the groups answers with a request to retry
    // that names it (RFC 8446 section 4.2.8), so that no key has to be made.
    list.extension(51) { $0.vector(2) { _ in } }
  }

  /// Everything that certificates are signed with (RFC 8446 section 4.2.3), old ones included, so
  /// that no server refuses for want of a common one.
  private static let signatureSchemes: [UInt16] = [
    0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080A, 0x080B, 0x081A,
    0x081B, 0x081C, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201, 0x0202, 0x0904, 0x0905, 0x0906,
  ]
}
