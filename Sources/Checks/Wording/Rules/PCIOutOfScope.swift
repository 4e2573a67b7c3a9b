import Model

/// A merchant that calls itself out of scope for card data.
struct PCIOutOfScope: WordingRule {
  static let id = "pci-out-of-scope"
  static let severity = Severity.medium
  static let summary =
    "A merchant that leaves card data to a processor's hosted page still has PCI DSS duties (SAQ "
    + "A): its scope is small, not empty."
  static let faulty: [WordingExample] = [
    "We are out of scope for PCI DSS.", "Cardholder data: out-of-scope.",
    "PCI DSS does not apply to us.",
  ]
  static let sound: [WordingExample] = [
    "Card details go to the processor's hosted page; we validate with SAQ A.",
    "Denial of service is out of scope for research.", "We are not out of scope for PCI DSS.",
  ]
  private static let claims: Phrases = [
    "out of scope", "outside the scope", "outside of scope", "outside scope", "does not apply",
    "do not apply", "not applicable", "exempt",
  ]
  private static let cards: Phrases = ["pci", "cardholder", "card data", "card details"]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.claims).filter { match in
      statement.contains(Self.cards, beside: match)
        && !statement.isNegated(match)
    }.map { match in
      WordingIssue(
        "a merchant is not out of scope for PCI DSS: an embedded or hosted checkout is validated "
          + "with SAQ A", at: match.range,
        fix: "say that card data goes to the processor, and which questionnaire applies")
    }
  }
}
