import Model
import StructuredData

/// A line as a format means it, several physical ones where they are continued.
struct LogicalLine {
  let text: String
  /// The place of the first character that is not a space.
  let span: TextSpan
}

/// Cuts the text of a line-based format.
enum LogicalLines {
  private static let longestLine = 64 * 1024

  /// The text of a file, once it is known to be text.
  static func text(of bytes: [UInt8], path: String) throws(Diagnostics) -> Substring {
    guard bytes.count <= PackageLimits.largestFile else {
      throw Diagnostics("the file has \(bytes.count) bytes", path: path, at: .start)
    }
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostics("this is not UTF-8 text", path: path, at: .start)
    }
    return text[...]
  }

  /// Physical lines without their ends, in order.
  static func physical(_ text: Substring, path: String) throws(Diagnostics) -> [Substring] {
    let lines = lines(of: text)
    if let long = lines.firstIndex(where: { $0.utf8.count > longestLine }) {
      throw Diagnostics(
        "the line has \(lines[long].utf8.count) bytes; at most \(longestLine) are read",
        path: path, at: TextSpan(line: long + 1, column: 1))
    }
    return lines
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
  static func continued(_ text: Substring, path: String) throws(Diagnostics) -> [LogicalLine] {
    var found: [LogicalLine] = []
    var joined = ""
    var start = 1
    let lines = try physical(text, path: path)
    for (index, line) in lines.enumerated() {
      if joined.isEmpty { start = index + 1 }
      let isComment = line.drop { $0.isWhitespace }.first == "#"
      if !isComment, line.last == "\\", index + 1 < lines.count {
        joined += line.dropLast()
        guard joined.utf8.count <= longestLine else {
          throw Diagnostics(
            "the continued line is longer than \(longestLine) bytes", path: path,
            at: TextSpan(line: start, column: 1))
        }
        // A line that is nothing but the sign of continuation still begins one.
        if joined.isEmpty { joined = " " }
        continue
      }
      joined += isComment ? "" : line
      if let logical = logical(joined, from: start) { found.append(logical) }
      joined = ""
    }
    return found
  }

  private static func logical(_ text: String, from line: Int) -> LogicalLine? {
    let indent = text.prefix { $0.isWhitespace }.unicodeScalars.count
    let trimmed = NodeSpecifier.trimmed(withoutComment(text))
    guard !trimmed.isEmpty else { return nil }
    let column = indent + 1
    return LogicalLine(
      text: trimmed,
      span: TextSpan(
        line: line, column: column, endLine: line,
        endColumn: column + trimmed.unicodeScalars.count))
  }

  /// A `#` begins a comment at the start or after a space, since URLs hold it too.
  private static func withoutComment(_ text: String) -> String {
    var previous: Character = " "
    for index in text.indices {
      if text[index] == "#", previous.isWhitespace { return String(text[..<index]) }
      previous = text[index]
    }
    return text
  }
}
