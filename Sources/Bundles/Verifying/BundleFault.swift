/// One thing wrong with a bundle.
package struct BundleFault: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case malformedStatement = "malformed-statement"
    case missingSignature = "missing-signature"
    case malformedSignature = "malformed-signature"
    case wrongSignature = "wrong-signature"
    case wrongNamespace = "wrong-namespace"
    case wrongIdentity = "wrong-identity"
    case unknownSigner = "unknown-signer"
    case malformedEnvelope = "malformed-envelope"
    case wrongEnvelope = "wrong-envelope"
    case wrongAllowedSigners = "wrong-allowed-signers"
    case expired
    case notYetMade = "not-yet-made"
    case changedFile = "changed"
    case missingFile = "missing"
    case addedFile = "added"
    case irregularFile = "irregular"
  }

  package let kind: Kind
  /// The file it is about, by its name in the bundle.
  package let file: String
  /// The end of a sentence that begins with the file.
  package let message: String
}
