import Model

/// Reads INI files: sections become mappings, every value is text.
///
/// The dialects differ; this is what they share. A key ends at the first `=` or `:`. A comment begins
/// with `;` or `#` at the start of a line or behind a blank. A value in quotes is what stands between
/// them. A line indented deeper than its key continues the value. A section that is named twice is
/// one section.
struct INIParser {
  private let limits: ParseLimits
  private var cursor: TextCursor
  private var problems: ProblemList
  /// The first holds the keys before any section and has no name.
  private var sections: [INISection]
  private var positions: [String: Int] = [:]
  private var current = 0
  private var count = 0

  static func parse(_ source: SourceText, limits: ParseLimits) throws(Diagnostics) -> Node {
    var parser = INIParser(source, limits: limits)
    return try parser.document()
  }

  private init(_ source: SourceText, limits: ParseLimits) {
    self.limits = limits
    cursor = TextCursor(source)
    problems = ProblemList(path: source.path)
    sections = [INISection(name: "", nameSpan: .start, span: .start)]
  }

  private mutating func document() throws(Diagnostics) -> Node {
    let start = cursor.point
    while !cursor.isAtEnd {
      try line()
      _ = cursor.skipLineBreak()
    }
    var root = sections.first?.mapping ?? MappingBuilder()
    for section in sections.dropFirst() {
      if let first = root.append(section.entry) {
        try problems.reportRepeatedKey(section.name, at: section.nameSpan, first: first.keySpan)
      }
    }
    try problems.check()
    return Node(.mapping(root.entries), at: cursor.span(from: start))
  }

  private mutating func line() throws(Diagnostics) {
    let start = cursor.point
    cursor.skipBlanks()
    if isAtComment { return cursor.skipLine() }
    if cursor.isAtEnd || cursor.isAtLineBreak { return }
    count += 1
    guard count <= limits.maximumNodes else {
      throw failure("the file holds more than \(limits.maximumNodes) values")
    }
    if cursor.byte == ASCII.openingBracket { return try section() }
    try entry(indentation: cursor.offset - start.offset)
  }

  private mutating func section() throws(Diagnostics) {
    let start = cursor.point
    cursor.advance()
    cursor.skipBlanks()
    let name = cursor.passTrimmed { byte, _ in byte == ASCII.closingBracket }
    guard cursor.skip(ASCII.closingBracket) else {
      throw unexpected("`]` after the section's name")
    }
    guard !name.text.isEmpty else {
      throw problems.failure("the section has no name", at: start.span)
    }
    let span = cursor.span(from: start)
    cursor.skipBlanks()
    if isAtComment { cursor.skipLine() }
    guard cursor.isAtEnd || cursor.isAtLineBreak else { throw unexpected("the end of the line") }
    if let known = positions[name.text] {
      current = known
    } else {
      current = sections.count
      positions[name.text] = current
      sections.append(INISection(name: name.text, nameSpan: name.span, span: span))
    }
  }

  private mutating func entry(indentation: Int) throws(Diagnostics) {
    let key = cursor.passTrimmed { byte, _ in byte == ASCII.equals || byte == ASCII.colon }
    guard !cursor.isAtEnd, !cursor.isAtLineBreak else { throw unexpected("`=` behind the key") }
    guard !key.text.isEmpty else { throw failure("expected a key before `=`") }
    cursor.advance()
    let value = value(indentation: indentation)
    let entry = Node.Entry(key: key.text, keySpan: key.span, value: value)
    if let first = sections[current].append(entry) {
      try problems.reportRepeatedKey(entry.key, at: entry.keySpan, first: first.keySpan)
    }
  }

  // MARK: Values

  private mutating func value(indentation: Int) -> Node {
    let afterDelimiter = cursor.offset
    cursor.skipBlanks()
    if let quoted = quotedValue() { return quoted }
    let first = cursor.passTrimmed(isAfterBlank: cursor.offset > afterDelimiter) {
      byte, isAfterBlank in
      isAfterBlank && (byte == ASCII.semicolon || byte == ASCII.numberSign)
    }
    cursor.skipLine()
    var lines = first.text.isEmpty ? [] : [first.text]
    var span = first.span
    while let next = continuation(indentation: indentation) {
      if lines.isEmpty { span = next.span }
      lines.append(next.text)
      span = TextSpan(
        line: span.line, column: span.column, endLine: next.span.endLine,
        endColumn: next.span.endColumn)
    }
    return Node(.string(lines.joined(separator: "\n")), at: span)
  }

  /// A value that stands wholly in quotes; any other value is taken as it is.
  private mutating func quotedValue() -> Node? {
    let quote = cursor.byte
    guard quote == ASCII.quote || quote == ASCII.apostrophe else { return nil }
    var ahead = cursor
    ahead.advance()
    let inside = ahead.point
    ahead.skip { $0 != quote && $0 != ASCII.lineFeed && $0 != ASCII.carriageReturn }
    let text = ahead.text(from: inside)
    guard ahead.skip(quote) else { return nil }
    let span = ahead.span(from: cursor.point)
    let end = ahead.offset
    ahead.skipBlanks()
    let isComment = ahead.offset > end && Self.beginsComment(ahead.byte)
    guard ahead.isAtEnd || ahead.isAtLineBreak || isComment else { return nil }
    ahead.skipLine()
    cursor = ahead
    return Node(.string(text), at: span)
  }

  /// The next line if it continues a value; empty lines and comments between are passed over.
  private mutating func continuation(indentation: Int) -> (text: String, span: TextSpan)? {
    var ahead = cursor
    while ahead.skipLineBreak() {
      let start = ahead.offset
      ahead.skipBlanks()
      if ahead.isAtLineBreak { continue }
      guard !ahead.isAtEnd, ahead.offset - start > indentation else { return nil }
      guard !Self.beginsComment(ahead.byte) else {
        ahead.skipLine()
        continue
      }
      let line = ahead.passTrimmed { byte, isAfterBlank in
        isAfterBlank && Self.beginsComment(byte)
      }
      ahead.skipLine()
      cursor = ahead
      return line
    }
    return nil
  }

  private static func beginsComment(_ byte: UInt8) -> Bool {
    byte == ASCII.semicolon || byte == ASCII.numberSign
  }

  private var isAtComment: Bool { Self.beginsComment(cursor.byte) }

  // MARK: Errors

  private func unexpected(_ expected: String) -> Diagnostics {
    failure("expected \(expected), but found \(cursor.seen)")
  }

  private func failure(_ message: String) -> Diagnostics {
    problems.failure(message, at: cursor.point.span)
  }
}
