import Model

/// Lines and columns of growing offsets into one text.
struct TextPlaces {
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The place of a range that begins no earlier than the one asked for before.
  mutating func span(of range: Range<Int>) -> TextSpan {
    advance(to: range.lowerBound)
    let startLine = line
    let startColumn = column(of: range.lowerBound)
    var end = self
    end.advance(to: range.upperBound)
    return TextSpan(
      line: startLine, column: startColumn, endLine: end.line,
      endColumn: end.column(of: range.upperBound))
  }

  private mutating func advance(to target: Int) {
    while offset < min(target, bytes.count) {
      if bytes[offset] == 0x0A {
        line += 1
        lineStart = offset + 1
      }
      offset += 1
    }
  }

  /// Counts code points: bytes that continue one do not count.
  private func column(of target: Int) -> Int {
    guard lineStart < target else { return 1 }
    return 1 + bytes[lineStart..<min(target, bytes.count)].count { $0 & 0xC0 != 0x80 }
  }
}
