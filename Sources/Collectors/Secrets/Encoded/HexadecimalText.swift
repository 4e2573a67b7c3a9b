/// Digits of base 16 in both cases.
enum HexadecimalText {
  /// The number, or nil when a character is no digit.
  static func value(_ digits: ArraySlice<UInt8>) -> Int? {
    var result = 0
    for digit in digits {
      switch digit {
      case 0x30...0x39: result = result << 4 | Int(digit - 0x30)
      case 0x41...0x46: result = result << 4 | Int(digit - 0x41 + 10)
      case 0x61...0x66: result = result << 4 | Int(digit - 0x61 + 10)
      default: return nil
      }
    }
    return result
  }
}
