import Model

/// The secrets of one text.
package struct SecretTextScan: Sendable, Equatable {
  /// In order of their places.
  package var secrets: [FoundSecret] = []
  /// Digests of what has the form of a secret and a wrong checksum, so that nobody issued it.
  package var lookAlikes: Set<String> = []
  /// What was not looked at to the end.
  package var problems: [String] = []
}

/// A secret in one text, without the secret.
package struct FoundSecret: Sendable, Equatable {
  /// Index of the rule.
  package let rule: Int
  /// The path inside an archive, with `!/` between the parts of nested ones; nil for a plain text.
  package var entry: String?
  /// The place in the text, or in the archive's entry.
  package var span: TextSpan
  package let masked: String
  package let certainty: SecretCertainty
  /// HMAC-SHA-256 of rule and secret.
  package let fingerprint: String
  /// What else the secret tells, as the account it belongs to.
  package let note: String?
  /// Whether a comment beside it allows it for a reason.
  package let isAllowed: Bool
  /// Indices of the allow list's entries that fit it, but for path and commit.
  package let allowances: [Int]
}

extension FoundSecret {
  /// The same in a text that begins so many lines, and characters of its first line, earlier.
  func moved(lines: Int, columns: Int) -> FoundSecret {
    var secret = self
    secret.span = TextSpan(
      line: span.line + lines, column: span.column + (span.line == 1 ? columns : 0),
      endLine: span.endLine + lines,
      endColumn: span.endColumn + (span.endLine == 1 ? columns : 0))
    return secret
  }
}
