/// A comment that allows one rule's match on its own line or the next: `avouch:allow RULE REASON`.
enum CommentAllowance {
  private static let mark = Array("avouch:allow".utf8)
  /// How much of a line is looked at: minified text may be one line of megabytes.
  static let reachBefore = 1_000
  static let reachAfter = 8_000

  /// Where the comment begins that allows, for a reason, the secret that begins at a place: on its
  /// line, or on the one before.
  static func place(for rule: String, at start: Int, in bytes: [UInt8]) -> Int? {
    let lineStart = Self.lineStart(before: start, in: bytes)
    let lineEnd = Self.lineEnd(after: start, in: bytes)
    if let place = place(for: rule, in: bytes[lineStart..<lineEnd]) { return place }
    guard lineStart > 0, bytes[lineStart - 1] == 0x0A else { return nil }
    let previous = Self.lineStart(before: lineStart - 1, in: bytes)
    return place(for: rule, in: bytes[previous..<(lineStart - 1)])
  }

  /// The first comment of a line that names the rule and gives a reason.
  private static func place(for rule: String, in line: ArraySlice<UInt8>) -> Int? {
    var rest = line
    while let start = start(ofMarkIn: rest) {
      rest = rest[(start + mark.count)...]
      let next = self.start(ofMarkIn: rest) ?? rest.endIndex
      let words = String(decoding: rest[..<next], as: UTF8.self)
        .split(whereSeparator: \.isWhitespace)
      // The end of a comment is no reason.
      if words.first.map({ $0 == rule }) ?? false,
        words.dropFirst().contains(where: { $0.count { $0.isLetter } >= 2 })
      {
        return start
      }
    }
    return nil
  }

  private static func start(ofMarkIn line: ArraySlice<UInt8>) -> Int? {
    guard line.count >= mark.count else { return nil }
    return (line.startIndex...(line.endIndex - mark.count)).first { start in
      line[start] == mark[0] && line[start...].starts(with: mark)
    }
  }

  private static func lineStart(before place: Int, in bytes: [UInt8]) -> Int {
    var start = min(place, bytes.count)
    while start > 0, place - start < reachBefore, bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }

  private static func lineEnd(after place: Int, in bytes: [UInt8]) -> Int {
    var end = place
    while end < bytes.count, end - place < reachAfter, bytes[end] != 0x0A { end += 1 }
    return end
  }
}
