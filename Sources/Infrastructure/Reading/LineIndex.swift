import Model

/// Finds the line and column of a byte: lines end at a line feed, columns count code points.
struct LineIndex {
  private let bytes: [UInt8]
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    self.starts = starts
  }

  /// The line that a byte is in, counted from 1.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  func span(_ range: Range<Int>) -> TextSpan {
    let start = place(of: range.lowerBound)
    let end = place(of: max(range.lowerBound, range.upperBound))
    return TextSpan(line: start.0, column: start.1, endLine: end.0, endColumn: end.1)
  }

  private func place(of offset: Int) -> (Int, Int) {
    let offset = min(max(0, offset), bytes.count)
    let line = line(of: offset)
    let column = bytes[starts[line - 1]..<offset].count { $0 & 0xC0 != 0x80 } + 1
    return (line, column)
  }
}
