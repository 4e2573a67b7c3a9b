import Model

/// Puts texts into cells of a sheet's part and leaves every other byte as it is.
///
/// A text becomes an inline string of the cell that is there, with its style, or of a new cell in its
/// right place with the style of its row or column. Only what describes the extent of the sheet
/// (`dimension`, `spans`) grows with it.
struct SheetEditor {
  private var scanner: MarkupScanner
  /// The texts that are still to be put in, by row and column.
  private var edits: [Int: [Int: String]]
  private let places: [CellReference]
  private var changes: [(range: Range<Int>, text: String)] = []
  private var cells = CellMarkup(prefix: "")
  private var dimension: MarkupTag?

  private struct FoundCell {
    let tag: MarkupTag
    let column: Int
    /// From the start of its tag to the end of the whole cell.
    var range: Range<Int>
    var hasFormula = false
  }

  /// The part with texts put in; an empty text clears the cell.
  ///
  /// - Throws: `Unavailable` when the part is not UTF-8, or a cell holds a formula or stands twice.
  static func edit(
    _ bytes: [UInt8], setting texts: [CellReference: String]
  ) throws(Unavailable) -> [UInt8] {
    guard isUTF8(bytes) else { throw Unavailable("the sheet is not written in UTF-8") }
    var editor = SheetEditor(bytes, texts)
    try editor.run()
    return editor.result
  }

  private init(_ bytes: [UInt8], _ texts: [CellReference: String]) {
    scanner = MarkupScanner(bytes)
    var edits: [Int: [Int: String]] = [:]
    for (place, text) in texts { edits[place.row, default: [:]][place.column] = text }
    self.edits = edits
    places = texts.filter { !$0.value.isEmpty }.map(\.key)
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    guard String(validating: bytes, as: UTF8.self) != nil else { return false }
    let head = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
    guard let end = head.firstRange(of: "?>"), let name = head.firstRange(of: "encoding"),
      name.lowerBound < end.lowerBound
    else { return true }
    return ["utf-8", "us-ascii"].contains { head[name.upperBound..<end.lowerBound].contains($0) }
  }

  // MARK: Walking

  private mutating func run() throws(Unavailable) {
    while let tag = scanner.next() {
      if scanner.isNamed("dimension", tag), dimension == nil {
        dimension = tag
      } else if scanner.isNamed("col", tag), tag.kind != .end {
        noteColumn(tag)
      } else if scanner.isNamed("sheetData", tag) {
        cells.prefix = scanner.prefix(of: tag)
        try walkData(tag)
        break
      }
    }
    guard edits.isEmpty else { throw Unavailable("the sheet has no place for data") }
    growDimension()
  }

  private mutating func walkData(_ open: MarkupTag) throws(Unavailable) {
    if open.kind == .empty {
      let text = opened(open) + rows(before: Int.max) + cells.closing("sheetData")
      return changes.append((open.range, text))
    }
    var row = 0
    while let tag = scanner.next() {
      if scanner.isNamed("sheetData", tag), tag.kind == .end {
        return insert(rows(before: Int.max), at: tag.range.lowerBound)
      }
      guard scanner.isNamed("row", tag), tag.kind != .end else { continue }
      row = scanner.value("r", of: tag).flatMap { Int($0) } ?? row + 1
      insert(rows(before: row), at: tag.range.lowerBound)
      try walkRow(tag, number: row)
    }
  }

  private mutating func walkRow(_ open: MarkupTag, number: Int) throws(Unavailable) {
    let texts = edits.removeValue(forKey: number)
    let style = rowStyle(open)
    if open.kind == .empty {
      guard let texts else { return }
      let text = cells.new(texts, row: number, rowStyle: style)
      if !text.isEmpty {
        changes.append((open.range, grown(open, texts) + text + cells.closing("row")))
      }
      return
    }
    let (found, end) = cellsOfRow()
    guard let texts else { return }
    let tag = grown(open, texts)
    if tag != scanner.text(open.range) { changes.append((open.range, tag)) }
    for column in texts.keys.sorted() {
      guard let place = CellReference(row: number, column: column) else { continue }
      let text = texts[column] ?? ""
      let there = found.filter { $0.column == column }
      guard there.count <= 1, there.first?.hasFormula != true else {
        throw Unavailable(
          "cell \(place.description) \(there.count > 1 ? "stands twice" : "holds a formula")")
      }
      if let cell = there.first {
        changes.append((cell.range, filled(cell.tag, with: text)))
      } else {
        let next = found.first { $0.column > column }?.range.lowerBound ?? end
        insert(cells.new([column: text], row: number, rowStyle: style), at: next)
      }
    }
  }

