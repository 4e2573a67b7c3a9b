import Model

/// India's breach clock put in the wrong law, or narrowed to what is material.
struct IndianBreachClock: WordingRule {
  static let id = "dpdp-clock-is-in-the-rules"
  static let severity = Severity.medium
  static let summary =
    "India's 72 hours stand in rule 7 of the DPDP Rules 2025, not in the Act, run from "
    + "awareness, and cover every personal data breach."
  static let faulty: [WordingExample] = [
    "Material breaches are reported to the Data Protection Board within 72 hours under DPDPA 2023."
  ]
  static let sound: [WordingExample] = [
    WordingExample(
      "Every personal data breach is reported to the Data Protection Board within 72 hours of "
        + "becoming aware, as rule 7 of the DPDP Rules 2025 says."),
    "We respect the DPDPA 2023.",
  ]
  private static let laws: Phrases = ["data protection board", "dpdpa", "dpdp act"]
  private static let thresholds: Phrases = ["material", "significant", "serious"]
  private static let rules: Phrases = ["rules", "rule 7"]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.laws).prefix(1).filter {
      match in
      statement.hasQuantity(beside: match) && statement.contains(RegulatorWords.notices)
        && (statement.contains(Self.thresholds, beside: match)
          || !statement.contains(Self.rules, beside: match))
    }.map { match in
      WordingIssue(
        "the 72 hours stand in rule 7 of the DPDP Rules 2025 (in force 2027-05-13), run from "
          + "becoming aware, and cover every personal data breach, material or not",
        at: match.range,
        fix: "name the Rules, count from awareness, and drop the test of what is material")
    }
  }
}
