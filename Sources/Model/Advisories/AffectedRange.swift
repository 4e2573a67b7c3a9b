/// A range of versions of an OSV record: events that turn a hole on and off.
package struct AffectedRange: Codable, Sendable, Hashable {
  package enum Kind: String, Codable, Sendable {
    case semantic = "SEMVER"
    case ecosystem = "ECOSYSTEM"
    /// Commits, whose order only their repository knows.
    case git = "GIT"
  }

  package enum EventKind: String, Codable, Sendable {
    case introduced
    case fixed
    case lastAffected = "last_affected"
    case limit
  }

  package struct Event: Codable, Sendable, Hashable {
    package let kind: EventKind
    package let version: String

    package init(_ kind: EventKind, _ version: String) {
      self.kind = kind
      self.version = version
    }
  }

  package let kind: Kind
  package let events: [Event]

  package init(kind: Kind, events: [Event]) {
    self.kind = kind
    self.events = events
  }
}
