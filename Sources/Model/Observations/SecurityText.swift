/// Asks for a site's security.txt (RFC 9116), and whether its signature holds.
package struct SecurityTextRequest: ObservationRequest {
  package typealias Facts = SecurityText

  package static let path = "/.well-known/security.txt"

  package let endpoint: Endpoint
  /// The absolute path of the public key that it must be signed with; nil when signatures are left
  /// alone.
  package let key: String?

  package init(endpoint: Endpoint, key: String?) {
    self.endpoint = endpoint
    self.key = key
  }

  package var subject: String { endpoint.origin + Self.path }

  package var exchange: ExchangeRequest { ExchangeRequest(endpoint: endpoint, path: Self.path) }

  package static func == (left: Self, right: Self) -> Bool {
    left.exchange == right.exchange && left.key == right.key
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(exchange) }
}

/// The file as it came.
package struct SecurityText: Sendable, Codable {
  package enum Signature: Hashable, Sendable, Codable {
    /// No key was given.
    case notAsked
    case valid
    case invalid(String)
    /// It could not be found out.
    case unknown(String)
  }

  package let exchange: Exchange
  package let signature: Signature

  package init(exchange: Exchange, signature: Signature) {
    self.exchange = exchange
    self.signature = signature
  }
}
