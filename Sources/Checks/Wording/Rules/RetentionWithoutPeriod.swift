import Model

/// A retention that points at a schedule instead of stating a period.
struct RetentionWithoutPeriod: WordingRule {
  static let id = "retention-without-period"
  static let severity = Severity.low
  static let summary = "Retention that \"follows a schedule\" leaves the reader without the period."
  static let faulty: [WordingExample] = [
    "Retention follows the plan that was bought.",
    "Backups expire according to the backup schedule.",
  ]
  static let sound: [WordingExample] = [
    WordingExample(
      "Backups are kept for {days}.", parameters: [Parameter(name: "days", value: "30 days")]),
    "Backups run on a schedule.",
  ]
  private static let subjects: Phrases = [
    "retention", "retained", "expiration", "expire", "expires", "kept",
  ]
  private static let pointers: Phrases = [
    "follows", "follow", "according to", "in line with", "as per", "in accordance with",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.subjects).prefix(1).filter {
      statement.contains(Self.pointers, beside: $0) && !statement.hasQuantity(beside: $0)
    }.map {
      WordingIssue(
        "the retention points elsewhere and states no period", at: $0.range,
        fix: "write the period as a parameter, one for each plan")
    }
  }
}
