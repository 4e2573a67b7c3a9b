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
