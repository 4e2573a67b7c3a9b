/// Tokens that end in a CRC-32 of the rest.
enum ChecksumStructure {
  static func holds(_ structure: SecretStructure, for secret: ArraySlice<UInt8>) -> Bool {
    switch structure {
    case .crc32Base62:
      let body = after(secret.lastIndex(of: underscore), in: secret)
      return base62(CRC32.of(body.dropLast(6)), digits: capitalsFirst) == Array(body.suffix(6))
    case .crc32Base62Lower:
      return base62(CRC32.of(secret.dropLast(6)), digits: smallFirst) == Array(secret.suffix(6))
    case .crc32Base62Part:
      guard let last = secret.lastIndex(of: underscore) else { return false }
      let checksum = base62(CRC32.of(secret[..<last]), digits: smallFirst)
      return checksum == Array(secret[(last + 1)...])
    case .crc32Base36:
      return base36(CRC32.of(secret.dropLast(7))) == Array(secret.suffix(7))
    case .crc32HexSuffix:
      return hexadecimal(CRC32.of(secret.dropLast(8))) == lowercased(secret.suffix(8))
    case .crc32HexBody:
      var body = after(secret.firstIndex(of: underscore), in: secret).dropLast(8)
      if body.last == underscore { body = body.dropLast() }
      return hexadecimal(CRC32.of(body)) == lowercased(secret.suffix(8))
    case .crc32HexGrafana:
      guard let last = secret.lastIndex(of: underscore) else { return false }
      return hexadecimal(CRC32.of(secret[..<last]).byteSwapped) == lowercased(secret[(last + 1)...])
    case .crc32Base64:
      let checksum = CRC32.of(secret.dropFirst(4).prefix(54)).littleEndian
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: checksum >> ($0 * 8)) }
      return Base64Text.encode(bytes).prefix(6).elementsEqual(secret.suffix(6))
    default: return false
    }
  }

  private static let underscore: UInt8 = 0x5F
  private static let smallFirst = Array(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
  private static let capitalsFirst = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  private static func after(_ index: Int?, in secret: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    index.map { secret[($0 + 1)...] } ?? []
  }

  private static func base62(_ value: UInt32, digits: [UInt8]) -> [UInt8] {
    var rest = Int(value)
    var result: [UInt8] = []
    for _ in 0..<6 {
      result.append(digits[rest % 62])
      rest /= 62
    }
    return result.reversed()
  }

  private static func base36(_ value: UInt32) -> [UInt8] {
    let digits = Array(String(value, radix: 36).utf8)
    return [UInt8](repeating: 0x30, count: max(0, 7 - digits.count)) + digits
  }

  private static func hexadecimal(_ value: UInt32) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return (0..<8).reversed().map { digits[Int(value >> ($0 * 4) & 15)] }
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }
}

/// The cyclic redundancy check of ISO 3309, which zip and many tokens use.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
    }
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { value, byte in
      table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ value >> 8
    }
  }
}
