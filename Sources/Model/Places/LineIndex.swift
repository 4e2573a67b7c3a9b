/// Finds the places of bytes in a text and back: lines end at a line feed, columns count code points.
package struct LineIndex: Sendable {
  private let bytes: [UInt8]
  /// Where each line begins.
  private let starts: [Int]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    self.starts = starts
  }

  /// The line that a byte is in, counted from 1.
  package func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The offset at which a line begins, counted from 1; nil where there is no such line.
  package func start(ofLine line: Int) -> Int? {
    line >= 1 && line <= starts.count ? starts[line - 1] : nil
  }

  /// The place of a stretch of bytes.
  package func span(_ range: Range<Int>) -> TextSpan {
    let start = place(of: range.lowerBound)
    let end = place(of: range.upperBound)
    return TextSpan(
      line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }

  /// The offset of a place, or the end of the text where its line is shorter; nil where there is no
  /// such line.
  package func offset(line: Int, column: Int) -> Int? {
    start(ofLine: line).map { $0 + bytes(ofCodePoints: max(0, column - 1), from: $0) }
  }

  /// How many bytes the first code points of a stretch take.
  package func bytes(ofCodePoints count: Int, from start: Int) -> Int {
    var seen = 0
    var index = start
    while index < bytes.count {
      if Self.begins(bytes[index]) {
        if seen == count { break }
        seen += 1
      }
      index += 1
    }
    return index - start
  }

  /// How many code points begin in a stretch.
  package func codePoints(in range: Range<Int>) -> Int {
    bytes[range].count(where: Self.begins)
  }

  private func place(of offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(0, offset), bytes.count)
    let line = line(of: offset)
    return (line, codePoints(in: starts[line - 1]..<offset) + 1)
  }

  /// Every byte that is not a continuation begins a code point (RFC 3629 section 3).
  private static func begins(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
}
