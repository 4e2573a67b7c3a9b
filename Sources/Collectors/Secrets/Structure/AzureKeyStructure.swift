/// Keys that Azure services issue with a signature and a Marvin32 checksum inside.
enum AzureKeyStructure {
  /// Base 64 that ends in a checksum of the bytes before it, right after the service's signature.
  static func isServiceKey(_ secret: ArraySlice<UInt8>) -> Bool {
    guard let bytes = Base64Text.decode(secret), bytes.count > 8 else { return false }
    let text = secret.filter { $0 != 0x3D }
    guard text.count > 10 else { return false }
    // Six characters at the end hold the checksum.
    let signature = String(decoding: text.dropLast(6).suffix(4), as: UTF8.self)
    guard let seeds = seeds[signature] else { return false }
    let body = bytes.dropLast(4)
    let checksum = word(bytes.suffix(4))
    if seeds.contains(where: { Marvin32.of(body, seed: seedValue($0)) == checksum }) { return true }
    return signature == "AzCa" && isRewritten(bytes, text)
  }

  /// 80 characters of base 64 with the mark of an annotated key, then four of their checksum.
  static func isAnnotatedKey(_ secret: ArraySlice<UInt8>) -> Bool {
    guard let bytes = Base64Text.decode(secret.prefix(80)), bytes.count == 60 else { return false }
    let checksum = Marvin32.of(bytes, seed: seedValue("Default0"))
    let plain = (0..<3).map { UInt8(truncatingIfNeeded: checksum >> ($0 * 8)) }
    let end = Array(secret.dropFirst(80).prefix(4))
    // The checksum's bytes are read from the first on, as a number with the highest byte first.
    return Base64Text.decode(end[...]) == plain
      || Array(base62(checksum.byteSwapped).prefix(4)) == end
  }

  /// A client secret of the second form: 37 characters, then three of their checksum.
  static func isClientSecret(_ secret: ArraySlice<UInt8>) -> Bool {
    guard secret.dropFirst(3).first == 0x38 else { return secret.count == 37 }
    guard secret.count == 40 else { return false }
    var rest = Marvin32.of(secret.dropLast(3), seed: seedValue("AadPwd00"))
    var digits: [UInt8] = []
    for _ in 0..<6 {
      digits.append(clientAlphabet[Int(rest) % clientAlphabet.count])
      rest /= UInt32(clientAlphabet.count)
    }
    return digits.reversed().prefix(3).elementsEqual(secret.suffix(3))
  }

  /// A personal access token of the first form: base 32 with four bytes of a CRC-32 strewn in.
  static func isDevOpsToken(_ secret: ArraySlice<UInt8>) -> Bool {
    guard let bytes = Base32Text.decode(secret), bytes.count == 32 else { return false }
    let body = bytes[0..<2] + bytes[3..<7] + bytes[9..<22] + bytes[23..<32]
    let checksum = word([bytes[22], bytes[8], bytes[7], bytes[2]])
    let value = CRC32.of(body)
    return value ^ 0xE0B9_692D == checksum || value ^ 0x1019_F92E == checksum
  }

  /// By signature, the words whose letters seed the checksum.
  private static let seeds: [String: [String]] = [
    "+ASt": ["Default0"],
    "ACDb": [
      "SysAll00", "Resour00", "MastRO00", "SystRO00", "Encryp00", "MastRW00", "SystRW00",
    ],
    "+ASb": messaging, "+AEh": messaging, "+ARm": messaging,
    "+ABa": ["AbAcct00"],
    "AzFu": ["Master00", "System00", "Functi00"],
    "AzCa": ["Access00"],
    "AzSe": ["Query000", "PAdmin00"],
    "+AMC": ["Classic0"],
    "+ACR": ["ACRDflt0"],
    "AIoT": ["IoTHub00", "DpsKey00", "Device00"],
    "APIM": ["Tenant00", "IoTHub00", "Gatewy00", "GitKey00"],
  ]
  private static let messaging = ["Send0000", "Listen00", "Manage00", "System00", "Unknown0"]

  private static let clientAlphabet = Array(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~".utf8)

  /// Keys of the cache whose signs were replaced by letters after the checksum was made.
  private static func isRewritten(_ bytes: [UInt8], _ text: [UInt8]) -> Bool {
    let checksum = Marvin32.of(bytes, seed: seedValue("Access00"))
    let end = (0..<4).map { UInt8(truncatingIfNeeded: checksum >> ($0 * 8)) }
    let encoded = Base64Text.encode(bytes.dropLast(4) + end).map { character -> UInt8 in
      switch character {
      case 0x2B: 0x50
      case 0x2F: 0x46
      default: character
      }
    }
    return encoded.filter { $0 != 0x3D } == text
  }

  /// Eight letters, the first the highest.
  private static func seedValue(_ word: String) -> UInt64 {
    word.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func word(_ bytes: some Collection<UInt8>) -> UInt32 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func base62(_ value: UInt32) -> [UInt8] {
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    var rest = value
    var result: [UInt8] = []
    while rest > 0 {
      result.append(digits[Int(rest % 62)])
      rest /= 62
    }
    return result.reversed() + [UInt8](repeating: 0x30, count: max(0, 6 - result.count))
  }
}
