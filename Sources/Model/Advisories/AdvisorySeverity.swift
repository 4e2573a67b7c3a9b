/// One rating of a hole, by the scheme that its database uses.
package struct AdvisorySeverity: Codable, Sendable, Hashable {
  /// `CVSS_V2`, `CVSS_V3`, `CVSS_V4` or `Ubuntu`, as the OSV schema has them.
  package let type: String
  /// A vector, or for Ubuntu a word.
  package let score: String

  package init(type: String, score: String) {
    self.type = type
    self.score = score
  }

  /// The base score of the vector, 0 to 10; nil when it is malformed or the scheme has none.
  package var baseScore: Double? {
    switch type {
    case "CVSS_V2", "CVSS_V3", "CVSS_V4": CVSSVector(score)?.baseScore
    default: nil
    }
  }

  /// The rating; nil is unknown.
  package var rating: Severity? {
    switch type {
    case "CVSS_V2", "CVSS_V3", "CVSS_V4": CVSSVector(score)?.severity
    case "Ubuntu": Self.rating(word: score)
    default: nil
    }
  }

  static func highest(of severities: [AdvisorySeverity]) -> Severity? {
    severities.compactMap(\.rating).max()
  }

  /// The rating for the words that GitHub, npm, Red Hat, Ubuntu and others use.
  package static func rating(word: String) -> Severity? {
    switch word.lowercased() {
    case "none", "negligible", "unimportant", "info", "informational": .info
    case "low": .low
    case "medium", "moderate": .medium
    case "high", "important": .high
    case "critical": .critical
    default: nil
    }
  }
}
