import Spreadsheets

/// Finds out which columns of a table hold the questions and the answers.
struct LayoutFinder {
  /// Rows in which titles are looked for.
  private static let mostTitleRows = 80
  /// Rows from which it is learnt what columns hold.
  private static let mostSampleRows = 2_000

  private let grid: any Grid
  private let rows: [GridRow]
  /// The cells whose texts ask something; each is looked at once.
  private let asking: Set<GridPlace>

  init(_ grid: any Grid) {
    self.grid = grid
    rows = Array(grid.rows.prefix(Self.mostSampleRows))
    var asking: Set<GridPlace> = []
    for row in rows {
      for (column, text) in row.cells where QuestionWords.asks(text) {
        asking.insert(GridPlace(row: row.number, column: column))
      }
    }
    self.asking = asking
  }

  private func asks(_ row: GridRow, _ column: Int) -> Bool {
    asking.contains(GridPlace(row: row.number, column: column))
  }

  /// The layout, or nil when the table is none with questions and a place for their answers.
  func layout() -> TableLayout? {
    var best: (layout: TableLayout, score: Int)?
    for index in rows.indices.prefix(Self.mostTitleRows) {
      for height in [1, 2] {
        guard let found = titled(at: index, height: height) else { continue }
        if found.score > best?.score ?? 0 { best = found }
      }
    }
    return best?.layout ?? untitled()
  }

  // MARK: By titles

  private func titled(at index: Int, height: Int) -> (layout: TableLayout, score: Int)? {
    let row = rows[index]
    var titles = row.cells
    var last = row.number
    if height == 2 {
      guard index + 1 < rows.count, rows[index + 1].number == row.number + 1,
        !rows[index + 1].cells.keys.contains(where: { asks(rows[index + 1], $0) })
      else { return nil }
      last = rows[index + 1].number
      for (column, text) in rows[index + 1].cells {
        // A title above a group of columns stands over its first one; what is below says more.
        titles[column] = text
      }
    }
    guard titles.count >= 2 || height == 2 else { return nil }
    var roles: [(column: Int, role: QuestionWords.Role, weight: Int)] = []
    for column in titles.keys.sorted() where !grid.hiddenColumns.contains(column) {
      guard let title = titles[column], let found = QuestionWords.role(ofTitle: title) else {
        continue
      }
      roles.append((column, found.role, found.weight))
    }
    return assemble(roles, titles: row.number...last)
  }

  private func assemble(
    _ roles: [(column: Int, role: QuestionWords.Role, weight: Int)], titles: ClosedRange<Int>
  ) -> (layout: TableLayout, score: Int)? {
    let answering = roles.filter { $0.role != .question && $0.role != .identifier }
    guard answering.contains(where: { $0.role != .comment }) else { return nil }
    let below = rows.filter { $0.number > titles.upperBound }
    guard !below.isEmpty else { return nil }
    let asking = askingColumn(roles, below)
    guard let question = asking else { return nil }
    let marks = roles.compactMap { item -> TableLayout.Answer.Mark? in
      guard case .choice(let title) = item.role, item.column != question.column else { return nil }
      return TableLayout.Answer.Mark(title: title, column: item.column)
    }
    let answers = roles.filter { $0.role == .answer && $0.column != question.column }
    let answer: TableLayout.Answer
    var score = question.weight
    if marks.count >= 2 {
      answer = .marks(marks)
      score += 5
    } else if let best = answers.max(by: { ($0.weight, -$0.column) < ($1.weight, -$1.column) }) {
      answer = .column(best.column)
      score += best.weight
    } else {
      return nil
    }
    let taken = Set(TableLayout(question: 0, answer: answer, firstRow: 0).answerColumns)
    let comment = roles.filter { $0.role == .comment && !taken.contains($0.column) }
      .max { ($0.weight, -$0.column) < ($1.weight, -$1.column) }
    let identifier = roles.first { $0.role == .identifier && $0.column != question.column }
    score += (comment == nil ? 0 : 1) + (identifier == nil ? 0 : 1)
    let layout = TableLayout(
      question: question.column, answer: answer, comment: comment?.column,
      identifier: identifier?.column ?? identifierColumn(of: question.column, in: below),
      titles: titles, firstRow: titles.upperBound + 1)
    return (layout, score * 1_000 + min(999, question.count))
  }

