import Model

/// Grades of security that no standard defines.
struct MarketingGrade: WordingRule {
  static let id = "military-grade"
  static let severity = Severity.low
  static let summary = "\"Military-grade\" and its like name no algorithm, no standard and no test."
  static let faulty: [WordingExample] = [
    "Data is protected by military-grade encryption.", "Bank-level security for every invoice.",
    "We use state-of-the-art security.",
  ]
  static let sound: [WordingExample] = [
    "Bank details are encrypted with AES-256-GCM.", "The military is not a customer.",
  ]
  private static let phrases: Phrases = [
    "military grade", "bank grade", "bank level", "government grade", "enterprise grade",
    "hospital grade", "best in class", "world class", "state of the art", "industry leading",
    "cutting edge", "next generation security", "top notch", "unparalleled",
    "industry standard encryption",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.phrases).map { match in
      WordingIssue(
        "\"\(statement.text(of: match.range))\" names nothing that can be tested", at: match.range,
        fix: "name the algorithm, the standard or the control")
    }
  }
}
