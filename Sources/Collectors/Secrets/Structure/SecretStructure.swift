/// Checksums and structures that tell a secret from a text that looks like one, without asking
/// anybody.
enum SecretStructure: String, CaseIterable, Sendable {
  /// The last six characters are the CRC-32 of what stands between the last `_` and them, in base 62.
  case crc32Base62 = "crc32-base62"
  /// The last six are the CRC-32 of everything before, in base 62 with small letters first.
  case crc32Base62Lower = "crc32-base62-lower"
  /// What follows the last `_` is the CRC-32 of everything before, in base 62 with small letters first.
  case crc32Base62Part = "crc32-base62-part"
  /// The last seven are the CRC-32 of everything before, in base 36.
  case crc32Base36 = "crc32-base36"
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
  /// Base 58 that ends in four bytes of a double SHA-256.
  case base58Check = "base58-check"
  /// A NATS nkey: base 32 that ends in a CRC-16.
  case nkey
  /// A secret seed of Stellar: base 32 that ends in a CRC-16.
  case stellarSeed = "stellar-seed"
  /// A key of an Azure service, with a Marvin32 checksum under the service's own seed.
  case azureServiceKey = "azure-service-key"
  /// An annotated key of an Azure service: 80 characters, then four of a Marvin32 checksum.
  case azureAnnotatedKey = "azure-annotated-key"
  /// A client secret of Microsoft Entra, of which the later form ends in part of a Marvin32 checksum.
  case entraClientSecret = "entra-client-secret"
  /// A personal access token of Azure DevOps in its first form: base 32 with a CRC-32 strewn in.
  case azureDevOpsToken = "azure-devops-token"
  /// An AWS access key identifier, which carries the account's number.
  case awsAccessKey = "aws-access-key"
  /// After the first `-`, a macaroon in base 64 that ends in its signature.
  case macaroon
  /// Two parts after the first `.` that are base 64 of 16 and of 32 bytes.
  case sendGrid = "sendgrid"
  /// Base 64 of `reftkn:`, numbers and a random text.
  case jFrogReference = "jfrog-reference"
  /// A part of base 64 between dots that is a JSON object.
  case dottedJSON = "dotted-json"
  /// A prefix, `_`, and base 64 of a JSON object.
  case base64JSON = "base64-json"
  /// A UUID of a known version and variant at the end (RFC 9562).
  case uuid
  /// Digits that end in a Luhn check digit (ISO/IEC 7812-1).
  case luhn
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
    case .crc32Base62, .crc32Base62Lower, .crc32Base62Part, .crc32Base36, .crc32HexSuffix,
      .crc32HexBody, .crc32HexGrafana, .crc32Base64:
      ChecksumStructure.holds(self, for: secret)
    case .bech32: Bech32.isValid(secret)
    case .base58Check: Base58Check.isValid(secret)
    case .nkey: NKey.isSeed(secret)
    case .stellarSeed: NKey.isStellarSeed(secret)
    case .azureServiceKey: AzureKeyStructure.isServiceKey(secret)
    case .azureAnnotatedKey: AzureKeyStructure.isAnnotatedKey(secret)
    case .entraClientSecret: AzureKeyStructure.isClientSecret(secret)
    case .azureDevOpsToken: AzureKeyStructure.isDevOpsToken(secret)
    case .awsAccessKey: true
    case .macaroon: Macaroon.isValid(secret)
    case .sendGrid: TokenStructure.isSendGrid(secret)
    case .jFrogReference: TokenStructure.isJFrogReference(secret)
    case .dottedJSON: TokenStructure.isDottedJSON(secret)
    case .base64JSON: TokenStructure.isPrefixedJSON(secret)
    case .uuid: IdentifierStructure.endsInUUID(secret)
    case .luhn: IdentifierStructure.hasLuhnDigit(secret)
    case .basicCredentials: TokenStructure.isBasicCredentials(secret)
    case .discord: TokenStructure.startsWithNumber(secret)
    case .jwt: WebToken.isSigned(secret)
    case .pem: PrivateKeyStructure.kind(of: secret) == .plain
    case .encryptedPEM: PrivateKeyStructure.kind(of: secret) == .encrypted
    }
  }

  /// What a structure tells a reader beside being right.
  func note(on secret: ArraySlice<UInt8>) -> String? {
    switch self {
    case .awsAccessKey: AWSAccessKey.account(of: secret).map { "of AWS account \($0)" }
    case .jwt: WebToken.end(of: secret).map { "ending on \($0.date.description) by its own claim" }
    default: nil
    }
  }

  /// Whether a text with the structure is what it looks like; an identifier only tells something.
  var isProof: Bool {
    switch self {
    // Every other UUID has the form, and one number in ten the check digit.
    case .awsAccessKey, .uuid, .luhn: false
    default: true
    }
  }

  /// Whether a text that holds is proved to be issued by somebody, and not only of a form.
  func proves(_ secret: ArraySlice<UInt8>) -> Bool {
    switch self {
    // The first form of a client secret carries no checksum.
    case .entraClientSecret: secret.dropFirst(3).first == 0x38
    // Readable text after decoding, which a sample has too.
    case .basicCredentials, .awsAccessKey, .uuid, .luhn: false
    case .pem: PrivateKeyStructure.isProved(secret)
    default: true
    }
  }

  /// Whether the structure is a checksum that a text of the right form meets by chance only once in
  /// thousands, so that what fails it is made up.
  var isChecksum: Bool {
    switch self {
    case .crc32Base62, .crc32Base62Lower, .crc32Base62Part, .crc32Base36, .crc32HexSuffix,
      .crc32HexBody, .crc32HexGrafana, .crc32Base64, .bech32, .azureServiceKey, .azureAnnotatedKey,
      .entraClientSecret:
      true
    // Any word of base 32, 58 or 64 has the form of the others.
    default: false
    }
  }
}
