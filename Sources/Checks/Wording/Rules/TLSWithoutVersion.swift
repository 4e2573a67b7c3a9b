import Model

/// TLS without the lowest version that is accepted.
struct TLSWithoutVersion: WordingRule {
  static let id = "tls-without-version"
  static let severity = Severity.low
  static let summary =
    "\"TLS\" alone takes in versions that are broken: reviewers ask for the minimum."
  static let faulty: [WordingExample] = ["All connections use TLS.", "Database: TLS enforced."]
  static let sound: [WordingExample] = [
    WordingExample(
      "All connections use TLS {minimum} or newer.",
      parameters: [Parameter(name: "minimum", value: "1.2")]),
    "The edge terminates TLS near the client.", "TLS certificates are renewed.",
  ]
  private static let names: Phrases = ["tls"]
  private static let exceptions: Phrases = [
    "terminates", "terminate", "terminated", "termination", "certificate", "certificates",
    "mtls",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    guard statement.quantities.isEmpty,
      !statement.contains(Self.exceptions)
    else { return [] }
    return statement.matches(of: Self.names).prefix(1).filter {
      !statement.hasQuantity(beside: $0) && !statement.isNegated($0)
    }.map {
      WordingIssue(
        "TLS is named without the lowest version accepted", at: $0.range,
        fix: "write TLS {minimum} or newer, and check it")
    }
  }
}
