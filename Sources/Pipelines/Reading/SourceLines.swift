import Model

/// Finds the places of what stands inside a scalar of a YAML file.
struct SourceLines {
  private let bytes: [UInt8]
  /// Where each line begins.
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    self.starts = starts
  }

  /// The places of every `opening` up to its `closing` within a stretch, in order.
  func occurrences(of opening: [UInt8], to closing: [UInt8], in span: TextSpan) -> [TextSpan] {
    guard let first = opening.first, let start = offset(line: span.line, column: span.column)
    else { return [] }
    let end = offset(line: span.endLine, column: span.endColumn) ?? bytes.count
    var found: [TextSpan] = []
    var index = start
    while index < end {
      guard bytes[index] == first, bytes[index...].starts(with: opening) else {
        index += 1
        continue
      }
      var stop = index + opening.count
      while stop < end, !(bytes[stop] == closing.first && bytes[stop...].starts(with: closing)) {
        stop += 1
      }
      stop = min(end, stop + closing.count)
      let (from, to) = (place(of: index), place(of: stop))
      found.append(
        TextSpan(line: from.line, column: from.column, endLine: to.line, endColumn: to.column))
      index = stop
    }
    return found
  }

  /// The place of a line of a scalar's text, as far as its style keeps lines apart.
  func place(ofLine line: Int, in span: TextSpan) -> TextSpan {
    guard let start = offset(line: span.line, column: span.column), start < bytes.count,
      bytes[start] == UInt8(ascii: "|")
    else { return span }
    let number = span.line + 1 + line
    guard number >= 1, number <= starts.count else { return span }
    let begin = starts[number - 1]
    var index = begin
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    let from = index - begin + 1
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    return TextSpan(
      line: number, column: from, endLine: number,
      endColumn: codePoints(in: begin..<index) + 1)
  }

  private func offset(line: Int, column: Int) -> Int? {
    guard line >= 1, line <= starts.count else { return nil }
    var index = starts[line - 1]
    var left = column - 1
    while left > 0, index < bytes.count {
      index += 1
      while index < bytes.count, (0x80...0xBF).contains(bytes[index]) { index += 1 }
      left -= 1
    }
    return min(index, bytes.count)
  }

  private func place(of offset: Int) -> (line: Int, column: Int) {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low + 1, codePoints(in: starts[low]..<offset) + 1)
  }

  private func codePoints(in range: Range<Int>) -> Int {
    var count = 0
    for byte in bytes[range] where !(0x80...0xBF).contains(byte) { count += 1 }
    return count
  }
}
