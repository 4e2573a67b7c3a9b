import Model

/// Reads the keys and values of a TOML document.
struct TOMLValueReader {
  let limits: ParseLimits
  let start: TextCursor.Point
  var cursor: TextCursor
  var problems: ProblemList
  private var count = 0

  init(_ source: SourceText, limits: ParseLimits) {
    self.limits = limits
    cursor = TextCursor(source)
    start = cursor.point
    problems = ProblemList(path: source.path)
  }

  // MARK: Lines

  /// Passes blanks, comments and line breaks.
  mutating func skipEmptyLines() throws(Diagnostics) {
    repeat {
      cursor.skipBlanks()
      try skipComment()
    } while try skipLineBreak()
  }

  /// Passes what may stand behind a value on its line.
  mutating func endLine() throws(Diagnostics) {
    cursor.skipBlanks()
    try skipComment()
    guard cursor.isAtEnd || cursor.isAtLineBreak else { throw unexpected("the end of the line") }
  }

  private mutating func skipComment() throws(Diagnostics) {
    guard cursor.byte == ASCII.numberSign else { return }
    cursor.skip { !$0.isControl }
    guard cursor.isAtEnd || cursor.isAtLineBreak else {
      throw failure("a comment may not hold \(cursor.seen)")
    }
  }

  private mutating func skipLineBreak() throws(Diagnostics) -> Bool {
    if cursor.byte == ASCII.carriageReturn, cursor.byte(ahead: 1) != ASCII.lineFeed {
      throw failure("a carriage return without a line feed is no line break in TOML")
    }
    return cursor.skipLineBreak()
  }

  // MARK: Keys

  /// A dotted key, `=` and the value.
  mutating func entry(depth: Int) throws(Diagnostics) -> (path: [TOMLKey], value: Node) {
    let path = try path(depth: depth)
    guard cursor.skip(ASCII.equals) else { throw unexpected("`=` after the key") }
    cursor.skipBlanks()
    return (path, try value(depth: depth + path.count - 1))
  }

  /// The parts of a dotted key with the blanks around them.
  mutating func path(depth: Int) throws(Diagnostics) -> [TOMLKey] {
    var path: [TOMLKey] = []
    repeat {
      cursor.skipBlanks()
      path.append(try key())
      guard depth + path.count <= limits.maximumDepth else { throw tooDeep }
      cursor.skipBlanks()
    } while cursor.skip(ASCII.dot)
    return path
  }

  private mutating func key() throws(Diagnostics) -> TOMLKey {
    try charge()
    let start = cursor.point
    switch cursor.byte {
    case ASCII.quote, ASCII.apostrophe:
      guard !isMultilineString else { throw failure("a key must stand on one line") }
      let text = try string()
      return TOMLKey(text: text, span: cursor.span(from: start))
    default:
      cursor.skip {
        $0.isLetter || $0.isDigit || $0 == ASCII.underscore || $0 == ASCII.minus
      }
      guard cursor.offset > start.offset else { throw unexpected("a key") }
      return TOMLKey(text: cursor.text(from: start), span: cursor.span(from: start))
    }
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(Diagnostics) -> Node {
    try charge()
    let start = cursor.point
    let content: Node.Content
    switch cursor.byte {
    case ASCII.quote, ASCII.apostrophe: content = .string(try string())
    case ASCII.openingBracket: content = .sequence(try elements(depth: depth + 1))
    case ASCII.openingBrace: content = try inlineTable(depth: depth + 1)
    default: content = try bareValue()
    }
    return Node(content, at: cursor.span(from: start))
  }

  private mutating func elements(depth: Int) throws(Diagnostics) -> [Node] {
    guard depth <= limits.maximumDepth else { throw tooDeep }
    cursor.advance()
    var elements: [Node] = []
    try skipEmptyLines()
    while !cursor.skip(ASCII.closingBracket) {
      elements.append(try value(depth: depth))
      try skipEmptyLines()
      if cursor.skip(ASCII.comma) {
        try skipEmptyLines()
      } else if cursor.byte != ASCII.closingBracket {
        throw unexpected("`,` or `]`")
      }
    }
    return elements
  }

  private mutating func inlineTable(depth: Int) throws(Diagnostics) -> Node.Content {
    guard depth <= limits.maximumDepth else { throw tooDeep }
    var tree = TOMLTableTree(at: cursor.point.span)
    cursor.advance()
    cursor.skipBlanks()
    if cursor.skip(ASCII.closingBrace) { return .mapping([]) }
    repeat {
      cursor.skipBlanks()
      let entry = try entry(depth: depth)
      do throws(TOMLConflict) {
        try tree.insert(entry.value, entry.path, into: TOMLTableTree.root)
      } catch {
        try problems.report(error.message, at: error.span)
      }
      cursor.skipBlanks()
    } while cursor.skip(ASCII.comma)
    guard cursor.skip(ASCII.closingBrace) else { throw unexpected("`,` or `}` on the same line") }
    return tree.node().content
  }

  /// A number, boolean, date or time.
  private mutating func bareValue() throws(Diagnostics) -> Node.Content {
    let start = cursor.point
    skipBareText()
    guard cursor.offset > start.offset else { throw unexpected("a value") }
    // A blank may stand between a date and a time.
    if cursor.byte == ASCII.space, cursor.byte(ahead: 1).isDigit,
      TOMLDateTime.isDate(cursor.bytes(from: start))
    {
      cursor.advance()
      skipBareText()
    }
    do throws(TOMLConflict) {
      return try TOMLScalar.content(of: cursor.text(from: start), at: cursor.span(from: start))
    } catch {
      throw problems.failure(error.message, at: error.span)
    }
  }

  private mutating func skipBareText() {
    cursor.skip {
      $0.isLetter || $0.isDigit || $0 == ASCII.underscore || $0 == ASCII.minus
        || $0 == ASCII.plus || $0 == ASCII.dot || $0 == ASCII.colon
    }
  }

  // MARK: Strings

  private var isMultilineString: Bool { cursor.stands("\"\"\"") || cursor.stands("'''") }

  private mutating func string() throws(Diagnostics) -> String {
    var reader = TOMLStringReader(cursor)
    defer { cursor = reader.cursor }
    do throws(TOMLConflict) {
      return try reader.string()
    } catch {
      throw problems.failure(error.message, at: error.span)
    }
  }

  // MARK: Errors

  private mutating func charge() throws(Diagnostics) {
    count += 1
    guard count <= limits.maximumNodes else {
      throw failure("the file holds more than \(limits.maximumNodes) values")
    }
  }

  var tooDeep: Diagnostics {
    failure("tables and arrays are nested deeper than \(limits.maximumDepth) levels")
  }

  func unexpected(_ expected: String) -> Diagnostics {
    failure("expected \(expected), but found \(cursor.seen)")
  }

  private func failure(_ message: String) -> Diagnostics {
    problems.failure(message, at: cursor.point.span)
  }
}
