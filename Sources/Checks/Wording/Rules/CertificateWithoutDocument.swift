import Model

/// A certificate that no document stands behind.
struct CertificateWithoutDocument: WordingRule {
  static let id = "certificate-without-document"
  static let severity = Severity.low
  static let summary =
    "A certificate has a number, a scope and an end; a control that claims one carries it as an "
    + "attestation or a document."
  static let faulty: [WordingExample] = [
    "We are ISO 27001 certified.", "Our certification to ISO/IEC 27701 covers the product.",
    "The platform holds a HITRUST certification.",
  ]
  static let sound: [WordingExample] = [
    "We hold no ISO 27001 certificate.", "TLS certificates are renewed by the host.",
    "We are not HITRUST certified.",
    WordingExample("ISO 27001 certification", kind: .planned),
    WordingExample("We are not certified to ISO 27001.", kind: .limitation),
  ]
  private static let claims: Phrases = [
    "certified", "certification", "certifications", "certificate",
  ]
  private static let standards: Phrases = [
    "iso", "iec", "iso 27001", "iso 27701", "iso 42001", "27001", "hitrust", "fedramp", "c5",
    "cyber essentials", "pci dss", "csa star",
  ]
  private static let papers: Set<String> = ["attestation", "document"]

  func findings(in statement: Statement) -> [WordingIssue] {
    guard [.control, .commitment].contains(statement.kind),
      statement.checkNames.isDisjoint(with: Self.papers)
    else { return [] }
    return statement.matches(of: Self.claims).prefix(1).filter { match in
      statement.contains(Self.standards, beside: match) && !statement.isNegated(match)
    }.map { match in
      WordingIssue(
        "\"\(statement.text(of: match.range))\" is claimed, and no document or attestation of this "
          + "control holds it", at: match.range,
        fix: "add the certificate as an attestation, with its document and its last day")
    }
  }
}
