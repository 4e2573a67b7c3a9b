import Model

/// A promise whose time nobody could measure.
struct VagueTime: WordingRule {
  static let id = "vague-time"
  static let severity = Severity.low
  static let summary = "\"Promptly\" and \"regularly\" cannot be checked; a number with a unit can."
  static let faulty: [WordingExample] = [
    "Vulnerabilities are patched promptly.", "Access is reviewed regularly.",
    "You get an answer in seconds.", "The service is monitored continuously.",
    "Customers are told as soon as possible.",
  ]
  static let sound: [WordingExample] = [
    WordingExample(
      "Customers are told without undue delay, and within {within} at most.",
      parameters: [Parameter(name: "within", value: "72 hours")]),
    "Access is reviewed quarterly.", "The service is probed every minute.",
    "Integration runs on a continuous integration server.",
    "Access is revoked on the last working day.",
  ]
  private static let phrases: Phrases = [
    "promptly", "as soon as possible", "as soon as practicable", "as soon as reasonably possible",
    "in a timely manner", "in a timely fashion", "timely", "without undue delay",
    "without unreasonable delay", "without delay", "shortly", "in due course", "regularly",
    "periodically", "on a regular basis", "from time to time", "in seconds", "within seconds",
    "within minutes", "in minutes", "within hours", "within days", "within a reasonable time",
    "reasonable time", "continuously", "around the clock", "24 7", "quickly", "swiftly",
    "when appropriate", "where appropriate",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.phrases).filter { !statement.hasQuantity(beside: $0) }.map { match in
      WordingIssue(
        "\"\(statement.text(of: match.range))\" sets no time that could be checked",
        at: match.range,
        fix: "promise a number with a unit as a parameter: within {within}")
    }
  }
}
