import Spreadsheets

/// The place of a cell in a table; rows and columns count from 1.
struct GridPlace: Hashable, Sendable, Comparable {
  let row: Int
  let column: Int

  static func < (left: GridPlace, right: GridPlace) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}

/// One row of a table with something in it.
struct GridRow: Sendable {
  let number: Int
  /// The texts without white space at their ends, by column; empty cells are left out.
  let cells: [Int: String]
}

/// A table of texts in which questions may stand: a sheet, a CSV file, a Markdown table.
protocol Grid: Sendable {
  /// As a message begins with it: `sheet "Security"`.
  var name: String { get }
  /// In order, empty ones left out.
  var rows: [GridRow] { get }
  /// The headings above the table, outermost first.
  var headings: [String] { get }
  /// Columns that a person does not see.
  var hiddenColumns: Set<Int> { get }

  /// A place in the words of the format: `B12`.
  func describe(_ place: GridPlace) -> String
  /// The values that a cell's drop-down list allows; empty when there is none.
  func choices(_ place: GridPlace) -> [String]
  /// Why nothing may be written into a cell, or nil.
  func refusal(_ place: GridPlace) -> String?
  /// The merged rectangle around a cell, or nil.
  func merged(_ place: GridPlace) -> GridRectangle?
}

/// A rectangle of merged cells.
struct GridRectangle: Hashable, Sendable {
  let rows: ClosedRange<Int>
  let columns: ClosedRange<Int>

  var corner: GridPlace { GridPlace(row: rows.lowerBound, column: columns.lowerBound) }
}
