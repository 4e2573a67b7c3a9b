import Model

/// A count that is not given.
struct VagueNumber: WordingRule {
  static let id = "vague-number"
  static let severity = Severity.low
  static let summary = "\"A small number of\" asks for the number."
  static let faulty: [WordingExample] = [
    "Only a small number of engineers reach production.", "A handful of people hold the keys.",
  ]
  static let sound: [WordingExample] = [
    "Only the on-call engineers reach production.", "Account numbers are masked.",
  ]
  private static let phrases: Phrases = [
    "a small number of", "small number of", "a limited number of", "limited number of",
    "a handful of", "a select few", "a select group of", "a small group of", "a small team of",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.phrases).map { match in
      WordingIssue(
        "\"\(statement.text(of: match.range))\" leaves out the number", at: match.range,
        fix: "say who, or how many as a parameter")
    }
  }
}
