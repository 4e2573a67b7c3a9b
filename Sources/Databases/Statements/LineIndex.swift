import Model

/// Lines and columns of byte offsets in a text.
struct LineIndex: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for index in bytes.indices where bytes[index] == 0x0A { starts.append(index + 1) }
    self.starts = starts
  }

  /// The place of a stretch of bytes; columns count code points.
  func span(_ range: Range<Int>) -> TextSpan {
    let start = position(range.lowerBound)
    let end = position(range.upperBound)
    return TextSpan(
      line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }

  private func position(_ offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    // Every byte that is not a continuation begins a code point (RFC 3629 section 3).
    let column = bytes[starts[low]..<offset].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    return (low + 1, column)
  }

  /// How many bytes the first code points of a stretch take.
  func bytes(ofCodePoints count: Int, from start: Int) -> Int {
    var seen = 0
    var index = start
    while index < bytes.count {
      if bytes[index] & 0xC0 != 0x80 {
        if seen == count { break }
        seen += 1
      }
      index += 1
    }
    return index - start
  }
}
