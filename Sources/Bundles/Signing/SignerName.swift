/// Names of signers and namespaces, which must stand in a list of allowed signers without quoting.
package enum SignerName {
  package static let anonymous = "posture"
  /// Signatures in this family are ones over posture documents.
  static let purpose = "posture"

  /// What is wrong with a name, as the end of a sentence; nil when nothing is.
  package static func problem(with name: String) -> String? {
    guard !name.isEmpty, name.utf8.count <= 255 else { return "has 1 to 255 characters" }
    let isPlain = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || "@._+-".utf8.contains(byte)
    }
    guard isPlain else { return "holds letters, digits and @ . _ + - only" }
    return name.hasPrefix("-") ? "does not begin with -" : nil
  }

  /// The namespace that goes with an identity: `posture@example.com` for `security@example.com`.
  package static func namespace(for identity: String) -> String {
    guard let at = identity.lastIndex(of: "@") else { return purpose }
    return purpose + identity[at...]
  }

  /// Whether a namespace says that it is about postures.
  static func isPosture(_ namespace: String) -> Bool {
    ShownText.isSame(namespace, purpose) || namespace.utf8.starts(with: (purpose + "@").utf8)
  }
}
