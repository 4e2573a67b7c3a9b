/// A vector of the Common Vulnerability Scoring System, of which the base metrics are scored.
///
/// Threat, temporal and environmental metrics are read, and a wrong one makes the vector malformed, but
/// they have no part in the base score: it stands for the worst that the hole can do.
package struct CVSSVector: Hashable, Sendable {
  package enum Version: String, Sendable {
    case v2 = "2.0"
    case v30 = "3.0"
    case v31 = "3.1"
    case v4 = "4.0"
  }

  private static let longestText = 1_024

  package let version: Version
  private let metrics: [String: String]

  /// Reads `CVSS:3.1/AV:N/…`, or without a prefix `AV:N/AC:L/Au:N/…` of version 2; nil when a metric is
  /// unknown, missing or given twice.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.longestText else { return nil }
    var parts = text.split(separator: "/", omittingEmptySubsequences: false)[...]
    if let first = parts.first, first.hasPrefix("CVSS:") {
      guard let version = Version(rawValue: String(first.dropFirst(5))), version != .v2 else {
        return nil
      }
      self.version = version
      parts.removeFirst()
    } else {
      version = .v2
      if let first = parts.first, let last = parts.last, first.hasPrefix("("), last.hasSuffix(")"),
        parts.count > 1
      {
        parts[parts.startIndex] = first.dropFirst()
        parts[parts.endIndex - 1] = last.dropLast()
      }
    }
    let known = CVSSMetrics.of(version)
    var metrics: [String: String] = [:]
    for part in parts {
      let pair = part.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard pair.count == 2, known.allows(pair[0], pair[1]),
        metrics.updateValue(pair[1], forKey: pair[0]) == nil
      else { return nil }
    }
    guard known.base.keys.allSatisfy({ metrics[$0] != nil }) else { return nil }
    self.metrics = metrics
  }

  /// 0 to 10, with one decimal.
  package var baseScore: Double {
    switch version {
    case .v2: CVSS2Score.base(value)
    case .v30: CVSS3Score.base(value) { ($0 * 10).rounded(.up) / 10 }
    case .v31: CVSS3Score.base(value, roundingUp: CVSS3Score.roundedUp)
    case .v4: CVSS4Score.base(value)
    }
  }

  /// The qualitative rating: of the National Vulnerability Database for version 2, which knows nothing
  /// above high, and of the specifications for the others.
  package var severity: Severity {
    switch (baseScore, version) {
    case (..<0.1, .v30), (..<0.1, .v31), (..<0.1, .v4): .info
    case (..<4, _): .low
    case (..<7, _): .medium
    case (..<9, _), (_, .v2): .high
    default: .critical
    }
  }

  private func value(_ metric: String) -> String { metrics[metric] ?? "" }
}
