import Model

/// Compliance with a law, or a certificate for one, stated as a fact.
struct ComplianceClaimedForALaw: WordingRule {
  static let id = "compliance-claimed-for-a-law"
  static let severity = Severity.medium
  static let summary =
    "Laws state duties: nobody issues a certificate of compliance with GDPR or HIPAA, and controls "
    + "support a duty without proving it kept."
  static let faulty: [WordingExample] = [
    "The product is GDPR compliant.", "We are certified under HIPAA and HIPAA certified.",
    "Our service is fully compliant with the CCPA.", "This ensures full GDPR compliance.",
  ]
  static let sound: [WordingExample] = [
    "We support your duties under GDPR with deletion and export.",
    "We do not claim to be HIPAA compliant.",
    "Our data processing agreement follows GDPR article 28.",
    "Stripe is PCI DSS compliant.",
  ]
  private static let laws = [
    "gdpr", "uk gdpr", "ccpa", "cpra", "hipaa", "dpdpa", "dpdp", "lgpd", "pipeda", "dora", "nis2",
    "nis 2", "ferpa", "coppa", "glba", "sox", "privacy act",
  ]
  private static let after: Phrases = Phrases(
    laws.flatMap { law in
      ["compliant", "certified", "certification", "approved"].map { "\(law) \($0)" }
        + ["full", "guaranteed", "ensures", "ensure", "guarantees"].map {
          "\($0) \(law) compliance"
        }
    })
  private static let before: Phrases = Phrases(
    laws.flatMap { law in
      [
        "compliant with", "compliant with the", "complies with", "complies with the",
        "fully comply with", "we comply with", "in compliance with", "certified under",
      ].map { "\($0) \(law)" }
    })

  func findings(in statement: Statement) -> [WordingIssue] {
    let found = statement.matches(of: Self.after) + statement.matches(of: Self.before)
    return found.filter { !statement.isNegated($0, within: 6) }.map { match in
      WordingIssue(
        "\"\(statement.text(of: match.range))\" is a legal conclusion that no check can prove and "
          + "nobody certifies",
        at: match.range, fix: "say which duties the controls support, and how")
    }
  }
}
