import Model

/// The secrets of one text.
package struct SecretTextScan: Sendable {
  /// In order of their places.
  package let secrets: [FoundSecret]
  /// What was not looked at to the end.
  package let problems: [String]
}

/// A secret in one text, without the secret.
package struct FoundSecret: Sendable {
  /// Index of the rule.
  package let rule: Int
  package let span: TextSpan
  package let masked: String
  /// HMAC-SHA-256 of rule and secret.
  package let fingerprint: String
}
