import Spreadsheets

/// A sheet of a workbook as a table.
struct SheetGrid: Grid {
  let sheet: Sheet
  let rows: [GridRow]

  init(_ sheet: Sheet) {
    self.sheet = sheet
    rows = sheet.rows.compactMap { row in
      var cells: [Int: String] = [:]
      for (column, cell) in row.cells {
        let text = cell.text.trimmed
        if !text.isEmpty { cells[column] = text }
      }
      return cells.isEmpty ? nil : GridRow(number: row.number, cells: cells)
    }
  }

  var name: String { "sheet \"\(sheet.name)\"" }

  var headings: [String] { [] }

  var hiddenColumns: Set<Int> { sheet.hiddenColumns }

  func describe(_ place: GridPlace) -> String {
    CellReference.name(ofColumn: place.column) + String(place.row)
  }

  func choices(_ place: GridPlace) -> [String] {
    guard let reference = Self.reference(place) else { return [] }
    return sheet.validation(at: reference)?.choices ?? []
  }

  func refusal(_ place: GridPlace) -> String? {
    guard let reference = Self.reference(place) else { return "there is no such cell" }
    if let refusal = sheet.refusal(at: reference) { return refusal }
    if let list = sheet.validation(at: reference), list.choices == nil {
      return "the values of the drop-down list of cell \(reference.description) cannot be followed:"
        + " \(String(list.formula.prefix(60)))"
    }
    return nil
  }

  func merged(_ place: GridPlace) -> GridRectangle? {
    guard let reference = Self.reference(place), let range = sheet.mergedRange(at: reference)
    else { return nil }
    return GridRectangle(
      rows: range.first.row...range.last.row, columns: range.first.column...range.last.column)
  }

  static func reference(_ place: GridPlace) -> CellReference? {
    CellReference(row: place.row, column: place.column)
  }
}
