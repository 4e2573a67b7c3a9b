import Model

/// Reads JSON as JavaScript would allow it: comments, texts joined by `+`, single quotes, keys
/// without quotes, and a comma behind the last entry.
struct ScriptParser {
  private static let mostDepth = 100
  private static let mostValues = 200_000
  private static let mostBytes = 16 << 20

  private let bytes: [UInt8]
  private let path: String
  private var offset = 0
  private var count = 0

  static func parse(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ScriptValue {
    var parser = ScriptParser(bytes, path)
    guard bytes.count <= mostBytes, String(validating: bytes, as: UTF8.self) != nil else {
      throw parser.failure("expected UTF-8 text of at most 16 MiB")
    }
    let value = try parser.value(depth: 0)
    try parser.skipSpace()
    guard parser.offset == bytes.count else { throw parser.failure("expected the end of the file") }
    return value
  }

  private init(_ bytes: [UInt8], _ path: String) {
    self.bytes = bytes
    self.path = path
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func value(depth: Int) throws(Diagnostics) -> ScriptValue {
    count += 1
    guard depth <= Self.mostDepth, count <= Self.mostValues else {
      throw failure("the file is nested too deeply or holds too many values")
    }
    try skipSpace()
    switch byte {
    case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
    case UInt8(ascii: "["): return .list(try elements(depth: depth + 1))
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try joinedText())
    default: return try word()
    }
  }

  private mutating func members(depth: Int) throws(Diagnostics) -> [ScriptValue.Member] {
    offset += 1
    var members: [ScriptValue.Member] = []
    while try !closes(UInt8(ascii: "}")) {
      let key = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") ? try text() : name()
      guard !key.isEmpty else { throw failure("expected a key or `}`") }
      try skipSpace()
      guard byte == UInt8(ascii: ":") else { throw failure("expected `:` after the key") }
      offset += 1
      members.append(ScriptValue.Member(key: key, value: try value(depth: depth)))
      try passComma(before: UInt8(ascii: "}"))
    }
    return members
  }

  private mutating func elements(depth: Int) throws(Diagnostics) -> [ScriptValue] {
    offset += 1
    var elements: [ScriptValue] = []
    while try !closes(UInt8(ascii: "]")) {
      elements.append(try value(depth: depth))
      try passComma(before: UInt8(ascii: "]"))
    }
    return elements
  }

  private mutating func closes(_ bracket: UInt8) throws(Diagnostics) -> Bool {
    try skipSpace()
    guard offset < bytes.count else { throw failure("the file ends before it is closed") }
    guard byte == bracket else { return false }
    offset += 1
    return true
  }

  private mutating func passComma(before bracket: UInt8) throws(Diagnostics) {
    try skipSpace()
    if byte == UInt8(ascii: ",") {
      offset += 1
    } else if byte != bracket {
      throw failure("expected `,` or `\(Character(Unicode.Scalar(bracket)))`")
    }
  }

  // MARK: Texts and words

  private mutating func joinedText() throws(Diagnostics) -> String {
    var joined = try text()
    while true {
      try skipSpace()
      guard byte == UInt8(ascii: "+") else { return joined }
      offset += 1
      try skipSpace()
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else {
        throw failure("expected a text in quotes after `+`")
      }
      joined += try text()
    }
  }

  private mutating func text() throws(Diagnostics) -> String {
    let quote = byte
    offset += 1
    var result: [UInt8] = []
    while offset < bytes.count, byte != quote {
      guard byte != 0x0A, byte != 0x0D else { throw failure("a text in quotes ends with its line") }
      if byte == UInt8(ascii: "\\") {
        offset += 1
        result += try escape()
      } else {
        result.append(byte)
        offset += 1
      }
    }
    guard offset < bytes.count else { throw failure("a quote is never closed") }
    offset += 1
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func escape() throws(Diagnostics) -> [UInt8] {
    let escaped = byte
    offset += 1
    switch escaped {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "b"), UInt8(ascii: "f"): return [0x20]
    case UInt8(ascii: "u"): return Array(String(try unicode()).utf8)
    case 0x0A: return []
    default: return [escaped]
    }
  }

  private mutating func unicode() throws(Diagnostics) -> Character {
    var code = try unit()
    let isHigh = (0xD800..<0xDC00).contains(code)
    if isHigh, offset + 1 < bytes.count, byte == UInt8(ascii: "\\"),
      bytes[offset + 1] == UInt8(ascii: "u")
    {
      offset += 2
      let low = try unit()
      if (0xDC00..<0xE000).contains(low) { code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) }
    }
    return Character(Unicode.Scalar(code) ?? "\u{FFFD}")
  }

  private mutating func unit() throws(Diagnostics) -> UInt32 {
    guard offset + 4 <= bytes.count else { throw failure("expected four hexadecimal digits") }
    var code: UInt32 = 0
    for byte in bytes[offset..<(offset + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("expected four hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
    }
    offset += 4
    return code
  }

  private mutating func name() -> String {
    let start = offset
    while offset < bytes.count, Self.isName(byte) { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24: true
    default: byte >= 0x80
    }
  }

  private mutating func word() throws(Diagnostics) -> ScriptValue {
    let start = offset
    while offset < bytes.count,
      Self.isName(byte) || [0x2B, 0x2D, 0x2E].contains(byte)
    { offset += 1 }
    let word = String(decoding: bytes[start..<offset], as: UTF8.self)
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null", "undefined": return .null
    default:
      guard Double(word) != nil else {
        offset = start
        throw failure("expected a value")
      }
      return .number(word)
    }
  }

  private mutating func skipSpace() throws(Diagnostics) {
    while offset < bytes.count {
      if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
        offset += 1
      } else if byte == 0x2F, offset + 1 < bytes.count, bytes[offset + 1] == 0x2F {
        while offset < bytes.count, byte != 0x0A, byte != 0x0D { offset += 1 }
      } else if byte == 0x2F, offset + 1 < bytes.count, bytes[offset + 1] == 0x2A {
        guard let end = bytes[(offset + 2)...].firstRange(of: [0x2A, 0x2F]) else {
          throw failure("a comment is never closed")
        }
        offset = end.upperBound
      } else {
        return
      }
    }
  }

  private func failure(_ message: String) -> Diagnostics {
    let before = bytes[..<min(offset, bytes.count)]
    let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[start...].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    return Diagnostics([
      Diagnostic(message, at: Location(path: path, span: TextSpan(line: line, column: column)))
    ])
  }
}
