/// Asks for the certificates that a live origin shows, and whether they can be trusted.
package struct ServedCertificatesRequest: ObservationRequest {
  package typealias Facts = ServedCertificates

  package let endpoint: Endpoint

  package init(endpoint: Endpoint) { self.endpoint = endpoint }

  package var subject: String { "certificates of \(endpoint.origin)" }

  package static func == (left: Self, right: Self) -> Bool {
    left.endpoint.origin == right.endpoint.origin && left.endpoint.resolve == right.endpoint.resolve
      && left.endpoint.certificateAuthority == right.endpoint.certificateAuthority
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(endpoint.origin) }
}

/// The chain as it was sent, the server's own first, and what became of it.
package struct ServedCertificates: Sendable, Codable {
  package let chain: [Certificate]
  /// Why the chain does not lead to an authority that is trusted, dates left aside, in OpenSSL's
  /// words; nil when it does.
  package let distrust: String?
  /// The same with the chain as it was sent reversed into its right order, or completed: nil when
  /// nothing changes.
  package let isMissingIntermediate: Bool
  /// Whether the first certificate is for the host that was asked for (RFC 6125).
  package let isForHost: Bool
  package let host: String
  /// Who is trusted: `the system's authorities` or the file that the target names.
  package let authorities: String
  /// Whether an OCSP answer came with the handshake (RFC 6066 section 8).
  package let isStapled: Bool

  package init(
    chain: [Certificate], distrust: String?, isMissingIntermediate: Bool, isForHost: Bool,
    host: String, authorities: String, isStapled: Bool
  ) {
    self.chain = chain
    self.distrust = distrust
    self.isMissingIntermediate = isMissingIntermediate
    self.isForHost = isForHost
    self.host = host
    self.authorities = authorities
    self.isStapled = isStapled
  }
}

/// One certificate, as far as anybody judges it (RFC 5280).
package struct Certificate: Hashable, Sendable, Codable {
  package let subject: String
  package let issuer: String
  /// DNS names and addresses that it is for.
  package let names: [String]
  /// Hexadecimal, as certificate logs show it.
  package let serial: String
  package let notBefore: Instant
  package let notAfter: Instant
  /// `RSA`, `EC P-256`, `ED25519`, as people name it.
  package let keyKind: String
  package let keyBits: Int
  /// `ecdsa-with-SHA256`.
  package let signature: String
  package let isSelfSigned: Bool
  package let isAuthority: Bool
  /// How many certificate logs vouch for it (RFC 6962 section 3.3): whether there are any.
  package let isLogged: Bool
  /// SHA-256 of its bytes.
  package let fingerprint: String

  package init(
    subject: String, issuer: String, names: [String], serial: String, notBefore: Instant,
    notAfter: Instant, keyKind: String, keyBits: Int, signature: String, isSelfSigned: Bool,
    isAuthority: Bool, isLogged: Bool, fingerprint: String
  ) {
    self.subject = subject
    self.issuer = issuer
    self.names = names
    self.serial = serial
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.keyKind = keyKind
    self.keyBits = keyBits
    self.signature = signature
    self.isSelfSigned = isSelfSigned
    self.isAuthority = isAuthority
    self.isLogged = isLogged
    self.fingerprint = fingerprint
  }

  /// How long it is valid, in whole seconds (RFC 5280 section 4.1.2.5 counts both ends).
  package var lifetime: Int { max(0, notAfter.seconds - notBefore.seconds) + 1 }
}
