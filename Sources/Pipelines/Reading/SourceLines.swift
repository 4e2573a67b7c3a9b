import Model

/// Finds the places of what stands inside a scalar of a YAML file.
struct SourceLines {
  private let bytes: [UInt8]
  private let index: LineIndex

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = LineIndex(bytes)
  }

  /// The places of every `opening` up to its `closing` within a stretch, in order.
  func occurrences(of opening: [UInt8], to closing: [UInt8], in span: TextSpan) -> [TextSpan] {
    guard let first = opening.first, let start = index.offset(line: span.line, column: span.column)
    else { return [] }
    let end = index.offset(line: span.endLine, column: span.endColumn) ?? bytes.count
    var found: [TextSpan] = []
    var next = start
    while next < end {
      guard bytes[next] == first, bytes[next...].starts(with: opening) else {
        next += 1
        continue
      }
      var stop = next + opening.count
      while stop < end, !(bytes[stop] == closing.first && bytes[stop...].starts(with: closing)) {
        stop += 1
      }
      stop = min(end, stop + closing.count)
      found.append(index.span(next..<stop))
      next = stop
    }
    return found
  }

  /// The place of a line of a scalar's text, as far as its style keeps lines apart.
  func place(ofLine line: Int, in span: TextSpan) -> TextSpan {
    guard let start = index.offset(line: span.line, column: span.column), start < bytes.count,
      bytes[start] == UInt8(ascii: "|")
    else { return span }
    let number = span.line + 1 + line
    guard let begin = index.start(ofLine: number) else { return span }
    var from = begin
    while from < bytes.count, bytes[from] == 0x20 || bytes[from] == 0x09 { from += 1 }
    var end = from
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return index.span(from..<end)
  }
}
