/// Base64 as headers carry it (RFC 4648 section 4), with or without padding at the end.
enum Base64Text {
  /// The bytes, or nil when a character is outside the alphabet or a length is impossible.
  static func decoded(_ text: [UInt8], allowsURLAlphabet: Bool = false) -> [UInt8]? {
    var digits = text[...]
    while digits.last == 0x3D, text.count - digits.count < 2 { digits = digits.dropLast() }
    guard digits.count % 4 != 1 else { return nil }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(digits.count / 4 * 3 + 2)
    var buffer: UInt32 = 0
    var bits = 0
    for digit in digits {
      guard let value = value(of: digit, allowsURLAlphabet) else { return nil }
      buffer = (buffer << 6 | UInt32(value)) & 0xFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        decoded.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return decoded
  }

  private static func value(of digit: UInt8, _ allowsURLAlphabet: Bool) -> UInt8? {
    switch digit {
    case 0x41...0x5A: digit - 0x41
    case 0x61...0x7A: digit - 0x61 + 26
    case 0x30...0x39: digit - 0x30 + 52
    case 0x2B: 62
    case 0x2F: 63
    case 0x2D where allowsURLAlphabet: 62
    case 0x5F where allowsURLAlphabet: 63
    default: nil
    }
  }
}
