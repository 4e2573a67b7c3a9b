import Model

/// A regulator's clock whose start is not said.
struct RegulatorClockStart: WordingRule {
  static let id = "regulator-clock-without-start"
  static let severity = Severity.low
  static let summary =
    "A promised report to a regulator says what its clock starts from: awareness."
  static let faulty: [WordingExample] = [
    "Breaches are reported to the supervisory authority within 72 hours."
  ]
  static let sound: [WordingExample] = [
    "Breaches are reported to the supervisory authority within 72 hours of becoming aware of them.",
    "Breaches are reported to the supervisory authority.",
    "Personal data is deleted within 30 days under GDPR.",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: RegulatorWords.regulators).prefix(1).filter { match in
      statement.contains(RegulatorWords.notices, beside: match)
        && statement.hasQuantity(beside: match)
        && !statement.contains(RegulatorWords.people, beside: match)
        && !statement.contains(RegulatorWords.awareness, beside: match)
        && !statement.contains(RegulatorWords.confirmation, beside: match)
    }.map { match in
      WordingIssue(
        "the sentence does not say when the regulator's clock starts: the law counts from becoming "
          + "aware", at: match.range, fix: "add: of becoming aware of the breach")
    }
  }
}
