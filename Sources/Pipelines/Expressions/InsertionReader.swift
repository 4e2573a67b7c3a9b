import Model

/// Finds `${{ … }}` in texts.
enum InsertionReader {
  private static let opening = Array("${{".utf8)
  private static let closing = Array("}}".utf8)

  /// The text of a scalar with what is put into it; nil for what is no scalar.
  static func text(_ node: Node, in lines: SourceLines) -> PipelineText? {
    guard let text = node.scalarText else { return nil }
    guard text.utf8.contains(UInt8(ascii: "$")) else { return PipelineText(text, at: node.span) }
    let expressions = expressions(in: text)
    guard !expressions.isEmpty else { return PipelineText(text, at: node.span) }
    let places = lines.occurrences(of: opening, to: closing, in: node.span)
    var insertions: [PipelineText.Insertion] = []
    for (index, expression) in expressions.enumerated() {
      // An alias shows another's text, whose places are not here.
      let place = places.count == expressions.count ? places[index] : node.span
      insertions.append(PipelineText.Insertion(expression, at: place))
    }
    return PipelineText(text, at: node.span, insertions: insertions)
  }

  /// The condition that a text states, with or without `${{ }}` around it.
  static func condition(_ text: String) -> PipelineExpression {
    let expressions = expressions(in: text)
    guard let first = expressions.first else { return ExpressionReader.read(text) }
    let bytes = Array(text.utf8)
    let isWhole =
      bytes.drop(while: isSpace).starts(with: opening)
      && bytes.reversed().drop { $0 == 0x20 }.starts(with: closing)
    if expressions.count == 1, isWhole { return first }
    // Such a condition is a text, which is true whatever the expression gives.
    return .unreadable(
      reason: "text or a line break stands beside `${{ }}`, so that the condition is always true")
  }

  static func expressions(in text: String) -> [PipelineExpression] {
    let bytes = Array(text.utf8)
    var found: [PipelineExpression] = []
    var index = 0
    while index + 2 < bytes.count {
      guard bytes[index] == opening[0], bytes[index + 1] == opening[1],
        bytes[index + 2] == opening[2]
      else {
        index += 1
        continue
      }
      let start = index + 3
      var end = start
      var isQuoted = false
      while end < bytes.count {
        if bytes[end] == UInt8(ascii: "'") { isQuoted.toggle() }
        if !isQuoted, bytes[end] == closing[0], end + 1 < bytes.count, bytes[end + 1] == closing[1]
        {
          break
        }
        end += 1
      }
      guard end < bytes.count else {
        found.append(.unreadable(reason: "`${{` is not closed"))
        break
      }
      found.append(ExpressionReader.read(String(decoding: bytes[start..<end], as: UTF8.self)))
      index = end + 2
    }
    return found
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
