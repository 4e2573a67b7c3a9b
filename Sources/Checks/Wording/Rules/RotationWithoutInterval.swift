import Model

/// Rotated keys, without how often.
struct RotationWithoutInterval: WordingRule {
  static let id = "rotation-without-interval"
  static let severity = Severity.low
  static let summary = "Rotation has an interval or an event that starts it."
  static let faulty: [WordingExample] = [
    "Encryption keys are rotated.", "Secrets have key rotation.",
  ]
  static let sound: [WordingExample] = [
    "Encryption keys are rotated quarterly.", "Secrets are rotated when staff change roles.",
    "Certificates are rotated by the host.",
    WordingExample(
      "Keys are rotated every {interval}.",
      parameters: [Parameter(name: "interval", value: "90 days")]),
  ]
  private static let phrases: Phrases = [
    "rotation", "rotated", "rotate", "rotates", "auto rotated", "auto rotation",
  ]
  private static let bounded: Phrases = [
    "hourly", "daily", "weekly", "monthly", "quarterly", "annually", "yearly", "every", "when",
    "whenever", "after", "upon", "on", "once", "certificate", "certificates", "incident",
    "severity",
    "compromise", "logs", "log",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.phrases).prefix(1).filter {
      !statement.hasQuantity(beside: $0) && !statement.contains(Self.bounded, beside: $0)
    }.map {
      WordingIssue(
        "rotation is named without its interval", at: $0.range,
        fix: "write every {interval}, or the event that starts it")
    }
  }
}
