import Model

/// What came out of verifying a bundle.
package struct BundleVerification: Sendable {
  package enum State: String, Sendable {
    case verified
    case refused
    /// Nothing was found wrong, and something that had to be known is not.
    case unverified
  }

  /// Who signed, once the signature fits and the signer is trusted.
  package internal(set) var signer: PublicKey?
  /// Nil when it cannot be understood.
  package internal(set) var statement: Statement?
  package internal(set) var hasEnvelope = false
  package internal(set) var byteCount = 0
  package internal(set) var faults: [BundleFault] = []
  /// What could not be looked at, as sentences.
  package internal(set) var doubts: [String] = []

  package var state: State {
    if !faults.isEmpty { return .refused }
    return doubts.isEmpty && signer != nil && statement != nil ? .verified : .unverified
  }

  mutating func add(_ kind: BundleFault.Kind, _ file: String, _ message: String) {
    faults.append(BundleFault(kind: kind, file: file, message: message))
  }
}
