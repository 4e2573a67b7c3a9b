/// Writes cells and rows with the prefix and the styles of the sheet that they go into.
struct CellMarkup {
  /// What the elements of the sheet begin with: `x:`, or nothing.
  var prefix: String
  var columnStyles: [(columns: ClosedRange<Int>, style: String)] = []

  init(prefix: String) { self.prefix = prefix }

  /// One cell; its text goes in as an inline string, so that no reader takes it for a formula.
  func cell(attributes: String, text: String) -> String {
    guard !text.isEmpty else { return "<\(prefix)c\(attributes)/>" }
    return
      "<\(prefix)c\(attributes) t=\"inlineStr\"><\(prefix)is><\(prefix)t xml:space=\"preserve\">"
      + SpreadsheetText.escaped(text) + "\(closing("t"))\(closing("is"))\(closing("c"))"
  }

  /// Cells that were not there before, in the style of their row, else of their column.
  func new(_ texts: [Int: String], row: Int, rowStyle: String?) -> String {
    texts.keys.sorted().map { column in
      guard let text = texts[column], !text.isEmpty,
        let place = CellReference(row: row, column: column)
      else { return "" }
      let style = rowStyle ?? columnStyles.first { $0.columns.contains(column) }?.style
      let styled = style.map { " s=\"\($0)\"" } ?? ""
      return cell(attributes: " r=\"\(place.description)\"\(styled)", text: text)
    }.joined()
  }

  func newRow(_ texts: [Int: String], row: Int) -> String {
    let cells = new(texts, row: row, rowStyle: nil)
    return cells.isEmpty ? "" : "<\(prefix)row r=\"\(row)\">\(cells)\(closing("row"))"
  }

  func closing(_ name: String) -> String { "</\(prefix)\(name)>" }
}
