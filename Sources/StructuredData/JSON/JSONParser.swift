import Model

/// Reads JSON strictly by RFC 8259: no comments, no trailing commas, no repeated keys.
struct JSONParser {
  private let limits: ParseLimits
  private var cursor: TextCursor
  private var problems: ProblemList
  private var count = 0

  static func parse(_ source: SourceText, limits: ParseLimits) throws(Diagnostics) -> [Node] {
    var parser = JSONParser(source, limits: limits)
    return try parser.documents()
  }

  private init(_ source: SourceText, limits: ParseLimits) {
    self.limits = limits
    cursor = TextCursor(source)
    problems = ProblemList(path: source.path)
  }

  private mutating func documents() throws(Diagnostics) -> [Node] {
    skipWhitespace()
    guard !cursor.isAtEnd else { return [] }
    let node = try value(depth: 0)
    skipWhitespace()
    guard cursor.isAtEnd else { throw unexpected("the end of the file") }
    try problems.check()
    return [node]
  }

  private mutating func value(depth: Int) throws(Diagnostics) -> Node {
    count += 1
    guard count <= limits.maximumNodes else {
      throw failure("the file holds more than \(limits.maximumNodes) values")
    }
    let start = cursor.point
    let content: Node.Content
    switch cursor.byte {
    case ASCII.openingBrace: content = .mapping(try members(depth: depth + 1))
    case ASCII.openingBracket: content = .sequence(try elements(depth: depth + 1))
    case ASCII.quote: content = .string(try string())
    case ASCII.minus, 0x30...0x39: content = try number()
    default: content = try word()
    }
    return Node(content, at: cursor.span(from: start))
  }

  // MARK: Objects and arrays

  private mutating func members(depth: Int) throws(Diagnostics) -> [Node.Entry] {
    try enter(depth: depth)
    var mapping = MappingBuilder()
    if cursor.skip(ASCII.closingBrace) { return [] }
    while true {
      let entry = try member(depth: depth)
      if let first = mapping.append(entry) {
        try problems.reportRepeatedKey(entry.key, at: entry.keySpan, first: first.keySpan)
      }
      if cursor.skip(ASCII.closingBrace) { return mapping.entries }
      try passComma(orExpect: "`,` or `}`")
    }
  }

  private mutating func member(depth: Int) throws(Diagnostics) -> Node.Entry {
    guard cursor.byte == ASCII.quote else { throw unexpected("a key in double quotes") }
    let start = cursor.point
    let key = try string()
    let span = cursor.span(from: start)
    skipWhitespace()
    guard cursor.skip(ASCII.colon) else { throw unexpected("`:` after the key") }
    skipWhitespace()
    let value = try value(depth: depth)
    skipWhitespace()
    return Node.Entry(key: key, keySpan: span, value: value)
  }

  private mutating func elements(depth: Int) throws(Diagnostics) -> [Node] {
    try enter(depth: depth)
    var elements: [Node] = []
    if cursor.skip(ASCII.closingBracket) { return [] }
    while true {
      elements.append(try value(depth: depth))
      skipWhitespace()
      if cursor.skip(ASCII.closingBracket) { return elements }
      try passComma(orExpect: "`,` or `]`")
    }
  }

  private mutating func enter(depth: Int) throws(Diagnostics) {
    guard depth <= limits.maximumDepth else {
      throw failure("objects and arrays are nested deeper than \(limits.maximumDepth) levels")
    }
    cursor.advance()
    skipWhitespace()
  }

  private mutating func passComma(orExpect expected: String) throws(Diagnostics) {
    let comma = cursor.point
    guard cursor.skip(ASCII.comma) else { throw unexpected(expected) }
    skipWhitespace()
    if cursor.byte == ASCII.closingBrace || cursor.byte == ASCII.closingBracket {
      throw problems.failure("JSON allows no comma after the last entry", at: comma.span)
    }
  }

  // MARK: Scalars

