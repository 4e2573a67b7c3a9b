import Model

/// Reads `.env` files: `KEY=VALUE` lines, where every value is text.
///
/// Single quotes keep their text as it is, double quotes know the escapes \n \r \t \" \\ \$, and both
/// may span lines. A value that another variable is put into cannot be told from the file.
struct EnvironmentFileParser {
  private let limits: ParseLimits
  private var cursor: TextCursor
  private var problems: ProblemList
  private var mapping = MappingBuilder()

  static func parse(_ source: SourceText, limits: ParseLimits) throws(Diagnostics) -> Node {
    var parser = EnvironmentFileParser(source, limits: limits)
    return try parser.document()
  }

  private init(_ source: SourceText, limits: ParseLimits) {
    self.limits = limits
    cursor = TextCursor(source)
    problems = ProblemList(path: source.path)
  }

  private mutating func document() throws(Diagnostics) -> Node {
    let start = cursor.point
    while !cursor.isAtEnd {
      cursor.skipBlanks()
      if cursor.byte == ASCII.numberSign {
        cursor.skipLine()
      } else if !cursor.isAtEnd, !cursor.isAtLineBreak {
        try entry()
      }
      _ = cursor.skipLineBreak()
    }
    try problems.check()
    return Node(.mapping(mapping.entries), at: cursor.span(from: start))
  }

  private mutating func entry() throws(Diagnostics) {
    guard mapping.entries.count < limits.maximumNodes else {
      throw failure("the file holds more than \(limits.maximumNodes) values")
    }
    if cursor.stands("export "), cursor.byte(ahead: 7) != ASCII.equals {
      cursor.advance(by: 7)
      cursor.skipBlanks()
    }
    let start = cursor.point
    guard cursor.byte.isLetter || cursor.byte == ASCII.underscore else {
      throw unexpected("the name of a variable")
    }
    cursor.skip {
      $0.isLetter || $0.isDigit || $0 == ASCII.underscore || $0 == ASCII.dot || $0 == ASCII.minus
    }
    let key = cursor.text(from: start)
    let keySpan = cursor.span(from: start)
    cursor.skipBlanks()
    guard cursor.skip(ASCII.equals) else { throw unexpected("`=` behind the name") }
    let entry = Node.Entry(key: key, keySpan: keySpan, value: try value())
    if let first = mapping.append(entry) {
      try problems.reportRepeatedKey(key, at: keySpan, first: first.keySpan)
    }
  }

  // MARK: Values

  private mutating func value() throws(Diagnostics) -> Node {
    let afterDelimiter = cursor.offset
    cursor.skipBlanks()
    switch cursor.byte {
    case ASCII.apostrophe, ASCII.quote: return try quotedValue()
    default: return unquotedValue(isAfterBlank: cursor.offset > afterDelimiter)
    }
  }

  private mutating func unquotedValue(isAfterBlank: Bool) -> Node {
    let value = cursor.passTrimmed(isAfterBlank: isAfterBlank) { byte, isAfterBlank in
      byte == ASCII.numberSign && isAfterBlank
    }
    cursor.skipLine()
    if let reference = EnvironmentReference.first(in: Array(value.text.utf8)) {
      return Node(.unknown(reason: "refers to \(shortened(reference))"), at: value.span)
    }
    return Node(.string(value.text), at: value.span)
  }

  private mutating func quotedValue() throws(Diagnostics) -> Node {
    let start = cursor.point
    let quote = cursor.byte
    cursor.advance()
    let inside = cursor.point
    while cursor.byte != quote {
      guard !cursor.isAtEnd else {
        throw problems.failure("the value has no closing quote", at: start.span)
      }
      if cursor.byte == ASCII.backslash, quote == ASCII.quote { cursor.advance() }
      cursor.advance()
    }
    let written = Array(cursor.bytes(from: inside))
    cursor.advance()
    let span = cursor.span(from: start)
    cursor.skipBlanks()
    if cursor.byte == ASCII.numberSign { cursor.skipLine() }
    guard cursor.isAtEnd || cursor.isAtLineBreak else {
      throw unexpected("the end of the line behind the closing quote")
    }
    guard quote == ASCII.quote else {
      return Node(.string(String(decoding: written, as: UTF8.self)), at: span)
    }
    if let reference = EnvironmentReference.first(in: written) {
      return Node(.unknown(reason: "refers to \(shortened(reference))"), at: span)
    }
    return Node(.string(Self.unescaped(written)), at: span)
  }

  /// The text with its escapes replaced; a backslash before any other character is kept.
  private static func unescaped(_ written: [UInt8]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(written.count)
    var isEscaped = false
    for byte in written {
      if isEscaped {
        bytes.append(contentsOf: replacement(for: byte))
        isEscaped = false
      } else if byte == ASCII.backslash {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func replacement(for byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "n"): [ASCII.lineFeed]
    case UInt8(ascii: "r"): [ASCII.carriageReturn]
    case UInt8(ascii: "t"): [ASCII.tab]
    case ASCII.quote, ASCII.backslash, ASCII.dollar: [byte]
    default: [ASCII.backslash, byte]
    }
  }

  // MARK: Errors

  private func unexpected(_ expected: String) -> Diagnostics {
    failure("expected \(expected), but found \(cursor.seen)")
  }

  private func failure(_ message: String) -> Diagnostics {
    problems.failure(message, at: cursor.point.span)
  }
}
