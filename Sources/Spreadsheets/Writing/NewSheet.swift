/// One sheet of a new workbook.
package struct NewSheet: Sendable {
  package struct Column: Hashable, Sendable {
    package let title: String
    /// In characters of the standard font, 1 to 255.
    package let width: Double

    package init(_ title: String, width: Double = 16) {
      self.title = title
      self.width = width
    }
  }

  package let name: String
  package let columns: [Column]
  package let rows: [[NewCell]]
  /// Whether the row of titles stays in sight and is repeated on every page.
  package let freezesHeader: Bool
  /// How many columns on the left stay in sight.
  package let frozenColumns: Int
  /// Whether the titles carry filters.
  package let hasFilter: Bool

  /// A sheet with a row of titles, and rows below it.
  package init(
    name: String, columns: [Column], rows: [[NewCell]], freezesHeader: Bool = true,
    frozenColumns: Int = 0, hasFilter: Bool = true
  ) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.freezesHeader = freezesHeader
    self.frozenColumns = frozenColumns
    self.hasFilter = hasFilter
  }
}
