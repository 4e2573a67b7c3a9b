import Model

/// A line as a format means it, several physical ones where they are continued.
struct LogicalLine {
  /// UTF-8 without the space around it.
  let bytes: ArraySlice<UInt8>
  /// The place of the first character that is not a space.
  let span: TextSpan

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Cuts the text of a line-based format.
enum LogicalLines {
  private static let longestLine = 64 * 1024

  /// The text of a file, once it is known to be text.
  static func text(of bytes: [UInt8], path: String) throws(Diagnostics) -> Substring {
    let bytes = try withinBounds(bytes, path: path)
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw notText(path)
    }
    return text[...]
  }

  /// The same without making a text of it: UTF-8 that holds no NUL.
  static func textBytes(of bytes: [UInt8], path: String) throws(Diagnostics) -> ArraySlice<UInt8> {
    let bytes = try withinBounds(bytes, path: path)
    guard !bytes.contains(0), (try? UTF8Span(validating: bytes.span)) != nil else {
      throw notText(path)
    }
    return bytes
  }

  private static func withinBounds(
    _ bytes: [UInt8], path: String
  ) throws(Diagnostics) -> ArraySlice<UInt8> {
    guard bytes.count <= PackageLimits.largestFile else {
      throw Diagnostics("the file has \(bytes.count) bytes", path: path, at: .start)
    }
    let bytes = bytes[...]
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
  }

  private static func notText(_ path: String) -> Diagnostics {
    Diagnostics("this is not UTF-8 text", path: path, at: .start)
  }

  /// Physical lines without their ends, in order.
  static func physical(_ text: Substring, path: String) throws(Diagnostics) -> [Substring] {
    let lines = lines(of: text)
    if let long = lines.firstIndex(where: { $0.utf8.count > longestLine }) {
      throw tooLong(lines[long].utf8.count, line: long + 1, path: path)
    }
    return lines
  }

  /// The same of bytes.
  static func physical(
    _ text: ArraySlice<UInt8>, path: String
  ) throws(Diagnostics) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    while true {
      var end = start
      while end < text.endIndex, SpaceBytes.newline(at: end, in: text) == 0 { end += 1 }
      guard end - start <= longestLine else {
        throw tooLong(end - start, line: lines.count + 1, path: path)
      }
      lines.append(text[start..<end])
      guard end < text.endIndex else { return lines }
      start = end + SpaceBytes.newline(at: end, in: text)
    }
  }

  private static func tooLong(_ count: Int, line: Int, path: String) -> Diagnostics {
    Diagnostics(
      "the line has \(count) bytes; at most \(longestLine) are read", path: path,
      at: TextSpan(line: line, column: 1))
  }

  /// Most files end their lines with a line feed alone, which bytes tell faster than characters.
  private static func lines(of text: Substring) -> [Substring] {
    // What else ends a line: 0B to 0D, and the first bytes of U+0085, U+2028 and U+2029.
    let hasOthers = text.utf8.contains { (0x0B...0x0D).contains($0) || $0 == 0xC2 || $0 == 0xE2 }
    guard !hasOthers else {
      return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }
    return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
  }

  /// Lines joined at a final `\` and freed of `#` comments, as pip reads them; empty ones left out.
  static func continued(
    _ text: ArraySlice<UInt8>, path: String
  ) throws(Diagnostics) -> [LogicalLine] {
    var found: [LogicalLine] = []
    var joined: [UInt8] = []
    var start = 1
    let lines = try physical(text, path: path)
    found.reserveCapacity(lines.count)
    for (index, line) in lines.enumerated() {
      if joined.isEmpty { start = index + 1 }
      let isComment = SpaceBytes.withoutLeading(line).first == UInt8(ascii: "#")
      if !isComment, line.last == UInt8(ascii: "\\"), index + 1 < lines.count {
        joined += line.dropLast()
        guard joined.count <= longestLine else {
          throw Diagnostics(
            "the continued line is longer than \(longestLine) bytes", path: path,
            at: TextSpan(line: start, column: 1))
        }
        // A line that is nothing but the sign of continuation still begins one.
        if joined.isEmpty { joined = [0x20] }
        continue
      }
      if joined.isEmpty {
        if !isComment, let logical = logical(line, from: start) { found.append(logical) }
      } else {
        if !isComment { joined += line }
        if let logical = logical(joined[...], from: start) { found.append(logical) }
        joined = []
      }
    }
    return found
  }

  private static func logical(_ line: ArraySlice<UInt8>, from number: Int) -> LogicalLine? {
    let text = SpaceBytes.withoutLeading(line)
    let trimmed = SpaceBytes.withoutTrailing(withoutComment(text))
    guard !trimmed.isEmpty else { return nil }
    let column = 1 + scalarCount(line[line.startIndex..<text.startIndex])
    return LogicalLine(
      bytes: trimmed,
      span: TextSpan(
        line: number, column: column, endLine: number, endColumn: column + scalarCount(trimmed)))
  }

  /// A `#` begins a comment at the start or after a space, since URLs hold it too.
  private static func withoutComment(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = text
    while let sign = rest.firstIndex(of: UInt8(ascii: "#")) {
      let before = text[text.startIndex..<sign]
      if before.isEmpty || SpaceBytes.trailing(before) > 0 { return before }
      rest = rest[(sign + 1)...]
    }
    return text
  }

  /// How many code points UTF-8 holds.
  static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 &+ ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}
