import Model

/// Reads comma-separated values by RFC 4180: the first row names the columns, each further row becomes
/// a mapping of text values, and an empty cell is null.
///
/// The delimiter is whichever of comma, semicolon and tab stands most often in the first row. Empty
/// lines are passed over.
package struct CSVParser {
  private let limits: ParseLimits
  private let delimiter: UInt8
  private var cursor: TextCursor
  private var problems: ProblemList
  private var count = 0

  /// The rows below the header.
  package static func parse(
    _ bytes: [UInt8], path: String, limits: ParseLimits = .standard
  ) throws(Diagnostics) -> [Node] {
    var parser = CSVParser(try SourceText(bytes, path: path, limits: limits), limits: limits)
    return try parser.rows()
  }

  private init(_ source: SourceText, limits: ParseLimits) {
    self.limits = limits
    delimiter = Self.delimiter(of: source.bytes)
    cursor = TextCursor(source)
    problems = ProblemList(path: source.path)
  }

  private static func delimiter(of bytes: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes {
      if byte == ASCII.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == ASCII.lineFeed || byte == ASCII.carriageReturn { break }
      counts[byte, default: 0] += 1
    }
    var best = ASCII.comma
    for candidate in [ASCII.semicolon, ASCII.tab]
    where counts[candidate, default: 0] > counts[best, default: 0] {
      best = candidate
    }
    return best
  }

  private mutating func rows() throws(Diagnostics) -> [Node] {
    skipEmptyLines()
    guard !cursor.isAtEnd else { return [] }
    let header = try columns()
    var rows: [Node] = []
    while true {
      skipEmptyLines()
      guard !cursor.isAtEnd else { break }
      let start = cursor.point
      let cells = try cells()
      if cells.count == header.count {
        rows.append(Self.row(header, cells, at: cursor.span(from: start)))
      } else {
        try problems.report(
          "the row has \(Self.counted(cells.count)), but the header has \(header.count)",
          at: cursor.span(from: start))
      }
      _ = cursor.skipLineBreak()
    }
    try problems.check()
    return rows
  }

  /// The cells of the header, each the name of a column.
  private mutating func columns() throws(Diagnostics) -> [CSVCell] {
    let cells = try cells()
    var first: [String: TextSpan] = [:]
    for cell in cells {
      if cell.text.isEmpty {
        try problems.report("the column has no name", at: cell.span)
      } else if let place = first[cell.text] {
        try problems.report(
          "the column `\(shortened(cell.text))` is named twice; first at \(place.line):\(place.column)",
          at: cell.span)
      } else {
        first[cell.text] = cell.span
      }
    }
    return cells
  }

  private static func row(_ header: [CSVCell], _ cells: [CSVCell], at span: TextSpan) -> Node {
    let entries = zip(header, cells).map { column, cell in
      let content: Node.Content = cell.text.isEmpty ? .null : .string(cell.text)
      return Node.Entry(
        key: column.text, keySpan: column.span, value: Node(content, at: cell.span))
    }
    return Node(.mapping(entries), at: span)
  }

  private static func counted(_ cells: Int) -> String { cells == 1 ? "1 cell" : "\(cells) cells" }

  // MARK: Cells

  private mutating func cells() throws(Diagnostics) -> [CSVCell] {
    var cells = [try cell()]
    while cursor.skip(delimiter) { cells.append(try cell()) }
    guard cursor.isAtEnd || cursor.isAtLineBreak else {
      throw failure(
        "expected the end of the cell behind its closing quote, but found \(cursor.seen)")
    }
    return cells
  }

  private mutating func cell() throws(Diagnostics) -> CSVCell {
    count += 1
    guard count <= limits.maximumNodes else {
      throw failure("the file holds more than \(limits.maximumNodes) values")
    }
    let start = cursor.point
    if cursor.byte == ASCII.quote {
      let text = try quotedText()
      return CSVCell(text: text, span: cursor.span(from: start))
    }
    let delimiter = delimiter
    cursor.skip {
      $0 != delimiter && $0 != ASCII.quote && $0 != ASCII.lineFeed && $0 != ASCII.carriageReturn
    }
    guard cursor.byte != ASCII.quote else {
      throw failure("a quote stands inside a cell that does not begin with one")
    }
    return CSVCell(text: cursor.text(from: start), span: cursor.span(from: start))
  }

  private mutating func quotedText() throws(Diagnostics) -> String {
    let start = cursor.point
    var bytes: [UInt8] = []
    repeat {
      // The second of two quotes stands for itself.
      if cursor.offset > start.offset { bytes.append(ASCII.quote) }
      cursor.advance()
      let part = cursor.point
      cursor.skip { $0 != ASCII.quote }
      bytes.append(contentsOf: cursor.bytes(from: part))
      guard cursor.skip(ASCII.quote) else {
        throw problems.failure("the cell has no closing quote", at: start.span)
      }
    } while cursor.byte == ASCII.quote
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func skipEmptyLines() {
    while cursor.skipLineBreak() {}
  }

  private func failure(_ message: String) -> Diagnostics {
    problems.failure(message, at: cursor.point.span)
  }
}

/// One cell and its place, quotes included.
private struct CSVCell {
  let text: String
  let span: TextSpan
}
