import Model

/// The regulator's hours given as the law on telling customers.
struct CustomerNotice: WordingRule {
  static let id = "customer-notice-is-not-the-regulator-clock"
  static let severity = Severity.medium
  static let summary =
    "GDPR's 72 hours are for the authority (article 33); people are told without undue delay "
    + "(article 34), with no hours in the law."
  static let faulty: [WordingExample] = [
    "Customers are notified within 72 hours as required by law.",
    "As GDPR demands, we inform affected users within 72 hours.",
  ]
  static let sound: [WordingExample] = [
    "Affected customers are notified within 72 hours of confirmed impact.",
    "We notify the supervisory authority within 72 hours of becoming aware, as required by law.",
    "Affected people are told without undue delay, as GDPR requires.",
  ]
  private static let laws: Phrases = [
    "required by law", "by law", "gdpr", "article 33", "article 34", "dpdpa", "legally required",
  ]
  private static let authorities: Phrases = [
    "supervisory authority", "supervisory authorities", "authority", "authorities", "regulator",
    "regulators", "board", "ico",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.laws).prefix(1).filter { match in
      statement.contains(RegulatorWords.people, beside: match)
        && statement.contains(RegulatorWords.notices, beside: match)
        && statement.quantities.contains { $0.unit.hasPrefix("hour") || $0.unit == "h" }
        && !statement.contains(Self.authorities, beside: match)
    }.map { match in
      WordingIssue(
        "the law's 72 hours are for telling the authority (GDPR 33); customers are told without "
          + "undue delay (GDPR 34), which has no hours",
        at: match.range,
        fix: "promise customers a time of your own, and state the authority's clock apart")
    }
  }
}
