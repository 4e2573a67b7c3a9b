import Model

/// End-to-end encryption claimed where a server reads the data.
struct EndToEndEncryption: WordingRule {
  static let id = "end-to-end-encryption-with-server-access"
  static let severity = Severity.high
  static let summary =
    "With end-to-end encryption no server can decrypt; encryption in transit and at rest is "
    + "something else."
  static let faulty: [WordingExample] = [
    "Data is end-to-end encrypted in transit and at rest.",
    "Invoices are end-to-end encrypted and decrypted on our servers for export.",
  ]
  static let sound: [WordingExample] = [
    "Data is encrypted in transit and at rest; this is not end-to-end encryption.",
    "Messages are end-to-end encrypted between the devices of two people.",
  ]
  private static let claims: Phrases = [
    "end to end encrypted", "end to end encryption", "e2ee", "e2e encrypted", "e2e encryption",
    "end to end",
  ]
  private static let access: Phrases = [
    "at rest", "decrypt", "decrypts", "decrypted", "server side", "our servers", "our server",
    "on the server",
  ]
  private static let encryption: Phrases = ["encrypted", "encryption", "e2ee"]

  func findings(in statement: Statement) -> [WordingIssue] {
    guard statement.contains(Self.access), statement.contains(Self.encryption),
      let claim = statement.matches(of: Self.claims).first, !statement.isNegated(claim)
    else { return [] }
    return [
      WordingIssue(
        "this is not end-to-end encryption: a server that stores the key or reads the data can "
          + "decrypt it", at: claim.range,
        fix: "write encrypted in transit and at rest, and publish the limit")
    ]
  }
}
