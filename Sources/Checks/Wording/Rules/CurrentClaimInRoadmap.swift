import Model

/// Something in place today, inside a plan.
struct CurrentClaimInRoadmap: WordingRule {
  static let id = "current-claim-in-roadmap"
  static let severity = Severity.low
  static let summary = "What works today is a control of its own; inside a plan nothing checks it."
  static let faulty: [WordingExample] = [
    WordingExample("Two-factor sign-in, optional today, becomes mandatory.", kind: .planned)
  ]
  static let sound: [WordingExample] = [
    "Two-factor sign-in is optional today.",
    WordingExample("Two-factor sign-in becomes mandatory.", kind: .planned),
    WordingExample("A bounty program starts once the audit is in place.", kind: .planned),
  ]
  private static let phrases: Phrases = [
    "today", "currently", "already", "in place", "is available now", "as of now",
  ]
  private static let conditions: Phrases = ["once", "when", "until", "after", "as soon as"]

  func findings(in statement: Statement) -> [WordingIssue] {
    guard statement.kind == .planned else { return [] }
    return statement.matches(of: Self.phrases).filter { match in
      !statement.isNegated(match) && !statement.contains(Self.conditions, beside: match)
    }.prefix(1).map {
      WordingIssue(
        "\"\(statement.text(of: $0.range))\" states what is in place, inside a plan", at: $0.range,
        fix: "make it a control of its own, with a check")
    }
  }
}