  /// The column of questions: one that is titled so, else one in which most texts ask.
  private func askingColumn(
    _ roles: [(column: Int, role: QuestionWords.Role, weight: Int)], _ below: [GridRow]
  ) -> (column: Int, weight: Int, count: Int)? {
    let titled = roles.filter { $0.role == .question }.map { item in
      let counts = self.counts(item.column, below)
      return (column: item.column, weight: item.weight, counts: counts)
    }.filter { $0.counts.filled > 0 && !holdsIdentifiers($0.column, below) }
    let best = titled.max { left, right in
      (left.weight + share(left.counts) * 2, left.counts.asking, -left.column)
        < (right.weight + share(right.counts) * 2, right.counts.asking, -right.column)
    }
    if let best, best.weight >= 2 || best.counts.asking * 2 >= best.counts.filled {
      return (best.column, best.weight + share(best.counts), best.counts.filled)
    }
    let others = mostAsking(
      below, apartFrom: Set(roles.filter { $0.role != .question }.map(\.column)))
    return others.map { ($0.column, 1, $0.filled) }
  }

  /// Whether a column numbers the questions, whatever its title says.
  private func holdsIdentifiers(_ column: Int, _ rows: [GridRow]) -> Bool {
    let texts = rows.compactMap { $0.cells[column] }
    return texts.filter { IdentifierText.isIdentifier($0) }.count * 2 >= texts.count
  }

  /// 2 when most texts ask, 1 when some do.
  private func share(_ counts: (filled: Int, asking: Int)) -> Int {
    counts.asking * 2 >= counts.filled ? 2 : counts.asking > 0 ? 1 : 0
  }

  private func counts(_ column: Int, _ rows: [GridRow]) -> (filled: Int, asking: Int) {
    rows.reduce(into: (filled: 0, asking: 0)) { counts, row in
      guard row.cells[column] != nil else { return }
      counts.filled += 1
      if asks(row, column) { counts.asking += 1 }
    }
  }

  private func mostAsking(
    _ rows: [GridRow], apartFrom taken: Set<Int>
  ) -> (column: Int, filled: Int)? {
    let columns = Set(rows.flatMap(\.cells.keys)).subtracting(taken)
      .subtracting(grid.hiddenColumns)
    let counted = columns.sorted().map { (column: $0, counts: counts($0, rows)) }
    let best = counted.max {
      ($0.counts.asking, -$0.column) < ($1.counts.asking, -$1.column)
    }
    guard let best, best.counts.asking >= 2, best.counts.asking * 2 >= best.counts.filled else {
      return nil
    }
    return (best.column, best.counts.filled)
  }

  /// A column left of the questions whose texts are identifiers.
  private func identifierColumn(of question: Int, in rows: [GridRow]) -> Int? {
    let asked = rows.filter { $0.cells[question] != nil }
    return (1..<max(1, question)).reversed().first { column in
      let texts = asked.compactMap { $0.cells[column] }
      let fitting = texts.filter { IdentifierText.isIdentifier($0) }
      return !texts.isEmpty && texts.count * 2 >= asked.count
        && fitting.count * 10 >= texts.count * 9 && Set(fitting).count == fitting.count
    }
  }

  // MARK: Without titles

  /// A table without titles: a column of questions, and beside it drop-down lists or nothing at all.
  private func untitled() -> TableLayout? {
    guard let question = mostAsking(rows, apartFrom: [])?.column else { return nil }
    let asked = rows.filter { asks($0, question) }
    guard let first = asked.first, asked.count >= 2 else { return nil }
    let right = (question + 1)...(question + 6)
    let listed = right.first { column in
      let lists = asked.filter {
        !grid.choices(GridPlace(row: $0.number, column: column)).isEmpty
      }
      return lists.count * 2 >= asked.count
    }
    let free = right.first { column in
      !grid.hiddenColumns.contains(column)
        && asked.allSatisfy { row in
          row.cells[column] == nil
            && grid.refusal(GridPlace(row: row.number, column: column)) == nil
        }
    }
    guard let answer = listed ?? free else { return nil }
    let isCommentFree = asked.allSatisfy {
      $0.cells[answer + 1] == nil
        && grid.refusal(GridPlace(row: $0.number, column: answer + 1)) == nil
        && grid.choices(GridPlace(row: $0.number, column: answer + 1)).isEmpty
    }
    return TableLayout(
      question: question, answer: .column(answer), comment: isCommentFree ? answer + 1 : nil,
      identifier: identifierColumn(of: question, in: asked), titles: nil, firstRow: first.number,
      source: listed == nil ? .space : .lists)
  }
}
