import FoundationEssentials
import Model

/// Checks cleartext signatures (RFC 9580 section 7) with gpgv, the part of GnuPG that does nothing
/// else.
package struct OpenPGPVerifier: Sendable {
  private static let folders = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
  private static let keyLimit = 1 << 20

  /// The absolute path of a file with public keys, armoured or not.
  package let key: String

  package init(key: String) { self.key = key }

  /// What is wrong with the signature; nil when one of the keys made it.
  ///
  /// - Throws: a reason when that cannot be found out.
  package func problem(
    of text: [UInt8], until deadline: ContinuousClock.Instant
  ) throws(Unavailable) -> String? {
    guard let program = SystemProgram.locate("gpgv", in: Self.folders) else {
      throw Unavailable("the signature was not checked: gpgv is not installed")
    }
    let folder = try ScratchFolder(
      in: "/tmp", holding: ["keys.gpg": try keyring(), "security.txt": text])
    let outcome = try SystemProgram(
      executable: program,
      arguments: [
        "--homedir", folder.path, "--keyring", folder.path + "/keys.gpg", "--output", "/dev/null",
        folder.path + "/security.txt",
      ], environment: ["LC_ALL": "C", "PATH": "/usr/bin:/bin"]
    ).run(input: [], outputLimit: 1 << 16, deadline: deadline)
    guard outcome.status != 0 else { return nil }
    let words = String(decoding: outcome.errors, as: UTF8.self).split(separator: "\n")
    let last = words.last { $0.hasPrefix("gpgv: ") }?.dropFirst(6)
    return last.map(String.init) ?? "gpgv ended with \(outcome.status)"
  }

  private func keyring() throws(Unavailable) -> [UInt8] {
    let bytes = try BoundedFile.read(key, limit: Self.keyLimit)
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("-----BEGIN PGP PUBLIC KEY BLOCK-----") else { return bytes }
    var body = ""
    var isInside = false
    var isHead = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let plain = line.filter { !$0.isWhitespace }
      if plain.hasPrefix("-----BEGIN") {
        isInside = true
      } else if plain.hasPrefix("-----END") {
        break
      } else if isInside, plain.isEmpty {
        isHead = false
      } else if isInside, !isHead, !plain.hasPrefix("=") {
        body += plain
      }
    }
    guard let key = Data(base64Encoded: body) else {
      throw Unavailable("the key of security.txt could not be read")
    }
    return [UInt8](key)
  }
}
