import Model
import Systems

/// Signs a statement twice with one key: for OpenSSH and for supply-chain tools.
package struct BundleSigner {
  let key: KeyFile
  let environment: [String: String]

  /// Takes the key and the environment in which an agent is looked for.
  package init(key: KeyFile, environment: [String: String]) {
    self.key = key
    self.environment = environment
  }

  /// The files to put beside the signed ones.
  ///
  /// Every signature is verified before it is handed out.
  ///
  /// - Throws: a reason when the key cannot be used.
  package func sign(_ statement: Statement) throws(Unavailable) -> SignedBundle {
    let message = Array(statement.text.utf8)
    let signature = try signature(over: message, namespace: statement.namespace)
    guard signature.publicKey == key.publicKey, signature.isValid(for: message),
      ShownText.isSame(signature.namespace, statement.namespace)
    else { throw Unavailable("the signature that was made does not verify with \(key.path)") }
    var bundle = SignedBundle(
      statement: statement.text, signature: signature.text,
      allowedSigners: AllowedSigners.text(for: statement, key: key.publicKey))
    do throws(Unavailable) {
      bundle.envelope = try envelope(around: message).text(key: key.publicKey)
    } catch {
      bundle.reasonWithoutEnvelope = error.reason
    }
    return bundle
  }

  private func signature(
    over message: [UInt8], namespace: String
  ) throws(Unavailable) -> SSHSignature {
    // OpenSSH before 9.6 cannot read an Ed25519 key in PKCS#8.
    guard key.form == .pkcs8 else {
      return try SignatureProgram(environment: environment)
        .signature(over: message, keyPath: key.path, namespace: namespace)
    }
    let signed = SSHSignature.signedBytes(message, namespace: namespace, hash: .sha512)
    guard let bytes = key.privateKey?.sign(signed) else {
      throw Unavailable("OpenSSL did not sign with \(key.path)")
    }
    return SSHSignature(
      publicKey: key.publicKey, namespace: namespace, hash: .sha512, signature: bytes)
  }

  private func envelope(around message: [UInt8]) throws(Unavailable) -> Envelope {
    let signed = Envelope.signedBytes(message)
    let signature: [UInt8]
    if let privateKey = key.privateKey {
      guard let bytes = privateKey.sign(signed) else {
        throw Unavailable("OpenSSL did not sign with \(key.path)")
      }
      signature = bytes
    } else {
      guard let agent = KeyAgent(environment: environment) else {
        throw Unavailable("\(key.path) cannot be read without ssh-keygen, and there is no agent")
      }
      signature = try agent.signature(over: signed, by: key.publicKey)
    }
    let envelope = Envelope(payload: message, signatures: [signature])
    guard envelope.isSigned(by: key.publicKey) else {
      throw Unavailable("the signature that was made does not verify with \(key.path)")
    }
    return envelope
  }
}
