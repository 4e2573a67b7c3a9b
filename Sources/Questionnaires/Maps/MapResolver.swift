import Model
import Spreadsheets
import StructuredData

/// Turns the tables of a map file into layouts of the tables that a questionnaire has.
struct MapResolver {
  let map: QuestionnaireMap
  private var diagnostics: [Diagnostic] = []

  init(_ map: QuestionnaireMap) { self.map = map }

  /// The layouts with the table, by its place in `grids`, that each is for.
  mutating func layouts(
    for grids: [(name: String, grid: any Grid)]
  ) throws(Diagnostics) -> [(index: Int, layout: TableLayout)] {
    var layouts: [(index: Int, layout: TableLayout)] = []
    for table in map.tables {
      guard let index = index(of: table, among: grids.map(\.name)),
        let layout = layout(table, grids[index].grid)
      else { continue }
      layouts.append((index, layout))
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    return layouts
  }

  private mutating func index(
    of table: QuestionnaireMap.Table, among names: [String]
  ) -> Int? {
    guard let sheet = table.sheet else {
      if names.count == 1 { return 0 }
      report(
        "the questionnaire has \(names.count) tables: say which one with \"sheet\"", at: table.span,
        suggestion: "its tables: \(names.prefix(20).joined(separator: ", "))")
      return nil
    }
    if let index = names.firstIndex(of: sheet.text) { return index }
    report(
      "the questionnaire has no sheet \"\(sheet.text.shortened)\"", at: sheet.span,
      suggestion: Suggestion.nearest(sheet.text, among: names, called: "its sheets"))
    return nil
  }

  private mutating func layout(
    _ table: QuestionnaireMap.Table, _ grid: any Grid
  ) -> TableLayout? {
    let titles = table.titleRow.flatMap { number in grid.rows.first { $0.number == number } }
    if let number = table.titleRow, titles == nil {
      report("row \(number) of \(grid.name) is empty", at: table.span)
      return nil
    }
    let cells = titles?.cells ?? [:]
    let question = column(table.question, cells)
    let answer = table.answer.flatMap { column($0, cells) }
    var marks: [TableLayout.Answer.Mark] = []
    for (title, written) in table.marks {
      guard let column = column(written, cells) else { continue }
      marks.append(TableLayout.Answer.Mark(title: title, column: column))
    }
    let comment = table.comment.flatMap { column($0, cells) }
    let identifier = table.identifier.flatMap { column($0, cells) }
    guard let question, diagnostics.isEmpty else { return nil }
    let places = answer.map { TableLayout.Answer.column($0) } ?? .marks(marks)
    return TableLayout(
      question: question, answer: places, comment: comment, identifier: identifier,
      titles: table.titleRow.map { $0...$0 },
      firstRow: table.firstRow ?? (table.titleRow ?? 0) + 1, lastRow: table.lastRow ?? .max,
      source: .map)
  }

  private mutating func column(
    _ written: QuestionnaireMap.Column, _ titles: [Int: String]
  ) -> Int? {
    let wanted = QuestionWords.normalized(written.text)
    let titled = titles.filter { QuestionWords.normalized($0.value) == wanted }.keys.sorted()
    if let column = titled.first { return column }
    if let column = Int(written.text), (1...CellReference.lastColumn).contains(column) {
      return column
    }
    if let column = CellReference.column(named: written.text) { return column }
    report(
      "no column is called \"\(written.text.shortened)\"", at: written.span,
      suggestion: titles.isEmpty
        ? "give a letter such as C, or the row of the titles with \"title-row\""
        : Suggestion.nearest(
          written.text, among: titles.sorted { $0.key < $1.key }.map(\.value),
          called: "the titles"))
    return nil
  }

  private mutating func report(_ message: String, at span: TextSpan, suggestion: String? = nil) {
    diagnostics.append(
      Diagnostic(message, at: Location(path: map.path, span: span), suggestion: suggestion))
  }
}
