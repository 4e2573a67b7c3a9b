import Model
import Systems

/// A key file as a person names it: a public key whose private half is in an agent, or a private one.
package struct KeyFile {
  package enum Form: Sendable {
    /// The private half is elsewhere.
    case publicOnly
    case openSSH
    /// Private, and locked with a passphrase.
    case encryptedOpenSSH
    case pkcs8
  }

  /// A key is a few hundred bytes; what is larger is something else.
  static let sizeLimit = 1 << 16

  package let path: String
  package let form: Form
  package let publicKey: PublicKey
  /// The private half when it can be read without a passphrase.
  package let privateKey: Ed25519PrivateKey?

  /// Reads a key file; nothing of its private half is kept outside OpenSSL.
  ///
  /// - Throws: a reason that begins with the path and quotes nothing of the file's content.
  package init(path: String) throws(Unavailable) {
    self.path = path
    var bytes = try BoundedFile.read(path, limit: Self.sizeLimit)
    defer { Ed25519PrivateKey.wipe(&bytes) }
    do throws(Malformed) {
      if bytes.starts(with: "-----BEGIN OPENSSH PRIVATE KEY-----".utf8) {
        let key = try OpenSSHPrivateKey(text: bytes)
        form = key.privateKey == nil ? .encryptedOpenSSH : .openSSH
        publicKey = key.publicKey
        privateKey = key.privateKey
      } else if bytes.starts(with: "-----BEGIN ".utf8) {
        let key = try PrivateKeyInformation.read(bytes)
        form = .pkcs8
        publicKey = key.publicKey
        privateKey = key.privateKey
      } else {
        guard let line = String(validating: bytes, as: UTF8.self) else {
          throw Malformed("is neither a key of OpenSSH nor a PEM file")
        }
        form = .publicOnly
        publicKey = try PublicKey(line: line)
        privateKey = nil
      }
    } catch {
      throw Unavailable("\(path) \(error.reason)")
    }
  }
}
