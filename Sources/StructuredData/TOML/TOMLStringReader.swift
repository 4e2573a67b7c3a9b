import Model

/// Reads the four kinds of TOML strings.
struct TOMLStringReader {
  private(set) var cursor: TextCursor
  private let start: TextCursor.Point
  private let quote: UInt8
  private let isMultiline: Bool
  private var bytes: [UInt8] = []

  /// A reader that stands on the opening quote.
  init(_ cursor: TextCursor) {
    self.cursor = cursor
    start = cursor.point
    let quote = cursor.byte
    self.quote = quote
    isMultiline = cursor.byte(ahead: 1) == quote && cursor.byte(ahead: 2) == quote
  }

  mutating func string() throws(TOMLConflict) -> String {
    if let plain = plainString() { return plain }
    cursor.advance(by: isMultiline ? 3 : 1)
    // A line break right behind the opening quotes is not part of the text.
    if isMultiline { _ = skipLineBreak() }
    while try !skipClosingQuotes() { try character() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A string on one line that stands in the file as it is; nil, and nothing is passed, for others.
  private mutating func plainString() -> String? {
    guard !isMultiline else { return nil }
    var ahead = cursor
    ahead.advance()
    let start = ahead.point
    let quote = quote
    ahead.skip { $0 != quote && $0 != ASCII.backslash && !$0.isControl }
    // In a literal string a backslash is no escape, but few hold one.
    guard ahead.byte == quote else { return nil }
    let text = ahead.text(from: start)
    ahead.advance()
    cursor = ahead
    return text
  }

  /// Passes the closing quotes if they stand here.
  ///
  /// One or two quotes more before them belong to the text.
  private mutating func skipClosingQuotes() throws(TOMLConflict) -> Bool {
    guard !cursor.isAtEnd, isMultiline || !cursor.isAtLineBreak else {
      throw TOMLConflict("the string has no closing quote", at: start.span)
    }
    guard cursor.byte == quote else { return false }
    guard isMultiline else {
      cursor.advance()
      return true
    }
    var count = 0
    while count < 5, cursor.skip(quote) { count += 1 }
    let isClosed = count >= 3
    bytes.append(contentsOf: repeatElement(quote, count: isClosed ? count - 3 : count))
    return isClosed
  }

  private mutating func character() throws(TOMLConflict) {
    if cursor.byte == quote { return }
    if cursor.byte == ASCII.backslash, quote == ASCII.quote { return try escape() }
    if isMultiline, skipLineBreak() { return bytes.append(ASCII.lineFeed) }
    guard !cursor.byte.isControl else {
      let name = cursor.isAtLineBreak ? "a lone carriage return" : cursor.seen
      throw TOMLConflict("a string may not hold \(name)", at: cursor.point.span)
    }
    bytes.append(cursor.byte)
    cursor.advance()
  }

  private mutating func escape() throws(TOMLConflict) {
    let start = cursor.point
    cursor.advance()
    let letter = cursor.byte
    if isMultiline, skipBrokenLine() { return }
    cursor.advance()
    switch letter {
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "t"): bytes.append(ASCII.tab)
    case UInt8(ascii: "n"): bytes.append(ASCII.lineFeed)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "r"): bytes.append(ASCII.carriageReturn)
    case ASCII.quote, ASCII.backslash: bytes.append(letter)
    case UInt8(ascii: "u"): try codePoint(digits: 4, from: start)
    case UInt8(ascii: "U"): try codePoint(digits: 8, from: start)
    default:
      throw TOMLConflict(
        "TOML has no such escape; after `\\` stands one of b t n f r \" \\ u U", at: start.span)
    }
  }

  private mutating func codePoint(
    digits: Int, from start: TextCursor.Point
  ) throws(TOMLConflict) {
    guard let value = cursor.skipHexadecimal(digits: digits) else {
      throw TOMLConflict(
        "expected \(digits) hexadecimal digits, but found \(cursor.seen)", at: cursor.point.span)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw TOMLConflict("the escape stands for no Unicode character", at: start.span)
    }
    bytes.append(contentsOf: String(scalar).utf8)
  }

  /// Passes the white space behind a backslash that ends a line.
  private mutating func skipBrokenLine() -> Bool {
    var ahead = cursor
    ahead.skipBlanks()
    guard ahead.isAtLineBreak else { return false }
    cursor = ahead
    repeat { cursor.skipBlanks() } while skipLineBreak()
    return true
  }

  private mutating func skipLineBreak() -> Bool {
    let isFeed = cursor.byte == ASCII.lineFeed
    let isPair = cursor.byte == ASCII.carriageReturn && cursor.byte(ahead: 1) == ASCII.lineFeed
    return (isFeed || isPair) && cursor.skipLineBreak()
  }
}
