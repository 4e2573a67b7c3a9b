/// Identifiers that carry a version or a check digit.
enum IdentifierStructure {
  /// Whether a text ends in a UUID of a version there is, with the variant that RFC 9562 describes
  /// (sections 4.1 and 4.2).
  ///
  /// What somebody typed for an example mostly has neither; the nil and the maximal UUID name nothing.
  static func endsInUUID(_ secret: ArraySlice<UInt8>) -> Bool {
    let digits = Array(secret.suffix(36))
    guard digits.count == 36 else { return false }
    for (place, digit) in digits.enumerated() {
      let isHyphen = [8, 13, 18, 23].contains(place)
      guard isHyphen ? digit == 0x2D : hexadecimal(digit) != nil else { return false }
    }
    guard let version = hexadecimal(digits[14]), let variant = hexadecimal(digits[19]) else {
      return false
    }
    return (1...8).contains(version) && variant & 0b1100 == 0b1000
  }

  /// Whether the digits of a text end in the check digit of ISO/IEC 7812-1, annex B.
  ///
  /// From the right every second digit counts double, with the digits of what that gives added up; the
  /// sum ends in a zero.
  static func hasLuhnDigit(_ secret: ArraySlice<UInt8>) -> Bool {
    let digits = secret.filter { (0x30...0x39).contains($0) }.map { Int($0) - 0x30 }
    guard digits.count > 1 else { return false }
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let value = digit.offset % 2 == 1 ? 2 * digit.element : digit.element
      return sum + (value > 9 ? value - 9 : value)
    }
    return sum % 10 == 0
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }
}
