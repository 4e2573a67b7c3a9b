import Systems

/// A detached signature in OpenSSH's format (PROTOCOL.sshsig), which `ssh-keygen -Y verify` reads.
package struct SSHSignature: Hashable, Sendable {
  static let label = "SSH SIGNATURE"
  private static let magic = Array("SSHSIG".utf8)
  private static let version: UInt32 = 1
  /// A signature is a few hundred bytes; what is larger is something else.
  package static let sizeLimit = 1 << 16

  package let publicKey: PublicKey
  package let namespace: String
  package let hash: MessageHash
  /// The 64 bytes of RFC 8032.
  let signature: [UInt8]

  init(publicKey: PublicKey, namespace: String, hash: MessageHash, signature: [UInt8]) {
    self.publicKey = publicKey
    self.namespace = namespace
    self.hash = hash
    self.signature = signature
  }

  /// Reads a signature file.
  ///
  /// - Throws: a reason that follows the name of the file.
  package init(text: [UInt8]) throws(Malformed) {
    guard text.count <= Self.sizeLimit else {
      throw Malformed("is larger than \(Self.sizeLimit) bytes")
    }
    var reader = WireReader(try Armor.unwrap(text, label: Self.label))
    guard try reader.raw(Self.magic.count, "the format's name") == Self.magic else {
      throw Malformed("is not a signature of the format SSHSIG")
    }
    let version = try reader.number("the version")
    guard version == Self.version else {
      throw Malformed("is of version \(version) of SSHSIG: expected 1")
    }
    publicKey = try PublicKey(blob: try reader.string("the public key"))
    namespace = try reader.text("the namespace")
    guard !namespace.isEmpty else { throw Malformed("has an empty namespace") }
    guard try reader.string("the reserved field").isEmpty else {
      throw Malformed("uses the reserved field, whose meaning nobody knows yet")
    }
    let hash = try reader.text("the hash's name")
    guard let known = MessageHash(rawValue: hash) else {
      throw Malformed("uses the hash \(ShownText.quoted(hash)): expected sha256 or sha512")
    }
    self.hash = known
    signature = try Self.rawSignature(in: try reader.string("the signature"))
    try reader.end()
  }

  /// The 64 bytes inside the encoding of RFC 8709 section 6.
  static func rawSignature(in blob: [UInt8]) throws(Malformed) -> [UInt8] {
    var reader = WireReader(blob)
    let type = try reader.text("the signature's type")
    guard type == PublicKey.algorithm else {
      throw Malformed(
        "holds a signature of type \(ShownText.quoted(type)): expected \(PublicKey.algorithm)")
    }
    let bytes = try reader.string("the signature's bytes")
    try reader.end()
    guard bytes.count == Ed25519.signatureLength else {
      throw Malformed("holds a signature of \(bytes.count) bytes: Ed25519 has 64")
    }
    return bytes
  }

  /// Whether the key in this signature signed this message in this signature's namespace.
  package func isValid(for message: [UInt8]) -> Bool {
    Ed25519.isValid(
      signature, of: Self.signedBytes(message, namespace: namespace, hash: hash),
      publicKey: publicKey.bytes)
  }

  /// What is signed: the message's digest, bound to the namespace.
  static func signedBytes(_ message: [UInt8], namespace: String, hash: MessageHash) -> [UInt8] {
    var writer = WireWriter()
    writer.raw(magic)
    writer.string(namespace)
    writer.string([])
    writer.string(hash.rawValue)
    writer.string(hash.digest(of: message))
    return writer.bytes
  }

  /// The signature as a file.
  package var text: String {
    var blob = WireWriter()
    blob.string(PublicKey.algorithm)
    blob.string(signature)
    var writer = WireWriter()
    writer.raw(Self.magic)
    writer.number(Self.version)
    writer.string(publicKey.blob)
    writer.string(namespace)
    writer.string([])
    writer.string(hash.rawValue)
    writer.string(blob.bytes)
    return Armor.wrap(writer.bytes, label: Self.label)
  }
}
