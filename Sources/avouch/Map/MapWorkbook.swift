import Model
import Reports
import Spreadsheets

/// The control map as an XLSX workbook.
///
/// Reports know no library that packs files, so the tables come from there and are packed here.
struct MapWorkbook: MapReport {
  static let format = "xlsx"

  func bytes(_ map: ControlMap, options: ReportOptions) throws(Unavailable) -> [UInt8] {
    let content = MapTables(map)
    return try NewWorkbook(title: content.title, sheets: content.tables.map { sheet(of: $0) })
      .bytes()
  }

  private func sheet(of table: MapTable) -> NewSheet {
    NewSheet(
      name: table.name,
      columns: table.columns.map { .init($0.title, width: Double($0.width)) },
      rows: table.rows.map { $0.map { cell(of: $0) } }, frozenColumns: table.frozenColumns)
  }

  private func cell(of cell: MapTable.Cell) -> NewCell {
    switch cell.value {
    case .text(let text): NewCell(text, style: cell.meaning.style)
    case .count(let count): NewCell(.integer(count), style: cell.meaning.style)
    case .share(let share): NewCell(.share(share), style: cell.meaning.style)
    }
  }
}

extension MapTable.Cell.Meaning {
  fileprivate var style: NewCell.Style {
    switch self {
    case .plain: .plain
    case .strong: .strong
    case .good: .positive
    case .caution: .warning
    case .bad: .negative
    case .quiet: .muted
    }
  }
}
