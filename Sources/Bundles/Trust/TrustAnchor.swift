import Model
import Systems

/// What the person who verifies already knows about the signer.
package enum TrustAnchor: Hashable, Sendable {
  /// Nothing; no signature can be trusted then.
  case none
  /// A file that came with the bundle, which is as good as nothing.
  case partOfBundle(path: String)
  case key(PublicKey)
  case allowedSigners(AllowedSigners)

  /// Reads the public key, or the list of allowed signers, that a person names.
  ///
  /// - Throws: `Unavailable` when the file cannot be read or holds no key, `Diagnostics` for the lines
  ///   of a list that cannot be understood.
  package static func read(
    key: String?, allowedSigners: String?, outside folder: SealedFolder
  ) throws -> TrustAnchor {
    guard let path = key ?? allowedSigners else { return .none }
    let canonical = try BoundedFile.canonicalPath(of: path)
    let prefix = folder.path == "/" ? "/" : folder.path + "/"
    if canonical.utf8.starts(with: prefix.utf8) { return .partOfBundle(path: path) }
    guard key != nil else {
      let bytes = try BoundedFile.read(path, limit: AllowedSigners.sizeLimit)
      return .allowedSigners(try AllowedSigners(text: bytes, path: path))
    }
    return .key(try publicKey(path))
  }

  private static func publicKey(_ path: String) throws(Unavailable) -> PublicKey {
    let bytes = try BoundedFile.read(path, limit: KeyFile.sizeLimit)
    if bytes.starts(with: "-----BEGIN ".utf8) {
      throw Unavailable("\(path) is a private key or a PEM file: expected a .pub file of OpenSSH")
    }
    do throws(Malformed) {
      guard let line = String(validating: bytes, as: UTF8.self) else {
        throw Malformed("is not a public key of OpenSSH")
      }
      return try PublicKey(line: line)
    } catch {
      throw Unavailable("\(path) \(error.reason)")
    }
  }
}