  private mutating func string() throws(Diagnostics) -> String {
    let start = cursor.point
    cursor.advance()
    let text = cursor.point
    cursor.skip { $0 != ASCII.quote && $0 != ASCII.backslash && $0 >= ASCII.space }
    if cursor.byte == ASCII.quote {
      let plain = cursor.text(from: text)
      cursor.advance()
      return plain
    }
    var bytes = Array(cursor.bytes(from: text))
    while !cursor.skip(ASCII.quote) {
      guard !cursor.isAtEnd else {
        throw problems.failure("the string has no closing quote", at: start.span)
      }
      if cursor.byte == ASCII.backslash {
        bytes.append(contentsOf: String(try escapedCharacter()).utf8)
      } else if cursor.byte < ASCII.space {
        throw failure("a string may not hold \(cursor.seen); write it as an escape such as \\n")
      } else {
        bytes.append(cursor.byte)
        cursor.advance()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func escapedCharacter() throws(Diagnostics) -> Unicode.Scalar {
    let start = cursor.point
    cursor.advance()
    let letter = cursor.byte
    cursor.advance()
    switch letter {
    case ASCII.quote, ASCII.backslash, ASCII.slash: return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try codePoint(from: start)
    default:
      throw problems.failure(
        "JSON has no such escape; after `\\` stands one of \" \\ / b f n r t u", at: start.span)
    }
  }

  /// The character of `\uXXXX`, or of two that are a surrogate pair.
  private mutating func codePoint(from start: TextCursor.Point) throws(Diagnostics)
    -> Unicode.Scalar
  {
    guard let first = cursor.skipHexadecimal(digits: 4) else {
      throw unexpected("four hexadecimal digits after `\\u`")
    }
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, cursor.stands("\\u") {
      cursor.advance(by: 2)
      if let second = cursor.skipHexadecimal(digits: 4), (0xDC00...0xDFFF).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      {
        return scalar
      }
    }
    throw problems.failure(
      "this is half of a surrogate pair, which is no character", at: start.span)
  }

  private mutating func number() throws(Diagnostics) -> Node.Content {
    let start = cursor.point
    _ = cursor.skip(ASCII.minus)
    let digits = cursor.point
    cursor.skip(while: \.isDigit)
    let digitCount = cursor.offset - digits.offset
    guard digitCount > 0 else { throw unexpected("a digit") }
    if digitCount > 1, cursor.bytes(from: digits).first == ASCII.zero {
      throw problems.failure("a JSON number has no leading zeros", at: start.span)
    }
    var isWhole = true
    if cursor.skip(ASCII.dot) {
      isWhole = false
      try passDigits()
    }
    if cursor.byte == UInt8(ascii: "e") || cursor.byte == UInt8(ascii: "E") {
      isWhole = false
      cursor.advance()
      if !cursor.skip(ASCII.plus) { _ = cursor.skip(ASCII.minus) }
      try passDigits()
    }
    let text = cursor.text(from: start)
    if isWhole, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else {
      throw problems.failure("the number is too large", at: start.span)
    }
    return .number(number)
  }

  private mutating func passDigits() throws(Diagnostics) {
    guard cursor.byte.isDigit else { throw unexpected("a digit") }
    cursor.skip(while: \.isDigit)
  }

  private mutating func word() throws(Diagnostics) -> Node.Content {
    let words: [(String, Node.Content)] = [
      ("true", .boolean(true)), ("false", .boolean(false)), ("null", .null),
    ]
    for (word, content) in words where cursor.stands(word) {
      cursor.advance(by: word.utf8.count)
      return content
    }
    throw unexpected("a value")
  }

  private mutating func skipWhitespace() {
    cursor.skip {
      $0 == ASCII.space || $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn || $0 == ASCII.tab
    }
  }

  // MARK: Errors

  private func unexpected(_ expected: String) -> Diagnostics {
    let isComment =
      cursor.byte == ASCII.slash || (cursor.byte == ASCII.numberSign && expected != "a digit")
    return problems.failure(
      "expected \(expected), but found \(cursor.seen)", at: cursor.point.span,
      suggestion: isComment ? "JSON has no comments" : nil)
  }

  private func failure(_ message: String) -> Diagnostics {
    problems.failure(message, at: cursor.point.span)
  }
}
