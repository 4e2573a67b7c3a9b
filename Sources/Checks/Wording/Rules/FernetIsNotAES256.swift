import Model

/// Fernet called AES-256, which it is not.
struct FernetIsNotAES256: WordingRule {
  static let id = "fernet-is-not-aes-256"
  static let severity = Severity.high
  static let summary = "Fernet is AES-128 in CBC mode with HMAC-SHA256, and never AES-256."
  static let faulty: [WordingExample] = [
    "Tokens are encrypted with AES-256 (Fernet).",
    "Fernet gives every field 256-bit AES encryption.",
  ]
  static let sound: [WordingExample] = [
    "Tokens are encrypted with Fernet (AES-128-CBC with HMAC-SHA256).",
    "Files are encrypted with AES-256.",
    "Tokens use Fernet, which is AES-128 and not AES-256.",
  ]
  private static let names: Phrases = ["fernet"]
  private static let claims: Phrases = ["aes 256", "aes256", "256 bit"]
  private static let truths: Phrases = ["aes 128", "aes128", "128 bit"]

  func findings(in statement: Statement) -> [WordingIssue] {
    guard let fernet = statement.matches(of: Self.names).first,
      let claimed = statement.matches(of: Self.claims).first,
      !statement.contains(Self.truths)
    else { return [] }
    let start = min(fernet.range.lowerBound, claimed.range.lowerBound)
    let end = max(fernet.range.upperBound, claimed.range.upperBound)
    return [
      WordingIssue(
        "Fernet is not AES-256: it encrypts with AES-128-CBC and authenticates with HMAC-SHA256",
        at: start..<end,
        fix: "write AES-128-CBC with HMAC-SHA256 (Fernet), or encrypt with AES-256-GCM")
    ]
  }
}
