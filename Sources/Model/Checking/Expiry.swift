/// Something observed that ends by itself on a day that it names.
package struct Expiry: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// The certificate of an origin (RFC 5280 section 4.1.2.5).
    case certificate
    /// A security.txt (RFC 9116 section 2.5.5).
    case securityText = "security-txt"
    /// What an answer with Strict-Transport-Security holds browsers to (RFC 6797 section 6.1.1).
    case transportSecurity = "hsts"
    /// A policy of MTA-STS that mail servers keep (RFC 8461 section 3.2).
    case mailTransport = "mta-sts"

    /// Whether whoever asks again is held for as long again, so that the day needs nobody's care.
    package var isRenewedByUse: Bool { self == .transportSecurity || self == .mailTransport }
  }

  package let kind: Kind
  /// The origin, address or domain, without credentials.
  package let subject: String
  package let ends: Instant

  package init(_ kind: Kind, of subject: String, ends: Instant) {
    self.kind = kind
    self.subject = subject
    self.ends = ends
  }

  /// What ends, as the beginning of a sentence.
  package var name: String {
    switch kind {
    case .certificate: "Certificate of \(subject)"
    case .securityText: "Validity of \(subject)"
    case .transportSecurity: "HSTS of \(subject) as a visitor's browser keeps it"
    case .mailTransport: "MTA-STS of \(subject) as a sender's server keeps it"
    }
  }
}
