import Systems

/// An unencrypted Ed25519 private key in PKCS#8 PEM (RFC 8410 section 7), as OpenSSL writes it.
enum PrivateKeyInformation {
  /// The DER that leads the 32 bytes of the seed: version 0, the algorithm 1.3.101.112 and two
  /// octet strings.
  private static let lead: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]

  static func read(
    _ text: [UInt8]
  ) throws(Malformed) -> (publicKey: PublicKey, privateKey: Ed25519PrivateKey) {
    if text.starts(with: "-----BEGIN ENCRYPTED PRIVATE KEY-----".utf8) {
      throw Malformed(
        "is an encrypted PKCS#8 key; keep it in OpenSSH's format, which ssh-keygen can unlock")
    }
    guard text.starts(with: "-----BEGIN PRIVATE KEY-----".utf8) else {
      throw Malformed("is a PEM file of another kind: expected an Ed25519 private key")
    }
    var bytes = try Armor.unwrap(text, label: "PRIVATE KEY")
    defer { Ed25519PrivateKey.wipe(&bytes) }
    guard bytes.count == lead.count + Ed25519.keyLength, bytes.starts(with: lead) else {
      throw Malformed("holds a key that is not Ed25519")
    }
    var seed = Array(bytes.dropFirst(lead.count))
    defer { Ed25519PrivateKey.wipe(&seed) }
    guard let key = Ed25519PrivateKey(seed: seed), let half = key.publicKey else {
      throw Malformed("holds a key that OpenSSL refuses")
    }
    return (try PublicKey(bytes: half), key)
  }
}
