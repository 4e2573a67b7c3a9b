import Model
import Spreadsheets
import StructuredData

/// A questionnaire in a CSV file.
///
/// Filled, only the fields of answers and comments differ: delimiter, quotes and line breaks stay.
struct DelimitedQuestionnaire: QuestionnaireDocument {
  private let table: DelimitedText
  private let found: [TableQuestion]
  let questions: [Question]

  init(_ bytes: [UInt8], path: String, map: QuestionnaireMap?) throws(Diagnostics) {
    do throws(Unavailable) {
      table = try DelimitedText(bytes)
    } catch {
      throw Diagnostics([Diagnostic(error.reason, at: Location(path: path))])
    }
    var lines: [Int: Int] = [:]
    let rows = table.records.enumerated().compactMap { index, record -> GridRow? in
      lines[index + 1] = record.line
      var cells: [Int: String] = [:]
      for (column, field) in record.fields.enumerated() {
        let text = field.text.trimmed
        if !text.isEmpty { cells[column + 1] = text }
      }
      return cells.isEmpty ? nil : GridRow(number: index + 1, cells: cells)
    }
    let grid = PlainGrid(name: "", rows: rows, rowWord: "line", lines: lines)
    found = try TableSearch.questions(in: [("", grid)], map: map, path: path).map(\.question)
    questions = found.map(\.question)
  }

  func filled(with answers: [Int: QuestionAnswer]) throws -> [UInt8] {
    var texts: [Int: [Int: String]] = [:]
    for index in answers.keys.sorted() {
      guard let answer = answers[index] else { continue }
      guard found.indices.contains(index) else {
        throw Unavailable("the questionnaire has no question \(index + 1)")
      }
      for (place, text) in try found[index].edits(answer) {
        texts[place.row - 1, default: [:]][place.column - 1] = text
      }
    }
    return table.replacing(texts)
  }
}
