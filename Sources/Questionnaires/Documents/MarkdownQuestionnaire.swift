import Model
import Spreadsheets
import StructuredData

/// A questionnaire in the tables of a Markdown file.
///
/// Filled, only the cells of answers and comments differ.
struct MarkdownQuestionnaire: QuestionnaireDocument {
  private let file: MarkdownTables
  private let found: [(table: Int, question: TableQuestion)]
  let questions: [Question]

  init(_ bytes: [UInt8], path: String, map: QuestionnaireMap?) throws(Diagnostics) {
    do throws(Unavailable) {
      file = try MarkdownTables(bytes)
    } catch {
      throw Diagnostics([Diagnostic(error.reason, at: Location(path: path))])
    }
    let file = file
    let grids = file.tables.enumerated().map { index, table -> (name: String, grid: any Grid) in
      var lines: [Int: Int] = [:]
      let rows = table.rows.enumerated().compactMap { number, row -> GridRow? in
        lines[number + 1] = row.line
        var cells: [Int: String] = [:]
        for (column, cell) in row.cells.enumerated() {
          let text = file.text(cell)
          if !text.isEmpty { cells[column + 1] = text }
        }
        return cells.isEmpty ? nil : GridRow(number: number + 1, cells: cells)
      }
      let grid = PlainGrid(
        name: "table \(index + 1)", rows: rows, rowWord: "line", lines: lines,
        headings: table.headings)
      return (table.headings.last ?? "\(index + 1)", grid)
    }
    found = try TableSearch.questions(in: grids, map: map, path: path)
    questions = found.map(\.question.question)
  }

  func filled(with answers: [Int: QuestionAnswer]) throws -> [UInt8] {
    var texts: [GridPlace: [Int: String]] = [:]
    for index in answers.keys.sorted() {
      guard let answer = answers[index] else { continue }
      guard found.indices.contains(index) else {
        throw Unavailable("the questionnaire has no question \(index + 1)")
      }
      for (place, text) in try found[index].question.edits(answer) {
        let row = GridPlace(row: found[index].table, column: place.row)
        texts[row, default: [:]][place.column] = MarkdownTables.escaped(text)
      }
    }
    var edits = TextEdits()
    for (row, cells) in texts {
      put(cells, into: file.tables[row.row].rows[row.column - 1], &edits)
    }
    guard let result = edits.applied(to: file.bytes) else {
      throw Unavailable("two answers would be written to the same place")
    }
    return result
  }

  private func put(_ texts: [Int: String], into row: MarkdownTables.Row, _ edits: inout TextEdits) {
    for column in texts.keys.sorted() where column <= row.cells.count {
      edits.replace(row.cells[column - 1], with: " \(texts[column] ?? "") ")
    }
    // A row may be shorter than its table.
    let missing = texts.keys.max() ?? 0
    guard missing > row.cells.count else { return }
    let added = ((row.cells.count + 1)...missing).map { " \(texts[$0] ?? "") |" }.joined()
    edits.insert((row.isClosed ? "" : " |") + added, at: row.end)
  }
}
