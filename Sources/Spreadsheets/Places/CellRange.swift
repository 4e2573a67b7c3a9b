/// A rectangle of cells, both corners included.
package struct CellRange: Hashable, Sendable {
  package let first: CellReference
  package let last: CellReference

  package init(_ one: CellReference, _ other: CellReference) {
    let rows = (min(one.row, other.row), max(one.row, other.row))
    let columns = (min(one.column, other.column), max(one.column, other.column))
    // Both lie within a sheet, so their parts do.
    first = CellReference(row: rows.0, column: columns.0) ?? one
    last = CellReference(row: rows.1, column: columns.1) ?? other
  }

  /// Reads `A1:B3`, `A1`, whole columns `A:C` and whole rows `2:5`.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map {
      $0.filter { $0 != "$" }
    }
    guard let start = parts.first, let end = parts.last, parts.count <= 2 else { return nil }
    if let one = CellReference(start), let other = CellReference(end) {
      self.init(one, other)
      return
    }
    guard parts.count == 2 else { return nil }
    let corners: (CellReference?, CellReference?)
    if let left = CellReference.column(named: start), let right = CellReference.column(named: end) {
      corners = (
        CellReference(row: 1, column: left),
        CellReference(row: CellReference.lastRow, column: right)
      )
    } else if let top = CellReference.number(Array(start.utf8)[...]),
      let bottom = CellReference.number(Array(end.utf8)[...])
    {
      corners = (
        CellReference(row: top, column: 1),
        CellReference(row: bottom, column: CellReference.lastColumn)
      )
    } else {
      return nil
    }
    guard let one = corners.0, let other = corners.1 else { return nil }
    self.init(one, other)
  }

  /// The rectangles of a list with spaces between them, as `sqref` has them; others are left out.
  static func list(_ text: String) -> [CellRange] {
    text.split(whereSeparator: \.isWhitespace).compactMap { CellRange(String($0)) }
  }

  package func contains(_ cell: CellReference) -> Bool {
    (first.row...last.row).contains(cell.row) && (first.column...last.column).contains(cell.column)
  }

  /// The smallest rectangle with this one and a cell in it.
  func reaching(_ cell: CellReference) -> CellRange {
    let grown = CellRange(first, cell)
    let other = CellRange(last, cell)
    return CellRange(
      CellRange(grown.first, other.first).first, CellRange(grown.last, other.last).last)
  }

  package var description: String {
    first == last ? first.description : "\(first.description):\(last.description)"
  }
}
