/// A table of a text file.
struct PlainGrid: Grid {
  let name: String
  let rows: [GridRow]
  /// What the rows are called in messages; the number of the row follows.
  let rowWord: String
  /// The number of the file's line that each row begins in, by the row.
  let lines: [Int: Int]
  var headings: [String] = []

  var hiddenColumns: Set<Int> { [] }

  func describe(_ place: GridPlace) -> String {
    "\(rowWord) \(lines[place.row] ?? place.row), column \(place.column)"
  }

  func choices(_ place: GridPlace) -> [String] { [] }

  func refusal(_ place: GridPlace) -> String? { nil }

  func merged(_ place: GridPlace) -> GridRectangle? { nil }
}
