import Model

/// A measure that is left to a provider whom the sentence does not name.
struct UnnamedProvider: WordingRule {
  static let id = "unnamed-provider"
  static let severity = Severity.low
  static let summary =
    "\"Encrypted by the cloud provider\" does not say by whom, so nobody can look up what that "
    + "provider does."
  static let faulty: [WordingExample] = [
    "Database | Encrypted at rest by the cloud provider",
    "Backups are kept by our hosting provider.",
    "Provider-managed encryption at rest.",
  ]
  static let sound: [WordingExample] = [
    "Disks are encrypted at rest by our cloud provider, Hetzner.",
    WordingExample(
      "Disks are encrypted at rest by the cloud provider {provider}.",
      parameters: [Parameter(name: "provider", value: "Hetzner")]),
    "Our cloud provider is named in the list of subprocessors.",
    "The identity provider's keys are fetched every hour.",
    "Disks are not encrypted by the hosting provider.",
  ]
  private static let providers: Phrases = [
    "cloud provider", "cloud providers", "hosting provider", "hosting providers",
    "infrastructure provider", "storage provider", "database provider", "provider managed",
    "our provider", "the provider",
  ]
  private static let measures: Phrases = [
    "encrypted", "encryption", "encrypts", "at rest", "backup", "backups", "backed up", "kept",
    "monitored", "patched", "replicated",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.providers).prefix(1).filter { match in
      statement.contains(Self.measures, beside: match) && !statement.hasQuantity(beside: match)
        && !isNamed(beside: match, in: statement)
        && !statement.words.contains {
          $0.sentence == statement.sentence(of: match) && $0.text == "not"
        }
    }.map { match in
      WordingIssue(
        "\"\(statement.text(of: match.range))\" does not say which company is meant",
        at: match.range, fix: "name the provider, and what its documents say as an attestation")
    }
  }

  /// Whether a word with a capital stands in the sentence, apart from its first.
  private func isNamed(beside match: Statement.Match, in statement: Statement) -> Bool {
    statement.words.filter { $0.sentence == statement.sentence(of: match) }.dropFirst().contains {
      statement.scalars[$0.range.lowerBound].properties.isUppercase
    }
  }
}
