import Model

/// Small pieces of English that several reports share.
package enum Wording {
  /// `1 control`, `3 controls`.
  package static func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// `2 findings, the worst high`.
  static func counted(_ findings: [Finding]) -> String {
    let count = counted(findings.count, "finding")
    guard let worst = findings.map(\.severity).max() else { return count }
    return "\(count), \(findings.count == 1 ? "severity" : "the worst") \(worst.rawValue)"
  }

  /// `a`, `a and b`, `a, b and c`.
  package static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A topic's identifier as a heading: `data-retention` becomes `Data retention`.
  static func heading(_ topic: String) -> String {
    let known = acronyms[topic.lowercased()]
    if let known { return known }
    let words = topic.split { $0 == "-" || $0 == "_" || $0 == "." }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// `21 November 2026`.
  package static func day(_ date: CalendarDate) -> String {
    "\(date.day) \(months[date.month - 1]) \(date.year)"
  }

  /// `21 November 2026, 10:00 UTC`.
  static func moment(_ instant: Instant) -> String {
    "\(day(instant.date)), \(clock(instant)) UTC"
  }

  /// `2026-11-21 10:00 UTC`.
  static func shortMoment(_ instant: Instant) -> String {
    "\(instant.date.description) \(clock(instant)) UTC"
  }

  /// The first twelve digits of a digest, or nil when it is none.
  package static func shortDigest(_ digest: String?) -> String? {
    guard let digest, digest.utf8.count >= 12,
      digest.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    return String(digest.prefix(12))
  }

  /// Product and environment, as the line under the organisation's name.
  static func scope(of organization: Organization) -> String {
    [organization.product, organization.environment].compactMap { $0 }
      .map { PlainText.cleaned($0) }.joined(separator: " · ")
  }

  private static func clock(_ instant: Instant) -> String {
    String(instant.description.dropFirst(11).prefix(5))
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private static let acronyms = [
    "ai": "AI", "api": "API", "dns": "DNS", "gdpr": "GDPR", "iam": "IAM", "sso": "SSO",
    "tls": "TLS",
  ]
}
