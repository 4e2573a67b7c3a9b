import Model

/// Finds the bytes of places in a text that are given by line and column.
struct TextLines: Sendable {
  let bytes: [UInt8]
  /// Where each line begins; a byte order mark is no part of the first.
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for (index, byte) in bytes.enumerated() {
      let isPair = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      if (byte == 0x0A || byte == 0x0D) && !isPair { starts.append(index + 1) }
    }
    self.starts = starts
  }

  /// The byte at a line and a column, counted from 1 in code points; nil past the end of the text.
  func offset(line: Int, column: Int) -> Int? {
    guard line >= 1, line <= starts.count, column >= 1 else { return nil }
    var offset = starts[line - 1]
    for _ in 1..<max(1, column) {
      guard offset < bytes.count else { return nil }
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }

  func range(_ span: TextSpan) -> Range<Int>? {
    guard let start = offset(line: span.line, column: span.column),
      let end = offset(line: span.endLine, column: span.endColumn), start <= end
    else { return nil }
    return start..<end
  }

  /// Where the line that a byte stands in ends, its break left out.
  func endOfLine(from offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  /// The line break that the text uses.
  var lineBreak: String {
    guard let first = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return "\n" }
    if bytes[first] == 0x0A { return "\n" }
    return first + 1 < bytes.count && bytes[first + 1] == 0x0A ? "\r\n" : "\r"
  }
}
