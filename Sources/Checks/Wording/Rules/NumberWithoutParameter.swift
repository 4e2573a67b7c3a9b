import Model

/// A promise's number that neither a parameter nor a check holds, so that nothing keeps it true.
struct NumberWithoutParameter: WordingRule {
  static let id = "number-without-parameter"
  static let severity = Severity.medium
  static let summary =
    "A number in a promise must come from a parameter that a check holds; names such as SOC 2 or "
    + "AES-256 are no numbers."
  static let faulty: [WordingExample] = [
    "Affected customers are told within 72 hours.",
    "The platform is available 99.9% of the time.",
    "Every endpoint refuses anything older than TLS 1.2.",
    "Reports are answered within one business day.",
    "Sessions end after a 24-hour lifetime.",
    WordingExample(
      "Backups are kept for {days} and tested every 90 days.",
      parameters: [Parameter(name: "days", value: "30 days")]),
    WordingExample("Backups are kept for 30 days.", values: ["90d"]),
  ]
  static let sound: [WordingExample] = [
    "We hold a SOC 2 Type II report and follow ISO/IEC 27001:2022 and OAuth 2.0.",
    "Files are encrypted with AES-256 in S3 and signed with SHA-256.",
    "Contacts follow RFC 9116; support answers 24/7 and staff use 2FA over HTTP/2.",
    "Breaches are handled under GDPR articles 33 and 34 in us-east-1.",
    "CVE-2021-44228 in Log4j is patched; IPv6 and X.509 are supported.",
    "One key per tenant; two people approve.",
    WordingExample(
      "Customers are told within {within}.",
      parameters: [Parameter(name: "within", value: "72 hours")]),
    WordingExample(
      "All endpoints use TLS {minimum}+.", parameters: [Parameter(name: "minimum", value: "1.2")]),
    WordingExample("Backups are kept for 30 days.", values: ["30d"]),
    WordingExample("Card data is limited to the last 4 digits.", kind: .limitation),
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    // Only what is in place or promised has a check to hold its numbers.
    guard [.control, .commitment].contains(statement.kind) else { return [] }
    return statement.quantities.filter { quantity in
      !quantity.isParameter && !statement.checkedValues.contains { quantity.isSame(as: $0) }
    }.map { quantity in
      let parameter = statement.parameters.first { quantity.isSame(as: $0.value) }
      return WordingIssue(
        "no parameter or check holds \"\(quantity.text)\": nothing notices when it stops being "
          + "true",
        at: quantity.range,
        fix: parameter.map { "write {\($0.name)}, which has that value" }
          ?? "declare it under parameters, give it to a check, and write {its-name} here")
    }
  }
}
