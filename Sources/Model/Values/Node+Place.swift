extension Node {
  /// The place of one code point of a scalar, or the whole scalar where escapes or several lines hide
  /// it.
  package func place(of offset: Int) -> TextSpan {
    guard span.line == span.endLine, let text = string else { return span }
    let width = span.endColumn - span.column
    let length = text.unicodeScalars.count
    guard offset >= 0, offset <= length, width == length || width == length + 2 else { return span }
    let quote = width == length ? 0 : 1
    return TextSpan(line: span.line, column: span.column + quote + offset)
  }
}
