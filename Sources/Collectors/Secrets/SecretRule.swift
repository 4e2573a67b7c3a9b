import Model
import Systems

/// One form that a secret takes.
package struct SecretRule: Sendable {
  package let id: String
  package let title: String
  package let provider: String
  package let severity: Severity
  /// What a person who finds it can do.
  package let allows: String
  /// The provider's page about revoking.
  package let revoke: String
  package let examples: SecretExamples

  let pattern: LazyPattern
  let capture: Int
  let keywords: [Literal]
  /// Bytes before and after a keyword in which the pattern is tried.
  let window: SecretWindow
  let minimumEntropy: Double
  let form: SecretForm?
  let structure: SecretStructure?
  let isGeneric: Bool
  /// Whether the secret has no form of its own and is found by a name it is assigned to.
  let isNamed: Bool
  /// Whether it goes before other rules that match the same text, because it knows a name beside it.
  let isPreferred: Bool
  /// SHA-256 of secrets that the provider's own documentation shows.
  let documentedExamples: Set<String>

  /// Where it is written.
  let place: Location

  /// Whether a text of the right form can be told from an issued one.
  package var hasChecksum: Bool { structure?.isChecksum ?? false }

  /// How sure it is that what the rule found is a secret.
  func certainty(of secret: ArraySlice<UInt8>) -> SecretCertainty {
    if let structure, structure.proves(secret) { return .proved }
    return isGeneric ? .generic : .likely
  }

  /// What to do about a leak.
  package var fix: String {
    "Revoke and replace it\(revoke.isEmpty ? "" : " (\(revoke))"), then look for misuse."
      + (allows.isEmpty ? "" : " It allows: \(allows).")
  }
}

/// How far around a keyword a rule looks.
struct SecretWindow: Hashable, Sendable {
  let before: Int
  let after: Int

  /// How far from the window something new can decide where it begins and ends: in so many bytes a
  /// hit would share it.
  var margin: Int { before + after + SecretScanner.joinedGap + 512 }
}

extension Range<Int> {
  /// The range with so many more bytes at either end, beyond which there may be no content.
  func widened(by margin: Int) -> Range<Int> {
    Swift.max(0, lowerBound - margin)..<(upperBound + margin)
  }
}

/// Texts that show what a rule is for, joined from their parts.
package struct SecretExamples: Sendable {
  package let match: [String]
  package let noMatch: [String]
}
