import Spreadsheets

/// Reads the questions of a table whose layout is known.
struct TableReader {
  private let grid: any Grid
  private let layout: TableLayout
  private let titleTexts: [Int: String]
  private let mark: String
  private var headings: [String] = []
  private var found: [TableQuestion] = []
  /// How many questions the last heading has.
  private var isHeadingUsed = false

  init(_ grid: any Grid, layout: TableLayout) {
    self.grid = grid
    self.layout = layout
    let titles = layout.titles.flatMap { titles in
      grid.rows.first { $0.number == titles.upperBound }
    }
    titleTexts = titles?.cells ?? [:]
    mark = Self.mark(in: grid, layout)
    // What stands in the place of a title and is none names the part of the table.
    if let first = titleTexts.min(by: { $0.key < $1.key }), first.key != layout.question,
      QuestionWords.role(ofTitle: first.value) == nil
        || first.value.split(separator: " ").count > 1,
      layout.source == .titles
    {
      headings = [first.value]
      isHeadingUsed = true
    }
  }

  /// One more than a questionnaire may have, so that the caller notices.
  static let most = 20_000

  /// The questions from top to bottom.
  static func questions(of grid: any Grid, layout: TableLayout) -> [TableQuestion] {
    var reader = TableReader(grid, layout: layout)
    let last = layout.lastRow
    let rows = grid.rows.filter { $0.number >= layout.firstRow && $0.number <= last }
    for (index, row) in rows.enumerated() where reader.found.count <= most {
      reader.read(row, next: index + 1 < rows.count ? rows[index + 1] : nil)
    }
    return reader.found
  }

  private mutating func read(_ row: GridRow, next: GridRow?) {
    guard !repeatsTitles(row) else { return }
    let place = GridPlace(row: row.number, column: layout.question)
    let text = row.cells[layout.question]
    if let text, !isHeading(text, row, next: next) {
      isHeadingUsed = true
      found.append(question(text, row))
    } else if let heading = text ?? onlyText(of: row) ?? partTitle(of: row),
      isUnderNoMerge(place)
    {
      if isHeadingUsed || headings.count >= 3 { headings = [] }
      isHeadingUsed = false
      headings.append(heading)
    }
  }

  /// Whether the row says the titles again, as tables in parts do.
  private func repeatsTitles(_ row: GridRow) -> Bool {
    guard let title = titleTexts[layout.question] else { return false }
    return row.cells[layout.question] == title
  }

  private func isUnderNoMerge(_ place: GridPlace) -> Bool {
    grid.merged(place).map { $0.rows.lowerBound == place.row } ?? true
  }

  private func onlyText(of row: GridRow) -> String? {
    let texts = Set(row.cells.values)
    return texts.count == 1 || (texts.count == 2 && layout.identifier != nil)
      ? row.cells.min { $0.key < $1.key }?.value : nil
  }

  /// A heading spans the answer's place, or is a short text alone in its row that asks nothing.
  private func isHeading(_ text: String, _ row: GridRow, next: GridRow?) -> Bool {
    let place = GridPlace(row: row.number, column: layout.question)
    if let merged = grid.merged(place),
      layout.answerColumns.contains(where: { merged.columns.contains($0) })
    {
      return true
    }
    if layout.source == .map || QuestionWords.asks(text) { return false }
    if let column = layout.identifier, let identifier = row.cells[column] {
      return isAbove(identifier, next?.cells[column])
    }
    if IdentifierText.split(text) != nil { return false }
    let answers = layout.answerColumns.map { GridPlace(row: row.number, column: $0) }
    if answers.contains(where: { !grid.choices($0).isEmpty || row.cells[$0.column] != nil }) {
      return false
    }
    if layout.identifier != nil { return true }
    // A sentence demands something: "Encrypt stored data."
    return row.cells.count == 1 && text.utf8.count < 60 && !text.hasSuffix(".")
  }

  /// The leftmost text of a row that says the titles of the answers again.
  private func partTitle(of row: GridRow) -> String? {
    guard let column = layout.answerColumns.first, let title = titleTexts[column],
      row.cells[column] == title
    else { return nil }
    return row.cells.min { $0.key < $1.key }?.value
  }

  /// Whether the next row's identifier is a part of this one's, as `1.1` is of `1`.
  private func isAbove(_ identifier: String, _ next: String?) -> Bool {
    guard let next, next.hasPrefix(identifier) else { return false }
    return next.dropFirst(identifier.count).first.map { ".-_".contains($0) } ?? false
  }

  // MARK: One question

  private func question(_ text: String, _ row: GridRow) -> TableQuestion {
    let split = layout.identifier == nil ? IdentifierText.split(text) : nil
    let identifier = layout.identifier.flatMap { row.cells[$0] } ?? split?.identifier
    let answer = answer(row)
    let comment = layout.comment.map { corner(GridPlace(row: row.number, column: $0)) }
    let isCommentOpen = comment.map { $0.row == row.number && grid.refusal($0) == nil } ?? false
    let question = Question(
      identifier: identifier, text: split?.rest ?? text, headings: grid.headings + headings,
      place: place(answer.places), choices: answer.choices, presentAnswer: answer.present,
      refusal: answer.refusal, takesComment: isCommentOpen)
    return TableQuestion(
      question: question, answer: answer.written, comment: isCommentOpen ? comment : nil)
  }

  private struct FoundAnswer {
    let written: TableQuestion.Answer
    let places: [GridPlace]
    let choices: [String]
    let present: String?
    let refusal: String?
  }

  private func answer(_ row: GridRow) -> FoundAnswer {
    switch layout.answer {
    case .column(let column):
      let place = corner(GridPlace(row: row.number, column: column))
      return FoundAnswer(
        written: .cell(place), places: [place], choices: grid.choices(place),
        present: row.cells[place.column], refusal: refusal(place, row))
    case .marks(let marks):
      let places = marks.map { ($0.title, corner(GridPlace(row: row.number, column: $0.column))) }
      return FoundAnswer(
        written: .marks(places, mark: mark), places: places.map(\.1), choices: marks.map(\.title),
        present: places.first { row.cells[$0.1.column] != nil }?.0,
        refusal: places.compactMap { refusal($0.1, row) }.first)
    }
  }

  /// The cell that shows what is written at a place.
  private func corner(_ place: GridPlace) -> GridPlace { grid.merged(place)?.corner ?? place }

  private func refusal(_ place: GridPlace, _ row: GridRow) -> String? {
    if let merged = grid.merged(place), merged.rows.count > 1 {
      let asked = grid.rows.filter {
        merged.rows.contains($0.number) && $0.cells[layout.question] != nil
      }
      if asked.count > 1 {
        return "cell \(grid.describe(place)) is merged over the answers of \(asked.count) questions"
      }
    }
    return grid.refusal(place)
  }

  private func place(_ places: [GridPlace]) -> String {
    let cells = places.map(grid.describe).joined(separator: ", ")
    return grid.name.isEmpty
      ? cells : "\(grid.name.prefix(1).uppercased())\(grid.name.dropFirst()), \(cells)"
  }

  /// The mark that the table uses already, else `x`.
  private static func mark(in grid: any Grid, _ layout: TableLayout) -> String {
    guard case .marks(let marks) = layout.answer else { return "x" }
    let columns = Set(marks.map(\.column))
    for row in grid.rows where row.number >= layout.firstRow {
      for column in columns.sorted() {
        if let text = row.cells[column], text.count == 1 { return text }
      }
    }
    return "x"
  }
}
