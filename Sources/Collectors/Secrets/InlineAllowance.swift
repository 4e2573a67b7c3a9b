/// A comment that allows one rule's match on its own line or the next: `avouch:allow RULE REASON`.
enum InlineAllowance {
  private static let mark = Array("avouch:allow".utf8)
  /// How much of a line is looked at: minified text may be one line of megabytes.
  private static let reach = 1_000

  /// Whether the line on which a secret begins, or the one before it, allows it for a reason.
  static func isGiven(for rule: String, at start: Int, in bytes: [UInt8]) -> Bool {
    let lineStart = Self.lineStart(before: start, in: bytes)
    let lineEnd = Self.lineEnd(after: start, in: bytes)
    if allows(rule, bytes[lineStart..<lineEnd]) { return true }
    guard lineStart > 0, bytes[lineStart - 1] == 0x0A else { return false }
    return allows(rule, bytes[Self.lineStart(before: lineStart - 1, in: bytes)..<(lineStart - 1)])
  }

  private static func allows(_ rule: String, _ line: ArraySlice<UInt8>) -> Bool {
    guard let end = end(ofMarkIn: line) else { return false }
    let words = String(decoding: line[end...], as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard let named = words.first, named == rule else { return false }
    // The end of a comment is no reason.
    return words.dropFirst().contains { $0.count { $0.isLetter } >= 2 }
  }

  private static func end(ofMarkIn line: ArraySlice<UInt8>) -> Int? {
    guard line.count >= mark.count else { return nil }
    for start in line.startIndex...(line.endIndex - mark.count)
    where line[start] == mark[0] && line[start...].starts(with: mark) {
      return start + mark.count
    }
    return nil
  }

  private static func lineStart(before place: Int, in bytes: [UInt8]) -> Int {
    var start = min(place, bytes.count)
    while start > 0, place - start < reach, bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }

  private static func lineEnd(after place: Int, in bytes: [UInt8]) -> Int {
    var end = place
    while end < bytes.count, end - place < reach * 8, bytes[end] != 0x0A { end += 1 }
    return end
  }
}
