import Model
import Spreadsheets

/// The tables of a Markdown file (GitHub Flavored Markdown, section 4.10) with the place of every cell.
struct MarkdownTables: Sendable {
  struct Table: Sendable {
    let headings: [String]
    var rows: [Row]
  }

  struct Row: Sendable {
    let line: Int
    /// From behind one bar to before the next, spaces included.
    let cells: [Range<Int>]
    /// Where the row's text ends.
    let end: Int
    /// Whether a bar stands behind the last cell.
    let isClosed: Bool
  }

  private static let mostBytes = 16 << 20

  let bytes: [UInt8]
  private(set) var tables: [Table] = []

  init(_ bytes: [UInt8]) throws(Unavailable) {
    guard bytes.count <= Self.mostBytes, String(validating: bytes, as: UTF8.self) != nil else {
      throw Unavailable("expected UTF-8 text of at most 16 MiB")
    }
    self.bytes = bytes
    let lines = Self.lines(bytes)
    var headings: [(level: Int, text: String)] = []
    var fence: UInt8?
    var index = 0
    while index < lines.count {
      let text = trimmed(lines[index])
      if let mark = Self.fence(text) {
        if fence == nil { fence = mark } else if fence == mark { fence = nil }
      } else if fence == nil, let heading = Self.heading(text) {
        headings.removeAll { $0.level >= heading.level }
        headings.append(heading)
      } else if fence == nil, index + 1 < lines.count, text.contains("|") {
        let titles = row(lines[index], number: index + 1)
        if titles.cells.count == delimiters(lines[index + 1]) {
          var table = Table(headings: headings.map(\.text), rows: [titles])
          index += 2
          while index < lines.count, trimmed(lines[index]).contains("|") {
            table.rows.append(row(lines[index], number: index + 1))
            index += 1
          }
          tables.append(table)
          continue
        }
      }
      index += 1
    }
  }

  /// The text of a cell as a reader sees it.
  func text(_ cell: Range<Int>) -> String {
    String(decoding: bytes[cell], as: UTF8.self).trimmed
      .replacing("\\|", with: "|").replacing("<br>", with: "\n").replacing("<br/>", with: "\n")
  }

  /// A text as it stands in a cell: no bar ends it, and nothing in it becomes markup.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
      switch scalar {
      case "\n", "\r": result += "<br>"
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      case "|", "\\", "`", "*", "[", "]", "~", "!": result += "\\\(scalar)"
      default:
        if scalar.value >= 0x20, scalar.value != 0x7F { result.unicodeScalars.append(scalar) }
      }
    }
    return result.trimmed
  }

  // MARK: Lines

  private static func lines(_ bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A || byte == 0x0D {
      if byte == 0x0A, index > 0, bytes[index - 1] == 0x0D {
        start = index + 1
        continue
      }
      lines.append(start..<max(start, index))
      start = index + 1
    }
    return lines + [start..<max(start, bytes.count)]
  }

  private func trimmed(_ line: Range<Int>) -> String {
    String(decoding: bytes[line], as: UTF8.self).trimmed
  }

  private static func fence(_ text: String) -> UInt8? {
    text.hasPrefix("```") ? UInt8(ascii: "`") : text.hasPrefix("~~~") ? UInt8(ascii: "~") : nil
  }

  private static func heading(_ text: String) -> (level: Int, text: String)? {
    let marks = text.prefix { $0 == "#" }
    let rest = text.dropFirst(marks.count)
    guard (1...6).contains(marks.count), rest.first == " " else { return nil }
    return (marks.count, String(rest).trimmed)
  }

  private func row(_ line: Range<Int>, number: Int) -> Row {
    var start = line.lowerBound
    var end = line.upperBound
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    if start < end, bytes[start] == UInt8(ascii: "|") { start += 1 }
    var cells: [Range<Int>] = []
    var isEscaped = false
    var index = start
    while index < end {
      if bytes[index] == UInt8(ascii: "|"), !isEscaped {
        cells.append(start..<index)
        start = index + 1
      }
      isEscaped = bytes[index] == UInt8(ascii: "\\") && !isEscaped
      index += 1
    }
    let isClosed = start == end && !cells.isEmpty
    if !isClosed { cells.append(start..<end) }
    return Row(line: number, cells: cells, end: end, isClosed: isClosed)
  }

  /// The number of cells of a delimiter row, or nil when the line is none.
  private func delimiters(_ line: Range<Int>) -> Int? {
    let cells = row(line, number: 0).cells.map {
      String(decoding: bytes[$0], as: UTF8.self).trimmed
    }
    let isDelimiter = cells.allSatisfy { cell in
      let bare = cell.drop { $0 == ":" }
      return bare.hasPrefix("-") && bare.drop { $0 == "-" }.allSatisfy { $0 == ":" }
    }
    return isDelimiter ? cells.count : nil
  }
}
