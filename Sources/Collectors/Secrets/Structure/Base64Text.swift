/// Base 64 as it occurs in tokens: both alphabets, with or without padding.
enum Base64Text {
  /// The bytes, or nil when a character is of neither alphabet or the length is impossible.
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var digits = text
    while digits.last == 0x3D { digits = digits.dropLast() }
    guard digits.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count * 3 / 4)
    var buffer: UInt32 = 0
    var bits = 0
    for digit in digits {
      guard let value = value(of: digit) else { return nil }
      buffer = buffer << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
      }
    }
    return bytes
  }

  /// Whether the character is of either alphabet.
  static func isDigit(_ character: UInt8) -> Bool { value(of: character) != nil }

  /// Whether the bits beyond the last whole byte are zero, as an encoder leaves them.
  static func isCanonical(_ text: ArraySlice<UInt8>) -> Bool {
    guard let bytes = decode(text), let last = text.last, let digit = value(of: last) else {
      return false
    }
    let spare = text.count * 6 - bytes.count * 8
    return digit & (1 << spare - 1) == 0
  }

  /// The standard alphabet, with padding.
  static func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let group = Array(rest.prefix(3))
      rest = rest.dropFirst(3)
      let value = (0..<3).reduce(0) { $0 << 8 | ($1 < group.count ? Int(group[$1]) : 0) }
      for digit in 0..<4 {
        text.append(digit <= group.count ? alphabet[value >> (18 - digit * 6) & 63] : 0x3D)
      }
    }
    return text
  }

  private static func value(of digit: UInt8) -> UInt32? {
    switch digit {
    case 0x41...0x5A: UInt32(digit - 0x41)
    case 0x61...0x7A: UInt32(digit - 0x61 + 26)
    case 0x30...0x39: UInt32(digit - 0x30 + 52)
    case 0x2B, 0x2D: 62
    case 0x2F, 0x5F: 63
    default: nil
    }
  }
}
