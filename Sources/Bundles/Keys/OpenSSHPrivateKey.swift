import Systems

/// A private key in OpenSSH's own format (PROTOCOL.key), as far as it can be read without a
/// passphrase.
struct OpenSSHPrivateKey {
  private static let magic = Array("openssh-key-v1\0".utf8)

  let publicKey: PublicKey
  /// Nil when a passphrase locks it.
  let privateKey: Ed25519PrivateKey?

  init(text: [UInt8]) throws(Malformed) {
    var bytes = try Armor.unwrap(text, label: "OPENSSH PRIVATE KEY")
    defer { Ed25519PrivateKey.wipe(&bytes) }
    var reader = WireReader(bytes)
    guard try reader.raw(Self.magic.count, "the format's name") == Self.magic else {
      throw Malformed("is not of the format openssh-key-v1")
    }
    let cipher = try reader.text("the cipher's name")
    _ = try reader.string("the name of the key derivation")
    _ = try reader.string("the options of the key derivation")
    let count = try reader.number("the number of keys")
    guard count == 1 else { throw Malformed("holds \(count) keys: expected 1") }
    publicKey = try PublicKey(blob: try reader.string("the public key"))
    var section = try reader.string("the private section")
    defer { Ed25519PrivateKey.wipe(&section) }
    guard cipher == "none" else {
      privateKey = nil
      return
    }
    try reader.end()
    privateKey = try Self.privateKey(in: section, of: publicKey)
  }

  private static func privateKey(
    in section: [UInt8], of publicKey: PublicKey
  ) throws(Malformed) -> Ed25519PrivateKey {
    var reader = WireReader(section)
    let check = try reader.number("the first check number")
    guard try reader.number("the second check number") == check else {
      throw Malformed("is damaged: its two check numbers differ")
    }
    guard try reader.text("the key's type") == PublicKey.algorithm,
      try reader.string("the public key") == publicKey.bytes
    else { throw Malformed("is damaged: its private section is of another key") }
    var pair = try reader.string("the private key")
    defer { Ed25519PrivateKey.wipe(&pair) }
    _ = try reader.string("the comment")
    let padding = try reader.raw(reader.remaining, "the padding")
    guard padding.count < 256, padding.enumerated().allSatisfy({ $0.offset + 1 == Int($0.element) })
    else { throw Malformed("is damaged: its padding is wrong") }
    var seed = Array(pair.prefix(Ed25519.keyLength))
    defer { Ed25519PrivateKey.wipe(&seed) }
    guard pair.count == 2 * Ed25519.keyLength, let key = Ed25519PrivateKey(seed: seed),
      key.publicKey == publicKey.bytes
    else { throw Malformed("is damaged: its private and public halves do not belong together") }
    return key
  }
}
