import Model

/// What a plain scalar means by the core schema of YAML 1.2.2, section 10.3.2.
enum YAMLCoreSchema {
  static func content(ofPlain text: String) -> Node.Content {
    guard let first = text.utf8.first else { return .null }
    // Few scalars begin with one of these, so most are known to be text by one comparison.
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      return isNull(text) ? .null : .string(text)
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      return boolean(text).map { .boolean($0) } ?? .string(text)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      if isInteger(text) { return integer(text).map { .integer($0) } ?? .string(text) }
      return number(text).map { .number($0) } ?? .string(text)
    default:
      return .string(text)
    }
  }

  static func isNull(_ text: String) -> Bool {
    switch text {
    case "", "~", "null", "Null", "NULL": true
    default: false
    }
  }

  static func boolean(_ text: String) -> Bool? {
    switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  /// A decimal (leading zeros mean nothing), `0o` octal or `0x` hexadecimal number, or nil when it is
  /// none or does not fit.
  static func integer(_ text: String) -> Int? {
    guard isInteger(text) else { return nil }
    if text.utf8.starts(with: "0o".utf8) { return Int(text.dropFirst(2), radix: 8) }
    if text.utf8.starts(with: "0x".utf8) { return Int(text.dropFirst(2), radix: 16) }
    return Int(text)
  }

  /// A decimal fraction, `.inf` or `.nan`; nil when it is none or is too large to be told from
  /// infinity.
  static func number(_ text: String) -> Double? {
    switch text {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .infinity
    case "-.inf", "-.Inf", "-.INF": return -.infinity
    case ".nan", ".NaN", ".NAN": return .nan
    default: break
    }
    guard isDecimal(text), let value = Double(text), value.isFinite else { return nil }
    return value
  }

  private static func isInteger(_ text: String) -> Bool {
    let bytes = text.utf8
    if bytes.starts(with: "0o".utf8) {
      let digits = bytes.dropFirst(2)
      return !digits.isEmpty && digits.allSatisfy { (0x30...0x37).contains($0) }
    }
    if bytes.starts(with: "0x".utf8) {
      let digits = bytes.dropFirst(2)
      return !digits.isEmpty && digits.allSatisfy(isHexadecimalDigit)
    }
    let digits = unsigned(bytes)
    return !digits.isEmpty && digits.allSatisfy(isDigit)
  }

  /// `[-+]? ( . digits | digits ( . digits? )? ) ( [eE] [-+]? digits )?`.
  private static func isDecimal(_ text: String) -> Bool {
    var rest = unsigned(text.utf8)
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var fractionCount = 0
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      fractionCount = fraction.count
      rest = rest.dropFirst(1 + fractionCount)
    }
    guard !whole.isEmpty || fractionCount > 0 else { return false }
    guard let mark = rest.first else { return true }
    guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return false }
    let exponent = unsigned(rest.dropFirst())
    return !exponent.isEmpty && exponent.allSatisfy(isDigit)
  }

  private static func unsigned(_ bytes: String.UTF8View) -> Substring.UTF8View {
    unsigned(bytes[...])
  }

  private static func unsigned(_ bytes: Substring.UTF8View) -> Substring.UTF8View {
    bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+")
      ? bytes.dropFirst() : bytes
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isHexadecimalDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }
}
