import Model

/// Finds the place in the control's file of a part of its published sentence.
struct StatementPlace {
  let control: Control
  let segments: [StatementTemplate.Segment]

  /// The place of code points of the sentence, or the whole statement where line breaks or escapes
  /// hide it.
  func location(of range: Range<Int>) -> Location {
    guard let span = control.statementSpan else { return control.location }
    var location = control.location
    location.span = precise(range, in: span) ?? span
    return location
  }

  private func precise(_ range: Range<Int>, in span: TextSpan) -> TextSpan? {
    guard span.line == span.endLine, let quote = quoteWidth(in: span) else { return nil }
    guard let first = segments.first(where: { $0.text.contains(range.lowerBound) }),
      let last = segments.first(where: { $0.text.contains(range.upperBound - 1) })
    else { return nil }
    let start =
      first.isParameter
      ? first.template.lowerBound
      : first.template.lowerBound + range.lowerBound - first.text.lowerBound
    let end =
      last.isParameter
      ? last.template.upperBound
      : last.template.lowerBound + range.upperBound - last.text.lowerBound
    let column = span.column + quote
    return TextSpan(
      line: span.line, column: column + start, endLine: span.line, endColumn: column + end)
  }

  /// How many columns stand before the sentence: none, or a quotation mark; nil when escapes make
  /// the sentence and its source differ.
  private func quoteWidth(in span: TextSpan) -> Int? {
    let length = control.statementTemplate.unicodeScalars.count
    switch span.endColumn - span.column - length {
    case 0: return 0
    case 2: return 1
    default: return nil
    }
  }
}
