import Systems

/// A table of a sheet, to which formulas refer by its name and the titles of its columns.
struct SheetTable {
  /// In lower case.
  let name: String
  let sheet: String
  /// The rows below the titles and above the totals, by the title of the column in lower case.
  let columns: [String: CellRange]

  init?(_ root: XMLElement, on sheet: String) {
    guard let name = root["displayName"] ?? root["name"],
      let range = root["ref"].flatMap({ CellRange($0) })
    else { return nil }
    let titles = root["headerRowCount"].flatMap { Int($0) } ?? 1
    let totals = root["totalsRowCount"].flatMap { Int($0) } ?? 0
    guard (0...1).contains(titles), (0...1).contains(totals) else { return nil }
    var columns: [String: CellRange] = [:]
    for (index, column) in (root.first("tableColumns")?.elements("tableColumn") ?? []).enumerated()
    {
      let number = range.first.column + index
      guard number <= range.last.column, let title = column["name"],
        range.first.row + titles <= range.last.row - totals,
        let top = CellReference(row: range.first.row + titles, column: number),
        let bottom = CellReference(row: range.last.row - totals, column: number)
      else { continue }
      columns[title.lowercased()] = CellRange(top, bottom)
    }
    self.name = name.lowercased()
    self.sheet = sheet
    self.columns = columns
  }
}
