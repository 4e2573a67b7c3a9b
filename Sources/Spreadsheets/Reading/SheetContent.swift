/// What stands in the part of one sheet, before its lists and comments are looked up.
struct SheetContent {
  var cells: [CellReference: Cell] = [:]
  var merged: [CellRange] = []
  /// What the formulas that fill several cells fill.
  var arrays: [CellRange] = []
  /// Ranges and formula of each list, as written.
  var lists: [(ranges: [CellRange], formula: String)] = []
  var hiddenColumns: Set<Int> = []
  var isProtected = false
  var unlocked: Set<CellReference> = []
  /// Columns and rows whose cells may be changed where none stands yet.
  var unlockedColumns: [ClosedRange<Int>] = []
  var unlockedRows: Set<Int> = []
  /// Cells that are locked in such a column or row.
  var locked: Set<CellReference> = []

  /// Whether the protection of the sheet would keep a person from changing a cell.
  func locks(_ place: CellReference) -> Bool {
    guard isProtected, !unlocked.contains(place) else { return false }
    return locked.contains(place) || !isOpenByDefault(place)
  }

  func isOpenByDefault(_ place: CellReference) -> Bool {
    unlockedRows.contains(place.row) || unlockedColumns.contains { $0.contains(place.column) }
  }
}

/// How much of a workbook is read.
package struct WorkbookLimits: Hashable, Sendable {
  /// Cells that show something, in one sheet.
  package var maximumCells: Int
  package var maximumSheets: Int
  /// Merged rectangles, or lists, in one sheet.
  package var maximumRanges: Int
  /// Values of one drop-down list.
  package var maximumChoices: Int

  package init(
    maximumCells: Int = 500_000, maximumSheets: Int = 200, maximumRanges: Int = 20_000,
    maximumChoices: Int = 500
  ) {
    self.maximumCells = maximumCells
    self.maximumSheets = maximumSheets
    self.maximumRanges = maximumRanges
    self.maximumChoices = maximumChoices
  }

  package static let standard = WorkbookLimits()
}
