import Model
import Systems

extension Workbook {
  /// The workbook with texts put into cells; an empty text clears a cell.
  ///
  /// Every part but those of the edited sheets keeps its bytes, compressed as they are. In an edited
  /// sheet only the cells change. Texts are stored as texts whatever they begin with. The chain of
  /// calculation stays as it is, since no cell gains or loses a formula.
  ///
  /// - Parameter texts: By the sheet's place in `sheets`.
  /// - Returns: The whole file.
  /// - Throws: `Unavailable` when a cell cannot take its text, or the outcome is not what was asked.
  package func setting(_ texts: [Int: [CellReference: String]]) throws(Unavailable) -> [UInt8] {
    let parts = try PackageParts(try ZipArchive(bytes))
    var replaced: [String: [UInt8]] = [:]
    for index in texts.keys.sorted() {
      guard let wanted = texts[index], !wanted.isEmpty else { continue }
      guard sheets.indices.contains(index), let entry = parts.entry(sheets[index].part) else {
        throw Unavailable("the workbook has no sheet \(index)")
      }
      let sheet = sheets[index]
      do throws(Unavailable) {
        try Self.check(wanted, on: sheet)
        replaced[entry.name] = try SheetEditor.edit(try parts.read(entry.name), setting: wanted)
      } catch {
        throw Unavailable("sheet \"\(sheet.name)\": \(error.reason)")
      }
    }
    let output = try ZipWriter.replacing(replaced, in: bytes)
    try verify(output, holds: texts)
    return output
  }

  private static func check(
    _ texts: [CellReference: String], on sheet: Sheet
  ) throws(Unavailable) {
    for (place, text) in texts {
      if let refusal = sheet.refusal(at: place) { throw Unavailable(refusal) }
      guard text.utf16.count <= SpreadsheetText.longest else {
        throw Unavailable(
          "the text for cell \(place.description) is longer than the"
            + " \(SpreadsheetText.longest) characters that a cell can hold")
      }
    }
  }

  /// Reads the outcome and holds it against the workbook as it was.
  private func verify(
    _ output: [UInt8], holds texts: [Int: [CellReference: String]]
  ) throws(Unavailable) {
    let after = try Workbook.read(output)
    for (index, sheet) in sheets.enumerated() {
      var expected = sheet.cells
      for (place, text) in texts[index] ?? [:] {
        let stored = SpreadsheetText.stored(text)
        expected[place] = stored.isEmpty ? nil : Cell(text: stored, isFormula: false)
      }
      guard after.sheets.count == sheets.count, after.sheets[index].cells == expected else {
        throw Unavailable(
          "sheet \"\(sheet.name)\" would not hold its answers and what it held before; nothing is"
            + " written")
      }
    }
  }
}
