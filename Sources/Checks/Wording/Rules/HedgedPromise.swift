import Model

/// A promise with a way out that nobody can check.
struct HedgedPromise: WordingRule {
  static let id = "hedged-promise"
  static let severity = Severity.low
  static let summary =
    "\"Where possible\" leaves open where; a scope or an exception can be checked."
  static let faulty: [WordingExample] = [
    "Where possible, data is encrypted.", "We strive to patch quickly.",
    "We use commercially reasonable measures.",
  ]
  static let sound: [WordingExample] = ["Data in the primary database is encrypted."]
  private static let phrases: Phrases = [
    "where possible", "when possible", "if possible", "whenever possible", "where feasible",
    "as appropriate", "where practical", "where practicable", "commercially reasonable",
    "best effort",
    "best efforts", "reasonable efforts", "we strive", "we aim to", "we try to", "we endeavour",
    "we endeavor",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.phrases).map { match in
      WordingIssue(
        "\"\(statement.text(of: match.range))\" leaves open when the promise holds",
        at: match.range,
        fix: "say where it holds, and publish the rest as a limitation")
    }
  }
}
