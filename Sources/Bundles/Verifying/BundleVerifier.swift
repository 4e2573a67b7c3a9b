import Model
import Systems

/// Holds a bundle against its statement, and the statement against what is known of the signer.
package struct BundleVerifier: Sendable {
  /// Clocks differ; a statement may come from this many seconds ahead.
  private static let clockTolerance = 600

  package let folder: SealedFolder
  package let names: BundleNames
  package let anchor: TrustAnchor
  package let now: Instant
  /// The namespace that must be signed for; by default any that is about postures.
  package let namespace: String?
  /// The name that the signer must have; by default the one in the statement.
  package let identity: String?

  package init(
    folder: SealedFolder, names: BundleNames = .standard, anchor: TrustAnchor, now: Instant,
    namespace: String? = nil, identity: String? = nil
  ) {
    self.folder = folder
    self.names = names
    self.anchor = anchor
    self.now = now
    self.namespace = namespace
    self.identity = identity
  }

  /// Looks at everything, so that all that is wrong is named at once.
  ///
  /// - Throws: a reason when there is no statement to begin with.
  package func verify() throws(Unavailable) -> BundleVerification {
    let message = try statementBytes()
    var verification = BundleVerification()
    do throws(Malformed) {
      verification.statement = try Statement(text: message)
    } catch {
      verification.add(.malformedStatement, names.statement, error.reason)
    }
    let signature = readSignature(&verification)
    if let signature { judge(signature, over: message, &verification) }
    if let statement = verification.statement { judgeTimes(of: statement, &verification) }
    judgeEnvelope(around: message, signature: signature, &verification)
    if let statement = verification.statement {
      BundleFiles(folder: folder, names: names, statement: statement)
        .judge(signer: signature?.publicKey, &verification)
    }
    return verification
  }

  private func statementBytes() throws(Unavailable) -> [UInt8] {
    do throws(SealedFolder.Problem) {
      return try folder.read(names.statement, limit: Statement.sizeLimit)
    } catch {
      throw Unavailable("\(folder.path)/\(names.statement) \(error.words)")
    }
  }

  private func readSignature(_ verification: inout BundleVerification) -> SSHSignature? {
    let bytes: [UInt8]
    do throws(SealedFolder.Problem) {
      bytes = try folder.read(names.signature, limit: SSHSignature.sizeLimit)
    } catch {
      verification.add(.missingSignature, names.signature, error.words)
      return nil
    }
    do throws(Malformed) { return try SSHSignature(text: bytes) } catch {
      verification.add(.malformedSignature, names.signature, error.reason)
      return nil
    }
  }

  private func judge(
    _ signature: SSHSignature, over message: [UInt8], _ verification: inout BundleVerification
  ) {
    let faultsBefore = verification.faults.count
    if !signature.isValid(for: message) {
      verification.add(
        .wrongSignature, names.signature,
        "does not fit \(names.statement): one of the two was changed")
    }
    judgeNamespace(of: signature, &verification)
    judgeSigner(of: signature, &verification)
    if verification.faults.count == faultsBefore, verification.doubts.isEmpty {
      verification.signer = signature.publicKey
    }
  }

  private func judgeNamespace(
    of signature: SSHSignature, _ verification: inout BundleVerification
  ) {
    let seen = ShownText.quoted(signature.namespace)
    if let namespace {
      if !ShownText.isSame(namespace, signature.namespace) {
        verification.add(
          .wrongNamespace, names.signature,
          "is made for \(seen): expected \(ShownText.quoted(namespace))")
      }
    } else if !SignerName.isPosture(signature.namespace) {
      verification.add(
        .wrongNamespace, names.signature,
        "is made for \(seen), not for postures: expected \"posture\" or \"posture@…\"")
    }
    if let statement = verification.statement,
      !ShownText.isSame(statement.namespace, signature.namespace)
    {
      verification.add(
        .wrongNamespace, names.signature,
        "is made for \(seen), but \(names.statement) says \(ShownText.quoted(statement.namespace))")
    }
  }

  private func judgeSigner(of signature: SSHSignature, _ verification: inout BundleVerification) {
    let claimed = verification.statement?.identity
    if let identity, let claimed, !ShownText.isSame(identity, claimed) {
      verification.add(
        .wrongIdentity, names.statement,
        "is signed as \(ShownText.quoted(claimed)): expected \(ShownText.quoted(identity))")
    }
    switch anchor {
    case .none:
      verification.doubts.append(
        "no trusted key was given, so nobody knows whose key \(signature.publicKey.fingerprint) is: "
          + "name it with --key or --allowed-signers")
    case .partOfBundle(let path):
      verification.doubts.append(
        "\(path) came with the bundle, and whoever changed the one could change the other: "
          + "take the signer's key from somewhere else")
    case .key(let key):
      guard key != signature.publicKey else { return }
      verification.add(
        .unknownSigner, names.signature,
        "is made with the key \(signature.publicKey.fingerprint): expected \(key.fingerprint)")
    case .allowedSigners(let list):
      // Without a statement there is no name to look up, and that fault is already noted.
      guard let identity = identity ?? claimed else { return }
      let objections = list.objections(
        to: signature.publicKey, identity: identity, namespace: signature.namespace, now: now)
      guard !objections.isEmpty else { return }
      verification.add(
        .unknownSigner, names.signature,
        "is of a signer who is not allowed: \(objections.joined(separator: "; "))")
    }
  }

  private func judgeTimes(of statement: Statement, _ verification: inout BundleVerification) {
    if now > statement.expires {
      verification.add(
        .expired, names.statement, "expired at \(statement.expires.description)")
    }
    if statement.created.seconds > now.seconds + Self.clockTolerance {
      verification.add(
        .notYetMade, names.statement,
        "says that it was made at \(statement.created.description), which is still to come")
    }
  }

  private func judgeEnvelope(
    around message: [UInt8], signature: SSHSignature?, _ verification: inout BundleVerification
  ) {
    let envelope: Envelope
    do throws(SealedFolder.Problem) {
      let bytes = try folder.read(names.envelope, limit: Envelope.sizeLimit)
      do throws(Malformed) { envelope = try Envelope(text: bytes) } catch {
        verification.add(.malformedEnvelope, names.envelope, error.reason)
        return
      }
    } catch {
      if error != .absent {
        verification.add(.malformedEnvelope, names.envelope, error.words)
      }
      return
    }
    verification.hasEnvelope = true
    if envelope.payload != message {
      verification.add(
        .wrongEnvelope, names.envelope, "holds another statement than \(names.statement)")
    }
    if let signature, !envelope.isSigned(by: signature.publicKey) {
      verification.add(
        .wrongEnvelope, names.envelope,
        "has no valid signature of the key that made \(names.signature)")
    }
  }
}
