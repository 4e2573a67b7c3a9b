import Model

/// What a bare TOML value (anything but a string, an array or an inline table) means.
enum TOMLScalar {
  static func content(of text: String, at span: TextSpan) throws(TOMLConflict) -> Node.Content {
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "inf", "+inf": return .number(.infinity)
    case "-inf": return .number(-.infinity)
    case "nan", "+nan", "-nan": return .number(.nan)
    default: break
    }
    if TOMLDateTime.isDateOrTime(text) { return .string(text) }
    if let digits = integerDigits(text) {
      guard let integer = Int(digits.text, radix: digits.radix) else {
        throw TOMLConflict("the number does not fit into 64 bits", at: span)
      }
      return .integer(integer)
    }
    if let digits = decimalDigits(text), let number = Double(digits) {
      guard number.isFinite else { throw TOMLConflict("the number is too large", at: span) }
      return .number(number)
    }
    throw TOMLConflict(
      "`\(shortened(text))` is no number, boolean, date or time", at: span)
  }

  /// The digits of a whole number without underscores, with a sign, and their radix.
  private static func integerDigits(_ text: String) -> (text: String, radix: Int)? {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.hasPrefix(prefix) {
      return joined(text.utf8.dropFirst(2), radix: radix).map { ($0, radix) }
    }
    return decimalInteger(text.utf8[...]).map { ($0, 10) }
  }

  /// A sign and digits; a leading zero stands alone.
  private static func decimalInteger(_ text: Substring.UTF8View) -> String? {
    let sign = text.first == ASCII.minus ? "-" : ""
    let isSigned = text.first == ASCII.minus || text.first == ASCII.plus
    guard let digits = joined(text.dropFirst(isSigned ? 1 : 0), radix: 10) else { return nil }
    guard digits == "0" || !digits.hasPrefix("0") else { return nil }
    return sign + digits
  }

  /// The text of a fraction or of a number with an exponent, without underscores.
  private static func decimalDigits(_ text: String) -> String? {
    let bytes = text.utf8
    let mark = bytes.firstIndex { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
    let mantissa = bytes[..<(mark ?? bytes.endIndex)]
    var result: String
    if let dot = mantissa.firstIndex(of: ASCII.dot) {
      guard let whole = decimalInteger(mantissa[..<dot]),
        let fraction = joined(mantissa[mantissa.index(after: dot)...], radix: 10)
      else { return nil }
      result = whole + "." + fraction
    } else {
      guard mark != nil, let whole = decimalInteger(mantissa) else { return nil }
      result = whole
    }
    guard let mark else { return result }
    var exponent = bytes[bytes.index(after: mark)...]
    let sign = exponent.first
    if sign == ASCII.minus || sign == ASCII.plus { exponent = exponent.dropFirst() }
    guard let digits = joined(exponent, radix: 10) else { return nil }
    result += "e" + (sign == ASCII.minus ? "-" : "") + digits
    return result
  }

  /// Digits without the single underscores between them; nil when anything else stands there.
  private static func joined(_ text: Substring.UTF8View, radix: Int) -> String? {
    var digits: [UInt8] = []
    var isAfterDigit = false
    for byte in text {
      if byte == ASCII.underscore, isAfterDigit {
        isAfterDigit = false
      } else if let value = byte.hexadecimalValue, value < radix {
        digits.append(byte)
        isAfterDigit = true
      } else {
        return nil
      }
    }
    return isAfterDigit ? String(decoding: digits, as: UTF8.self) : nil
  }
}
