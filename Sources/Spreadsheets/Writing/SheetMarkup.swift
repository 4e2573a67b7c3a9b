import Model

/// The parts that one new sheet becomes.
struct SheetMarkup {
  let sheet: String
  /// The addresses that its links lead to, or nil when there are none.
  let relationships: String?

  init(
    _ sheet: NewSheet, isFirst: Bool, names: [String], strings: inout SharedStringTable
  ) throws(Unavailable) {
    let rows = [sheet.columns.map { NewCell($0.title, style: .header) }] + sheet.rows
    let width = max(1, rows.map(\.count).max() ?? 1)
    guard let last = CellReference(row: rows.count, column: width) else {
      throw Unavailable("sheet \"\(sheet.name)\" is larger than a sheet can be")
    }
    var links = LinkList(names: names)
    var data = "<sheetData>"
    for (index, row) in rows.enumerated() {
      data += "<row r=\"\(index + 1)\">"
      for (column, cell) in row.enumerated() {
        guard let place = CellReference(row: index + 1, column: column + 1) else { continue }
        data += try Self.markup(of: cell, at: place, strings: &strings)
        if let link = cell.link { links.add(link, at: place) }
      }
      data += "</row>"
    }
    data += "</sheetData>"
    let filter = Self.filterRange(sheet).map { "<autoFilter ref=\"\($0)\"/>" } ?? ""
    self.sheet =
      XMLText.declaration
      + "<worksheet xmlns=\"\(XMLText.main)\" xmlns:r=\"\(XMLText.relationships)\">"
      + "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
      + "<dimension ref=\"A1:\(last.description)\"/>" + Self.view(sheet, isFirst: isFirst)
      + "<sheetFormatPr defaultRowHeight=\"13\"/>" + Self.columns(sheet) + data + filter
      + links.markup
      + "<pageSetup orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>"
    relationships = links.relationships
  }

  /// The rectangle that the filters of a sheet span, or nil for none.
  static func filterRange(_ sheet: NewSheet) -> String? {
    guard sheet.hasFilter, !sheet.columns.isEmpty,
      let last = CellReference(row: sheet.rows.count + 1, column: sheet.columns.count)
    else { return nil }
    return "A1:\(last.description)"
  }

  private static func markup(
    of cell: NewCell, at place: CellReference, strings: inout SharedStringTable
  ) throws(Unavailable) -> String {
    let head = "<c r=\"\(place.description)\" s=\"\(StyleMarkup.index(cell))\""
    switch cell.value {
    case .empty: return head + "/>"
    case .integer(let value): return head + "><v>\(value)</v></c>"
    case .number(let value) where value.isFinite, .share(let value) where value.isFinite:
      return head + "><v>\(value)</v></c>"
    case .number(let value), .share(let value):
      return head + " t=\"s\"><v>\(strings.index(of: String(value)))</v></c>"
    case .text(let text):
      guard text.utf16.count <= SpreadsheetText.longest else {
        throw Unavailable(
          "the text for cell \(place.description) is longer than the"
            + " \(SpreadsheetText.longest) characters that a cell can hold")
      }
      return head + " t=\"s\"><v>\(strings.index(of: text))</v></c>"
    }
  }

  private static func view(_ sheet: NewSheet, isFirst: Bool) -> String {
    let open =
      "<sheetViews><sheetView showGridLines=\"0\"\(isFirst ? " tabSelected=\"1\"" : "")"
      + " workbookViewId=\"0\">"
    let rows = sheet.freezesHeader ? 1 : 0
    let columns = min(max(0, sheet.frozenColumns), max(0, sheet.columns.count - 1))
    guard rows + columns > 0,
      let corner = CellReference(row: rows + 1, column: columns + 1)
    else { return open + "</sheetView></sheetViews>" }
    let pane = rows == 0 ? "topRight" : columns == 0 ? "bottomLeft" : "bottomRight"
    return open + "<pane" + (columns > 0 ? " xSplit=\"\(columns)\"" : "")
      + (rows > 0 ? " ySplit=\"\(rows)\"" : "")
      + " topLeftCell=\"\(corner.description)\" activePane=\"\(pane)\" state=\"frozen\"/>"
      + "<selection pane=\"\(pane)\"/></sheetView></sheetViews>"
  }

  private static func columns(_ sheet: NewSheet) -> String {
    guard !sheet.columns.isEmpty else { return "" }
    let columns = sheet.columns.enumerated().map { index, column in
      let width = column.width.isFinite ? min(max(column.width, 1), 255) : 16
      return "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>"
    }
    return "<cols>\(columns.joined())</cols>"
  }
}
