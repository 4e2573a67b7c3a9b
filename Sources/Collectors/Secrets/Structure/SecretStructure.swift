/// Checksums and structures that tell a secret from a text that looks like one, without asking
/// anybody.
enum SecretStructure: String, CaseIterable, Sendable {
  /// The last six characters are the CRC-32 of what stands between the last `_` and them, in base 62.
  case crc32Base62 = "crc32-base62"
  /// The last six are the CRC-32 of everything before, in base 62 with small letters first.
  case crc32Base62Lower = "crc32-base62-lower"
  /// The last eight are the CRC-32 of everything before, in hexadecimal.
  case crc32HexSuffix = "crc32-hex-suffix"
  /// The last eight are the CRC-32 of what stands between the first `_` and them, in hexadecimal.
  case crc32HexBody = "crc32-hex-body"
  /// After the last `_`, the CRC-32 of everything before it, low byte first, in hexadecimal.
  case crc32HexGrafana = "crc32-hex-grafana"
  /// After the prefix, 54 characters and six of their CRC-32, low byte first, in base 64.
  case crc32Base64 = "crc32-base64"
  /// The checksum of Bech32 (BIP 173).
  case bech32
  /// A NATS nkey: base 32 that ends in a CRC-16.
  case nkey
  /// A prefix, `_`, and base 64 of a JSON object.
  case base64JSON = "base64-json"
  /// Base 64 of a user's name, `:` and a password (RFC 7617).
  case basicCredentials = "basic-credentials"
  /// A first part that is base 64 of a decimal number.
  case discord
  /// A signed JSON Web Token (RFC 7519).
  case jwt
  /// A private key in the clear (RFC 7468, or OpenSSH's or OpenPGP's own).
  case pem
  /// A private key under a passphrase.
  case encryptedPEM = "pem-encrypted"

  func holds(for secret: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .crc32Base62, .crc32Base62Lower, .crc32HexSuffix, .crc32HexBody, .crc32HexGrafana,
      .crc32Base64:
      ChecksumStructure.holds(self, for: secret)
    case .bech32: Bech32.isValid(secret)
    case .nkey: NKey.isSeed(secret)
    case .base64JSON: TokenStructure.isPrefixedJSON(secret)
    case .basicCredentials: TokenStructure.isBasicCredentials(secret)
    case .discord: TokenStructure.startsWithNumber(secret)
    case .jwt: TokenStructure.isSignedWebToken(secret)
    case .pem: PrivateKeyStructure.isPlain(secret)
    case .encryptedPEM: PrivateKeyStructure.isEncrypted(secret)
    }
  }
}
