import Model

/// Writes values into a JSON or YAML file by their places and leaves every other byte as it is.
struct TreeEditor {
  private let lines: TextLines
  private let isYAML: Bool
  private var edits = TextEdits()
  /// The paths that were written, with their new values.
  private(set) var written: [String: String] = [:]

  init(_ bytes: [UInt8], isYAML: Bool) {
    lines = TextLines(bytes)
    self.isYAML = isYAML
  }

  /// Puts a value in.
  ///
  /// - Throws: `Unavailable` when the place is not found in the text.
  mutating func put(
    _ text: String, isLiteral: Bool, at place: TreeQuestion.Place
  ) throws(Unavailable) {
    let value = isLiteral ? text : QuotedText.written(text)
    switch place {
    case .value(let node, let path):
      guard let range = lines.range(node.span) else { throw lost(node.span) }
      edits.replace(range, with: fitted(value, range))
      written[Self.key(path)] = text
    case .entry(let key, let mapping, let after, let path):
      try insert(key, value, into: mapping, after: after)
      written[Self.key(path)] = text
    }
  }

  /// The whole file.
  ///
  /// - Throws: `Unavailable` when two values were to go to the same place.
  func result() throws(Unavailable) -> [UInt8] {
    guard let result = edits.applied(to: lines.bytes) else {
      throw Unavailable("two answers would be written to the same place")
    }
    return result
  }

  static func key(_ path: [String]) -> String { path.joined(separator: "\u{0}") }

  /// A value as it takes the place of what is there: behind a colon with a space, and before a line
  /// break that the old value included.
  private func fitted(_ value: String, _ range: Range<Int>) -> String {
    var text = value
    if range.isEmpty, range.lowerBound > 0,
      [0x3A, 0x2D].contains(lines.bytes[range.lowerBound - 1])
    {
      text = " " + text
    }
    if let last = lines.bytes[range].last, last == 0x0A || last == 0x0D { text += lines.lineBreak }
    return text
  }

  private mutating func insert(
    _ key: String, _ value: String, into mapping: Node, after asked: Node.Entry?
  ) throws(Unavailable) {
    guard let start = lines.offset(line: mapping.span.line, column: mapping.span.column),
      start < lines.bytes.count, let last = mapping.entries?.last
    else { throw lost(mapping.span) }
    if lines.bytes[start] == UInt8(ascii: "{") {
      guard let end = lines.range(last.value.span)?.upperBound else { throw lost(mapping.span) }
      let name = isYAML ? key : "\"\(key)\""
      edits.insert(",\(gap(after: start))\(name): \(value)", at: end)
      return
    }
    let first = asked ?? last
    guard let range = lines.range(first.value.span),
      let place = lines.offset(line: first.keySpan.line, column: first.keySpan.column)
    else { throw lost(mapping.span) }
    let indent = String(repeating: " ", count: max(0, first.keySpan.column - 1))
    if first.value.span.line == first.value.span.endLine, first.value.elements == nil,
      first.keySpan.line == first.value.span.line
    {
      let end = lines.endOfLine(from: range.upperBound)
      edits.insert("\(lines.lineBreak)\(indent)\(key): \(value)", at: end)
    } else {
      edits.insert("\(key): \(value)\(lines.lineBreak)\(indent)", at: place)
    }
  }

  /// The white space between the bracket of a mapping and its first key.
  private func gap(after bracket: Int) -> String {
    let space = lines.bytes[(bracket + 1)...].prefix { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return space.isEmpty ? " " : String(decoding: space, as: UTF8.self)
  }

  private func lost(_ span: TextSpan) -> Unavailable {
    Unavailable("line \(span.line): the place of the answer is not found in the text")
  }
}
