import Model
import Systems

/// Reads the part of one sheet step by step, whatever its size says about itself.
struct SheetReader {
  private let strings: [String]
  private let styles: CellStyles
  private let limits: WorkbookLimits
  private var content = SheetContent()

  /// Elements of drawings and controls are called rows and columns too.
  private var isInData = false
  private var row = 0
  private var column = 0
  private var cell: OpenCell?
  private var list: (ranges: [CellRange], formula: String)?
  private var listedRanges = 0
  /// The element whose text is collected, and the text.
  private var collected: String?
  private var isInPhonetics = false

  private struct OpenCell {
    let reference: CellReference
    let type: String
    var isFormula = false
    var value = ""
    var inline = ""
  }

  private init(strings: [String], styles: CellStyles, limits: WorkbookLimits) {
    self.strings = strings
    self.styles = styles
    self.limits = limits
  }

  /// - Throws: `Unavailable` when the part is no XML, or holds more than the limits.
  static func read(
    _ bytes: [UInt8], strings: [String], styles: CellStyles, limits: WorkbookLimits
  ) throws(Unavailable) -> SheetContent {
    var sheet = SheetReader(strings: strings, styles: styles, limits: limits)
    do throws(XMLProblem) {
      var reader = try XMLReader(bytes)
      while let event = try reader.next() { try sheet.handle(event) }
    } catch {
      throw Unavailable(error.description)
    }
    return sheet.content
  }

  private mutating func handle(_ event: XMLEvent) throws(XMLProblem) {
    switch event {
    case .text(let text): collected?.append(text)
    case .start(let name, let attributes, let line):
      try start(name.local, attributes, line: line)
    case .end(let name): try end(name.local)
    }
  }

  private mutating func start(
    _ name: String, _ attributes: [XMLAttribute], line: Int
  ) throws(XMLProblem) {
    switch name {
    case "sheetData": isInData = true
    case "row" where isInData:
      row = try number(attributes["r"], after: row, line: line)
      column = 0
      if XMLBoolean.value(attributes["customFormat"]), styles.isUnlocked(attributes["s"] ?? "0") {
        content.unlockedRows.insert(row)
      }
    case "c" where isInData: try startCell(attributes, line: line)
    case "f" where cell != nil:
      cell?.isFormula = true
      if ["array", "dataTable"].contains(attributes["t"]),
        let range = attributes["ref"].flatMap({ CellRange($0) })
      {
        content.arrays.append(range)
      }
    case "v", "t": collected = cell != nil && !isInPhonetics ? "" : nil
    case "rPh": isInPhonetics = true
    case "mergeCell":
      if let range = attributes["ref"].flatMap({ CellRange($0) }) { content.merged.append(range) }
      guard content.merged.count <= limits.maximumRanges else {
        throw XMLProblem("there are more than \(limits.maximumRanges) merged cells", line: line)
      }
    case "sheetProtection": content.isProtected = XMLBoolean.value(attributes["sheet"])
    case "col": noteColumns(attributes)
    case "dataValidation" where attributes["type"] == "list":
      list = (CellRange.list(attributes["sqref"] ?? ""), "")
    case "formula1", "sqref": if list != nil { collected = "" }
    default: break
    }
  }

  private mutating func startCell(
    _ attributes: [XMLAttribute], line: Int
  ) throws(XMLProblem) {
    let written = attributes["r"]
    let place =
      written.map { CellReference($0) }
      ?? CellReference(row: row, column: column + 1)
    guard let place, row == 0 || place.row == row else {
      throw XMLProblem(
        "a cell of row \(row) has the place \"\((written ?? "").shortenedPlace)\"", line: line)
    }
    column = place.column
    cell = OpenCell(reference: place, type: attributes["t"] ?? "n")
    if styles.isUnlocked(attributes["s"] ?? "0") {
      content.unlocked.insert(place)
    } else if content.isOpenByDefault(place) {
      content.locked.insert(place)
    }
    guard content.unlocked.count + content.locked.count <= 2 * limits.maximumCells else {
      throw XMLProblem("the sheet formats more cells than are read", line: line)
    }
  }

  private mutating func end(_ name: String) throws(XMLProblem) {
    switch name {
    case "v":
      if let text = collected { cell?.value += text }
      collected = nil
    case "t":
      if let text = collected { cell?.inline += text }
      collected = nil
    case "rPh": isInPhonetics = false
    case "sheetData": isInData = false
    case "c":
      if let cell { try finish(cell) }
      cell = nil
    case "formula1":
      if let text = collected { list?.formula = text }
      collected = nil
    case "sqref":
      if let text = collected { list?.ranges = CellRange.list(text) }
      collected = nil
    case "dataValidation":
      if let list {
        content.lists.append(list)
        listedRanges += max(1, list.ranges.count)
      }
      list = nil
      guard listedRanges <= limits.maximumRanges else {
        throw XMLProblem("there are more than \(limits.maximumRanges) ranges with drop-down lists")
      }
    default: break
    }
  }

  private mutating func finish(_ cell: OpenCell) throws(XMLProblem) {
    let text = try text(of: cell)
    guard !text.isEmpty || cell.isFormula else { return }
    content.cells[cell.reference] = Cell(text: text, isFormula: cell.isFormula)
    guard content.cells.count <= limits.maximumCells else {
      throw XMLProblem(
        "the sheet has more than the \(limits.maximumCells) filled cells that are read")
    }
  }

  private func text(of cell: OpenCell) throws(XMLProblem) -> String {
    switch cell.type {
    case "s":
      guard let index = Int(cell.value.filter { $0 != " " && $0 != "\n" }),
        strings.indices.contains(index)
      else {
        throw XMLProblem(
          "cell \(cell.reference.description) shows a shared text that is not there")
      }
      return strings[index]
    case "inlineStr": return SpreadsheetText.unescaped(cell.inline)
    case "str": return SpreadsheetText.unescaped(cell.value)
    case "b": return cell.value == "1" ? "TRUE" : cell.value == "0" ? "FALSE" : cell.value
    default: return cell.value
    }
  }

  private mutating func noteColumns(_ attributes: [XMLAttribute]) {
    guard let first = attributes["min"].flatMap({ Int($0) }),
      let last = attributes["max"].flatMap({ Int($0) }), first >= 1, first <= last
    else { return }
    let columns = first...max(first, min(last, CellReference.lastColumn))
    if XMLBoolean.value(attributes["hidden"]), columns.count <= 1_000 {
      content.hiddenColumns.formUnion(columns)
    }
    if let style = attributes["style"], styles.isUnlocked(style) {
      content.unlockedColumns.append(columns)
    }
  }

  private func number(
    _ text: String?, after last: Int, line: Int
  ) throws(XMLProblem) -> Int {
    let number = text.map { Int($0) } ?? last + 1
    guard let number, (1...CellReference.lastRow).contains(number), number > last else {
      throw XMLProblem(
        "after row \(last) stands a row numbered \"\((text ?? "").shortenedPlace)\"", line: line)
    }
    return number
  }
}

/// The truth values of XML Schema.
enum XMLBoolean {
  static func value(_ text: String?) -> Bool { text == "1" || text == "true" || text == "on" }
}

extension String {
  /// A short excerpt for a message.
  var shortenedPlace: String { String(prefix(20)) }
}