  /// The cells up to the end of the row that the scanner is in, and where that end begins.
  private mutating func cellsOfRow() -> ([FoundCell], end: Int) {
    var found: [FoundCell] = []
    var depth = 0
    var column = 0
    while let tag = scanner.next() {
      if tag.kind == .end {
        if depth == 0 { return (found, tag.range.lowerBound) }
        depth -= 1
        if depth == 0, let last = found.indices.last, scanner.isNamed("c", tag) {
          found[last].range = found[last].range.lowerBound..<tag.range.upperBound
        }
        continue
      }
      if depth == 0, scanner.isNamed("c", tag) {
        column = scanner.value("r", of: tag).flatMap { CellReference($0)?.column } ?? column + 1
        found.append(FoundCell(tag: tag, column: column, range: tag.range))
      } else if depth == 1, scanner.isNamed("f", tag), let last = found.indices.last {
        found[last].hasFormula = true
      }
      if tag.kind == .start { depth += 1 }
    }
    return (found, scanner.bytes.count)
  }

  // MARK: Writing

  /// A cell that was there, with its place and style as they are written.
  private func filled(_ tag: MarkupTag, with text: String) -> String {
    let kept = ["r", "s"].compactMap { name in
      scanner.value(name, of: tag).map { " \(name)=\"\($0)\"" }
    }
    return cells.cell(attributes: kept.joined(), text: text)
  }

  private func rowStyle(_ row: MarkupTag) -> String? {
    XMLBoolean.value(scanner.value("customFormat", of: row)) ? scanner.value("s", of: row) : nil
  }

  /// New rows for the texts above a row, taken out of those still to be put in.
  private mutating func rows(before limit: Int) -> String {
    guard !edits.isEmpty else { return "" }
    var markup = ""
    for row in edits.keys.filter({ $0 < limit }).sorted() {
      guard let texts = edits.removeValue(forKey: row) else { continue }
      markup += cells.newRow(texts, row: row)
    }
    return markup
  }

  private mutating func insert(_ text: String, at offset: Int) {
    if !text.isEmpty { changes.append((offset..<offset, text)) }
  }

  /// An empty tag as the start of an element.
  private func opened(_ tag: MarkupTag) -> String {
    guard tag.kind == .empty else { return scanner.text(tag.range) }
    return scanner.text(tag.range.lowerBound..<(tag.range.upperBound - 2)) + ">"
  }

  /// The tag of a row whose `spans`, if it has them, reach over the new texts.
  private func grown(_ tag: MarkupTag, _ texts: [Int: String]) -> String {
    let opened = opened(tag)
    let filled = texts.filter { !$0.value.isEmpty }.keys
    guard let place = scanner.attribute("spans", of: tag), let low = filled.min(),
      let high = filled.max()
    else { return opened }
    let parts = scanner.text(place).split(separator: ":").compactMap { Int($0) }
    guard parts.count == 2, low < parts[0] || high > parts[1] else { return opened }
    let head = scanner.text(tag.range.lowerBound..<place.lowerBound)
    let rest = opened.utf8.dropFirst(place.upperBound - tag.range.lowerBound)
    return "\(head)\(min(low, parts[0])):\(max(high, parts[1]))" + String(Substring(rest))
  }

  private mutating func growDimension() {
    guard let dimension, let place = scanner.attribute("ref", of: dimension),
      let range = CellRange(scanner.text(place))
    else { return }
    let grown = places.reduce(range) { $0.contains($1) ? $0 : $0.reaching($1) }
    if grown != range { changes.append((place, grown.description)) }
  }

  private mutating func noteColumn(_ tag: MarkupTag) {
    guard let first = scanner.value("min", of: tag).flatMap({ Int($0) }),
      let last = scanner.value("max", of: tag).flatMap({ Int($0) }), first <= last,
      let style = scanner.value("style", of: tag)
    else { return }
    cells.columnStyles.append((first...last, style))
  }

  private var result: [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(scanner.bytes.count + 200 * changes.count)
    var offset = 0
    // What is put in at one place keeps the order in which it was noted.
    let ordered = changes.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    for (_, change) in ordered {
      output += scanner.bytes[offset..<change.range.lowerBound]
      output += Array(change.text.utf8)
      offset = change.range.upperBound
    }
    return output + scanner.bytes[offset...]
  }
}
