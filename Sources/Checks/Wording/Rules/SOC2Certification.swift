import Model

/// A SOC 2 report called a certification or a state of compliance.
struct SOC2Certification: WordingRule {
  static let id = "soc2-certification"
  static let severity = Severity.medium
  static let summary =
    "SOC 2 ends in an auditor's attestation report with an opinion; there is no certificate, "
    + "and nothing to be compliant with."
  static let faulty: [WordingExample] = [
    "We are SOC 2 certified.", "The product is SOC 2 compliant.",
    "We are working towards SOC 2 Type II certification.",
    "Certifications (SOC 2 and ISO 27001) follow.",
  ]
  static let sound: [WordingExample] = [
    "We hold a SOC 2 Type II report and an ISO 27001 certification.",
    "We hold an ISO 27001 certification and a SOC 2 report.",
    "Our SOC 2 report is an attestation, not a certification.",
  ]
  private static let reports: Phrases = ["soc 2", "soc2", "soc 1", "soc 3"]
  private static let certificates: Phrases = [
    "certified", "certification", "certifications", "certificate", "certificates", "compliant",
  ]
  private static let others: Set<String> = [
    "iso", "iec", "27001", "27701", "42001", "pci", "hitrust", "fedramp", "report", "reports",
    "attestation", "not",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    let certificates = statement.matches(of: Self.certificates)
    for report in statement.matches(of: Self.reports) {
      guard let certificate = certificates.first(where: { isAbout($0, report, in: statement) })
      else { continue }
      let start = min(report.range.lowerBound, certificate.range.lowerBound)
      let end = max(report.range.upperBound, certificate.range.upperBound)
      return [
        WordingIssue(
          "SOC 2 is not a certification and no state of compliance: an independent auditor issues an "
            + "attestation report",
          at: start..<end, fix: "write SOC 2 report, with its type and period")
      ]
    }
    return []
  }

  private func isAbout(
    _ certificate: Statement.Match, _ report: Statement.Match, in statement: Statement
  ) -> Bool {
    let between = statement.between(certificate, report)
    let isNear =
      between.count <= 5 && !between.contains { Self.others.contains($0.text) }
      && statement.sentence(of: certificate) == statement.sentence(of: report)
    guard isNear, !statement.isNegated(certificate) else { return false }
    // "ISO 27001 certification and SOC 2": the certificate is the other one's.
    let start = certificate.words.lowerBound
    return report.words.lowerBound < start
      || !statement.words[max(0, start - 3)..<start].contains { Self.others.contains($0.text) }
  }
}
