/// Asks which versions, cipher suites and groups of TLS a live origin takes.
package struct TransportSecurityRequest: ObservationRequest {
  package typealias Facts = TransportSecurity

  package let endpoint: Endpoint

  package init(endpoint: Endpoint) { self.endpoint = endpoint }

  package var subject: String { "TLS of \(endpoint.origin)" }

  // Targets that differ only in paths and headers share what is seen of their TLS.
  package static func == (left: Self, right: Self) -> Bool {
    left.endpoint.origin == right.endpoint.origin && left.endpoint.resolve == right.endpoint.resolve
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(endpoint.origin) }
}

/// What a server takes of TLS.
package struct TransportSecurity: Sendable, Codable {
  /// What was learned of one thing that a client can ask for.
  package enum Offer: Hashable, Sendable, Codable {
    case offered
    case refused
    case unmeasured(String)
  }

  /// The suites of one version.
  package struct Suites: Hashable, Sendable, Codable {
    package let version: TLSVersion
    /// In the order in which the server chose them.
    package let accepted: [CipherSuite]
    /// Whether the server's own order decides; nil where it accepts one suite alone or none.
    package let serverDecides: Bool?
    /// Why there may be more than was seen, or nil.
    package let gap: String?

    package init(
      version: TLSVersion, accepted: [CipherSuite], serverDecides: Bool?, gap: String? = nil
    ) {
      self.version = version
      self.accepted = accepted
      self.serverDecides = serverDecides
      self.gap = gap
    }
  }

  /// The groups of one version.
  package struct Groups: Hashable, Sendable, Codable {
    package let version: TLSVersion
    package let accepted: [NamedGroup]
    package let gap: String?

    package init(version: TLSVersion, accepted: [NamedGroup], gap: String? = nil) {
      self.version = version
      self.accepted = accepted
      self.gap = gap
    }
  }

  package let versions: [TLSVersion: Offer]
  /// One entry for each version that is offered, newest first.
  package let suites: [Suites]
  package let groups: [Groups]
  /// What the server chose of `h2` and `http/1.1` (RFC 7301); nil when it chose nothing.
  package let applicationProtocol: String?
  /// How many connections it took to learn this.
  package let connections: Int
  /// SHA-256 over everything that the server sent, in the order of the questions.
  package let digest: String

  package init(
    versions: [TLSVersion: Offer], suites: [Suites], groups: [Groups],
    applicationProtocol: String?, connections: Int, digest: String
  ) {
    self.versions = versions
    self.suites = suites
    self.groups = groups
    self.applicationProtocol = applicationProtocol
    self.connections = connections
    self.digest = digest
  }

  /// The versions that the server takes, oldest first.
  package var offered: [TLSVersion] {
    TLSVersion.allCases.filter { versions[$0] == .offered }
  }
}
