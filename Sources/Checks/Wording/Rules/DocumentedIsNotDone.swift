import Model

/// A test that is documented, where one that is done was meant.
struct DocumentedIsNotDone: WordingRule {
  static let id = "documented-is-not-done"
  static let severity = Severity.low
  static let summary =
    "A test that a runbook describes has not been run; records show those that were."
  static let faulty: [WordingExample] = ["Restore testing is documented in the runbook."]
  static let sound: [WordingExample] = [
    "Restores are tested every quarter and recorded.",
    "Severity is assessed against documented criteria.",
  ]
  private static let claims: Phrases = ["is documented", "are documented"]
  private static let tests: Phrases = [
    "test", "tests", "testing", "restore", "restoration", "restores", "drill", "drills",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.claims).prefix(1).filter {
      statement.contains(
        Self.tests,
        beside: $0)
    }.map {
      WordingIssue(
        "a documented test is not a test that was run", at: $0.range,
        fix: "say when it was last run, with a records check behind it")
    }
  }
}
