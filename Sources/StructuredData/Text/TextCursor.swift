import Model

/// Walks over the bytes of a text and keeps count of lines and columns.
///
/// Past the end every byte reads as NUL, which no `SourceText` holds.
struct TextCursor {
  struct Point {
    let offset: Int
    let line: Int
    let column: Int

    /// A place without an extent.
    var span: TextSpan { TextSpan(line: line, column: column) }
  }

  private let bytes: [UInt8]
  private(set) var offset = 0
  private var line = 1
  /// Where the line would begin if each of its code points were one byte.
  private var columnBase = 0

  init(_ source: SourceText) { bytes = source.bytes }

  var isAtEnd: Bool { offset >= bytes.count }

  var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  /// The byte some steps further on.
  func byte(ahead distance: Int) -> UInt8 {
    distance < bytes.count - offset ? bytes[offset + distance] : 0
  }

  var isAtLineBreak: Bool { byte == 0x0A || byte == 0x0D }

  var point: Point { Point(offset: offset, line: line, column: offset - columnBase + 1) }

  /// The stretch from a point to here.
  func span(from start: Point) -> TextSpan {
    TextSpan(
      line: start.line, column: start.column, endLine: line, endColumn: offset - columnBase + 1)
  }

  func text(from start: Point) -> String {
    String(decoding: bytes[start.offset..<offset], as: UTF8.self)
  }

  func bytes(from start: Point) -> ArraySlice<UInt8> { bytes[start.offset..<offset] }

  /// What stands here, in the words of an error message.
  var seen: String {
    guard !isAtEnd else { return "the end of the file" }
    guard !isAtLineBreak else { return "the end of the line" }
    let scalar = String(decoding: bytes[offset...].prefix(4), as: UTF8.self).unicodeScalars.first
    guard let scalar, scalar.value > 0x20, scalar.value != 0x7F else {
      switch byte {
      case 0x20: return "a space"
      case 0x09: return "a tab"
      default: return "the control character U+00" + Self.hexadecimal(byte)
      }
    }
    return "`\(scalar)`"
  }

  mutating func advance() {
    guard offset < bytes.count else { return }
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case 0x0A: startLine()
    // A line feed after it ends the same line.
    case 0x0D: if self.byte != 0x0A { startLine() }
    case 0x80...0xBF: columnBase += 1
    default: break
    }
  }

  mutating func advance(by count: Int) {
    for _ in 0..<count { advance() }
  }

  mutating func skip(while isSkipped: (UInt8) -> Bool) {
    while offset < bytes.count, isSkipped(bytes[offset]) { advance() }
  }

  /// Passes a byte if it stands here.
  mutating func skip(_ expected: UInt8) -> Bool {
    guard byte == expected, !isAtEnd else { return false }
    advance()
    return true
  }

  /// Whether an ASCII text stands here.
  func stands(_ text: String) -> Bool {
    var distance = 0
    for expected in text.utf8 {
      guard byte(ahead: distance) == expected else { return false }
      distance += 1
    }
    return true
  }

  /// Passes spaces and tabs.
  mutating func skipBlanks() { skip { $0 == 0x20 || $0 == 0x09 } }

  /// Passes everything up to the end of the line.
  mutating func skipLine() { skip { $0 != 0x0A && $0 != 0x0D } }

  /// Passes text up to the end of the line or to where the condition holds, and gives it without the
  /// blanks behind it.
  ///
  /// The condition is told the byte and whether a blank stands before it.
  mutating func passTrimmed(
    isAfterBlank: Bool = false, until isEnd: (_ byte: UInt8, _ isAfterBlank: Bool) -> Bool
  ) -> (text: String, span: TextSpan) {
    var isAfterBlank = isAfterBlank
    let start = point
    var end = start
    while !isAtEnd, !isAtLineBreak, !isEnd(byte, isAfterBlank) {
      isAfterBlank = byte == ASCII.space || byte == ASCII.tab
      advance()
      if !isAfterBlank { end = point }
    }
    let text = String(decoding: bytes[start.offset..<end.offset], as: UTF8.self)
    let span = TextSpan(
      line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
    return (text, span)
  }

  /// Passes one line break.
  mutating func skipLineBreak() -> Bool {
    guard isAtLineBreak else { return false }
    if byte == 0x0D, byte(ahead: 1) == 0x0A { advance() }
    advance()
    return true
  }

  /// Passes exactly so many hexadecimal digits and gives their value.
  mutating func skipHexadecimal(digits count: Int) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = byte.hexadecimalValue else { return nil }
      value = value << 4 | UInt32(digit)
      advance()
    }
    return value
  }

  private mutating func startLine() {
    line += 1
    columnBase = offset
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count < 2 ? "0" + digits : digits
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }

  var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }

  /// A control character other than tab.
  var isControl: Bool { (self < 0x20 && self != 0x09) || self == 0x7F }

  var hexadecimalValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}
