import Model

/// A stretch of bytes of one file.
package struct HCLRange: Hashable, Sendable {
  package let start: Int32
  package let end: Int32

  package init(_ start: Int, _ end: Int) {
    self.start = Int32(clamping: start)
    self.end = Int32(clamping: end)
  }
}

/// The bytes of a file with a table of its lines, so that places are worked out only where asked for.
package struct HCLText: Sendable {
  /// What is wrong with a file as a whole.
  package struct Unreadable: Error, Hashable, Sendable {
    package let reason: String
    package let span: TextSpan?
  }

  package let path: String
  /// Ends with a NUL that is not part of the file and stops every scan.
  let bytes: [UInt8]
  private let lineStarts: [Int32]
  private let isASCII: Bool

  package static let maximumBytes = 8 * 1024 * 1024

  /// - Throws: `Unreadable` for what is too large, binary or not UTF-8.
  package init(_ raw: [UInt8], path: String) throws(Unreadable) {
    guard raw.count <= Self.maximumBytes else {
      throw Unreadable(
        reason: "the file has \(raw.count) bytes; at most \(Self.maximumBytes) are read", span: nil)
    }
    var bytes = raw
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    var starts: [Int32] = [0]
    for (offset, byte) in bytes.enumerated() {
      if byte == 0x0A { starts.append(Int32(truncatingIfNeeded: offset &+ 1)) }
      if byte == 0 {
        let span = TextSpan(line: starts.count, column: 1)
        throw Unreadable(reason: "this is not a text file: it holds a NUL byte", span: span)
      }
    }
    do throws(UTF8.ValidationError) {
      isASCII = try UTF8Span(validating: bytes.span).isKnownASCII
    } catch {
      throw Unreadable(reason: "this is not UTF-8 text", span: nil)
    }
    bytes.append(0)
    self.bytes = bytes
    self.path = path
    lineStarts = starts
  }

  /// The count of bytes of the file.
  package var count: Int { bytes.count - 1 }

  package func span(_ range: HCLRange) -> TextSpan {
    let start = place(Int(range.start))
    guard range.end > range.start else {
      return TextSpan(line: start.line, column: start.column)
    }
    let end = place(Int(range.end))
    return TextSpan(
      line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }

  /// The line, counted from 1, that a byte stands in.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The byte at which a line begins, or the end of the text.
  func start(ofLine line: Int) -> Int {
    lineStarts.indices.contains(line - 1) ? Int(lineStarts[line - 1]) : count
  }

  /// The byte at a place that another reader of the same text gave.
  func offset(line: Int, column: Int) -> Int {
    var offset = start(ofLine: line)
    if isASCII { return min(offset + max(column - 1, 0), count) }
    var remaining = column - 1
    while remaining > 0, offset < count {
      offset += 1
      while offset < count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      remaining -= 1
    }
    return offset
  }

  func string(_ range: HCLRange) -> String {
    string(from: Int(range.start), to: Int(range.end))
  }

  func string(from start: Int, to end: Int) -> String {
    guard start >= 0, start < end, end <= count else { return "" }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private func place(_ offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), count)
    let line = line(of: offset)
    let start = Int(lineStarts[line - 1])
    if isASCII { return (line, offset - start + 1) }
    var column = 1
    for position in start..<max(start, offset) where bytes[position] & 0xC0 != 0x80 { column += 1 }
    return (line, column)
  }
}
