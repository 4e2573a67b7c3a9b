import Systems

/// Whether a text of a rule's form is a secret.
enum SecretJudgement {
  case genuine
  /// Its form is right and its checksum wrong: nobody issued it.
  case wrongChecksum
  /// A sample, a word that stands for a secret, or nothing of the kind.
  case placeholder

  init(of secret: ArraySlice<UInt8>, by rule: SecretRule) {
    if let structure = rule.structure, !structure.holds(for: secret) {
      self = structure.isChecksum && Self.isRandom(secret, rule) ? .wrongChecksum : .placeholder
    } else {
      self = Self.isGenuine(secret, rule) ? .genuine : .placeholder
    }
  }

  private static func isGenuine(_ secret: ArraySlice<UInt8>, _ rule: SecretRule) -> Bool {
    // A structure proves more than words inside, which chance makes.
    if !(rule.structure?.isProof ?? false), SecretText.isPlaceholder(secret) { return false }
    if let form = rule.form, !form.holds(for: secret) { return false }
    guard rule.minimumEntropy == 0 || SecretText.entropy(secret) >= rule.minimumEntropy else {
      return false
    }
    return rule.documentedExamples.isEmpty
      || !rule.documentedExamples.contains(Digest.sha256(Array(secret)))
  }

  /// Whether the text would be taken for a secret but for its checksum.
  private static func isRandom(_ secret: ArraySlice<UInt8>, _ rule: SecretRule) -> Bool {
    !SecretText.isPlaceholder(secret)
      && SecretText.entropy(secret) >= max(3, rule.minimumEntropy)
  }
}
