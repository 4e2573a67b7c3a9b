import Model

/// A promised post-incident report without a deadline, or a deadline without a start.
struct PostIncidentReport: WordingRule {
  static let id = "post-incident-report-without-clock"
  static let severity = Severity.low
  static let summary = "A promised post-incident report says within how long, and from when."
  static let faulty: [WordingExample] = [
    "A post-incident summary is shared with those affected.",
    WordingExample(
      "We publish a post-mortem within {within} for every incident.", kind: .commitment,
      parameters: [Parameter(name: "within", value: "14 days")]),
  ]
  static let sound: [WordingExample] = [
    WordingExample(
      "We publish a post-mortem within {within} of closing an incident.", kind: .commitment,
      parameters: [Parameter(name: "within", value: "14 days")]),
    "The response plan covers detection, recovery and post-mortem.",
  ]
  private static let reports: Phrases = [
    "post mortem", "post mortems", "postmortem", "post incident summary", "post incident report",
    "post incident review", "incident summary",
  ]
  private static let promises: Phrases = [
    "publish", "published", "public", "share", "shared", "send", "sent", "provide", "provided",
    "available",
  ]
  private static let starts: Phrases = ["of", "from", "after", "since", "following", "once"]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.reports).prefix(1).compactMap { match in
      guard statement.contains(Self.promises, beside: match) else { return nil }
      guard statement.hasQuantity(beside: match) else {
        return WordingIssue(
          "the promised report has no deadline", at: match.range,
          fix: "add within {within} of closing the incident")
      }
      return hasStart(in: statement)
        ? nil
        : WordingIssue(
          "the report's deadline does not say from when it counts", at: match.range,
          fix: "add of closing the incident, or another moment that a register records")
    }
  }

  /// Whether a number with a unit is followed by what it counts from.
  private func hasStart(in statement: Statement) -> Bool {
    let starts = statement.matches(of: Self.starts)
    return statement.quantities.contains { quantity in
      starts.contains { (0...2).contains($0.range.lowerBound - quantity.range.upperBound) }
    }
  }
}
