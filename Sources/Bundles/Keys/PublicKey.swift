import Systems

/// The public half of an Ed25519 key.
package struct PublicKey: Hashable, Sendable {
  static let algorithm = "ssh-ed25519"

  /// The 32 bytes of RFC 8032.
  package let bytes: [UInt8]

  init(bytes: [UInt8]) throws(Malformed) {
    guard bytes.count == Ed25519.keyLength else {
      throw Malformed("holds a key of \(bytes.count) bytes: an Ed25519 key has 32")
    }
    self.bytes = bytes
  }

  /// Reads the encoding of RFC 8709 section 4.
  init(blob: [UInt8]) throws(Malformed) {
    var reader = WireReader(blob)
    let type = try reader.text("the key's type")
    guard type == Self.algorithm else {
      throw Malformed("holds a key of type \(ShownText.quoted(type)): expected \(Self.algorithm)")
    }
    try self.init(bytes: try reader.string("the key"))
    try reader.end()
  }

  /// Reads the line of a `.pub` file: type, base64 and a comment.
  ///
  /// - Throws: a reason that follows the name of the file.
  package init(line: String) throws(Malformed) {
    let line = line.utf8.last == 0x0A ? String(line.utf8.dropLast()) ?? line : line
    guard !line.utf8.contains(0x0A) else { throw Malformed("holds more than one line") }
    let words = line.utf8.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    guard words.count >= 2, let type = String(words[0]) else {
      throw Malformed("is not a public key of OpenSSH: expected \"\(Self.algorithm) AAAA…\"")
    }
    guard type == Self.algorithm else {
      throw Malformed("holds a key of type \(ShownText.quoted(type)): expected \(Self.algorithm)")
    }
    guard let blob = Base64.decode(words[1]) else {
      throw Malformed("holds a key that is not base64")
    }
    try self.init(blob: blob)
  }

  var blob: [UInt8] {
    var writer = WireWriter()
    writer.string(Self.algorithm)
    writer.string(bytes)
    return writer.bytes
  }

  /// The key as a `.pub` file has it, without a comment.
  package var text: String { Self.algorithm + " " + Base64.encode(blob) }

  /// `SHA256:…`, as `ssh-keygen -l` prints it.
  package var fingerprint: String {
    let digest = Base64.encode(MessageHash.sha256.digest(of: blob))
    return "SHA256:" + digest.prefix { $0 != "=" }
  }
}
