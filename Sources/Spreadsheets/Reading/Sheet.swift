/// A sheet of a workbook as far as questionnaires need it.
package struct Sheet: Sendable {
  package let name: String
  /// Hidden from the reader of the workbook, also when only a macro can show it.
  package let isHidden: Bool
  /// The part of the package that holds it.
  package let part: String
  /// Cells that show something or hold a formula.
  package let cells: [CellReference: Cell]
  package let merged: [CellRange]
  package let validations: [DataValidation]
  package let comments: [CellReference: String]
  package let hiddenColumns: Set<Int>
  let arrays: [CellRange]
  private let mergedIndex: RangeIndex
  private let content: SheetContent

  /// The rows with something in them, in order, and their cells by column.
  package let rows: [Row]

  package struct Row: Sendable {
    package let number: Int
    package let cells: [(column: Int, cell: Cell)]
  }

  /// Whether the sheet's protection keeps a person from changing a cell.
  package func isLocked(_ reference: CellReference) -> Bool {
    content.locks(reference)
  }

  /// Why nothing may be written into a cell, or nil.
  package func refusal(at reference: CellReference) -> String? {
    let place = reference.description
    if cells[reference]?.isFormula == true || arrays.contains(where: { $0.contains(reference) }) {
      return "cell \(place) holds a formula"
    }
    if let range = mergedRange(at: reference), range.first != reference {
      return "cell \(place) is hidden under the merged cells \(range.description)"
    }
    return isLocked(reference) ? "cell \(place) is locked by the protection of its sheet" : nil
  }

  /// The merged rectangle that a cell lies in, or nil.
  package func mergedRange(at reference: CellReference) -> CellRange? {
    mergedIndex.range(at: reference)
  }

  /// The text of a cell, or of the merged rectangle that it lies in.
  package func text(at reference: CellReference) -> String {
    if let cell = cells[reference] { return cell.text }
    return mergedRange(at: reference).flatMap { cells[$0.first]?.text } ?? ""
  }

  /// The list that a cell's value must come from, or nil.
  package func validation(at reference: CellReference) -> DataValidation? {
    validations.first { $0.ranges.contains { $0.contains(reference) } }
  }

  init(
    content: SheetContent, name: String, isHidden: Bool, part: String,
    validations: [DataValidation], comments: [CellReference: String]
  ) {
    self.name = name
    self.isHidden = isHidden
    self.part = part
    cells = content.cells
    merged = content.merged
    mergedIndex = RangeIndex(content.merged)
    self.validations = validations
    self.comments = comments
    hiddenColumns = content.hiddenColumns
    arrays = content.arrays
    self.content = content
    let byRow = Dictionary(grouping: content.cells, by: \.key.row)
    rows = byRow.keys.sorted().map { row in
      let cells = (byRow[row] ?? []).sorted { $0.key < $1.key }
      return Row(number: row, cells: cells.map { ($0.key.column, $0.value) })
    }
  }
}
