import Model

/// A regulator's clock said to start when an incident is confirmed.
struct ConfirmationClock: WordingRule {
  static let id = "gdpr-clock-from-confirmation"
  static let severity = Severity.high
  static let summary =
    "The regulator's clock (GDPR 33(1): 72 hours) runs from becoming aware of a breach, not from "
    + "confirming it."
  static let faulty: [WordingExample] = [
    "We report to the supervisory authority within 72 hours of confirming a breach.",
    "Under GDPR, confirmed breaches are reported within 72 hours of confirmation.",
  ]
  static let sound: [WordingExample] = [
    "We report to the supervisory authority within 72 hours of becoming aware of a breach.",
    "Affected customers are notified within 72 hours of confirmed impact.",
    "The regulator is told within 72 hours of becoming aware, confirmed or not.",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: RegulatorWords.confirmation).prefix(1).filter { match in
      statement.contains(RegulatorWords.regulators, beside: match)
        && statement.hasQuantity(beside: match)
        && !statement.contains(RegulatorWords.awareness, beside: match)
    }.map { match in
      WordingIssue(
        "the regulator's clock does not start at confirmation: GDPR 33(1) counts 72 hours from "
          + "becoming aware of the breach",
        at: match.range, fix: "count from becoming aware, and keep confirmation for customers")
    }
  }
}
