import Model
import Systems

/// A workbook made from nothing; the same content always gives the same bytes.
///
/// Texts are stored as texts whatever they begin with, so none becomes a formula.
package struct NewWorkbook: Sendable {
  package let title: String
  package let sheets: [NewSheet]

  /// A workbook of sheets in order.
  ///
  /// - Parameters:
  ///   - title: What the file's properties call it.
  ///   - sheets: At least one; names that a spreadsheet program refuses are made fit.
  package init(title: String, sheets: [NewSheet]) {
    self.title = title
    self.sheets = sheets
  }

  /// The XLSX file.
  ///
  /// - Throws: `Unavailable` when there is no sheet or one is larger than a sheet can be.
  package func bytes() throws(Unavailable) -> [UInt8] {
    guard !sheets.isEmpty else { throw Unavailable("a workbook needs at least one sheet") }
    let names = SheetNames.fit(sheets.map(\.name))
    var strings = SharedStringTable()
    var parts: [(name: String, bytes: [UInt8])] = []
    for (index, sheet) in sheets.enumerated() {
      let markup = try SheetMarkup(
        sheet, isFirst: index == 0, names: names, strings: &strings)
      parts.append(("xl/worksheets/sheet\(index + 1).xml", Array(markup.sheet.utf8)))
      if let links = markup.relationships {
        parts.append(("xl/worksheets/_rels/sheet\(index + 1).xml.rels", Array(links.utf8)))
      }
    }
    let fixed = WorkbookMarkup(title: title, names: names, sheets: sheets)
    let head: [(name: String, bytes: [UInt8])] = [
      ("[Content_Types].xml", Array(fixed.contentTypes.utf8)),
      ("_rels/.rels", Array(fixed.packageRelationships.utf8)),
      ("docProps/core.xml", Array(fixed.properties.utf8)),
      ("xl/workbook.xml", Array(fixed.workbook.utf8)),
      ("xl/_rels/workbook.xml.rels", Array(fixed.workbookRelationships.utf8)),
      ("xl/styles.xml", Array(StyleMarkup.styles.utf8)),
      ("xl/sharedStrings.xml", Array(strings.markup.utf8)),
    ]
    return try ZipWriter.archive(of: head + parts)
  }
}
