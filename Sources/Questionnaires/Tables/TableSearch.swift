import Model
import StructuredData

/// Finds the questions in the tables of a file, by a map or by itself.
enum TableSearch {
  /// The questions with the place in `grids` of the table that each stands in.
  ///
  /// - Throws: `Diagnostics` that say what was found instead when there are no questions.
  static func questions(
    in grids: [(name: String, grid: any Grid)], map: QuestionnaireMap?, path: String
  ) throws(Diagnostics) -> [(table: Int, question: TableQuestion)] {
    var layouts: [(index: Int, layout: TableLayout)] = []
    if let map {
      var resolver = MapResolver(map)
      layouts = try resolver.layouts(for: grids)
    } else {
      for (index, named) in grids.enumerated() {
        guard let layout = LayoutFinder(named.grid).layout() else { continue }
        layouts.append((index, layout))
      }
      // Empty cells beside texts that ask mean little where another table shows what it is for.
      if layouts.contains(where: { $0.layout.source != .space }) {
        layouts.removeAll { $0.layout.source == .space }
      }
    }
    var tables = layouts.map { index, layout in
      (index, TableReader.questions(of: grids[index].grid, layout: layout))
    }
    if map == nil, tables.contains(where: { !isMirror($0.1) }) {
      tables.removeAll { isMirror($0.1) }
    }
    let found = tables.flatMap { index, questions in questions.map { (index, $0) } }
    guard found.count <= TableReader.most else {
      throw Diagnostics([
        Diagnostic(
          "the file asks more than the \(TableReader.most) questions that are read",
          at: Location(path: path))
      ])
    }
    guard !found.isEmpty else { throw nothingFound(grids.map(\.grid), map: map, path: path) }
    return found
  }

  /// Whether a table shows by formulas what was answered elsewhere, as sheets for reviewers do.
  private static func isMirror(_ questions: [TableQuestion]) -> Bool {
    let computed = questions.filter { $0.question.refusal?.hasSuffix("holds a formula") == true }
    return computed.count * 5 >= questions.count * 4
  }

  private static func nothingFound(
    _ grids: [any Grid], map: QuestionnaireMap?, path: String
  ) -> Diagnostics {
    let seen = grids.prefix(12).map { grid in
      let texts = grid.rows.reduce(0) { $0 + $1.cells.count }
      let asking = grid.rows.reduce(0) { count, row in
        count + (row.cells.values.contains(where: QuestionWords.asks) ? 1 : 0)
      }
      let name = grid.name.isEmpty ? "the table" : grid.name
      return
        "\(name) has \(texts) texts in \(grid.rows.count) rows, of which \(asking) ask something"
    }
    let rest = grids.count > 12 ? "; and \(grids.count - 12) more" : ""
    let what =
      map == nil
      ? "no table was found with questions and a place for their answers"
      : "the map leads to no question"
    return Diagnostics([
      Diagnostic(
        seen.isEmpty
          ? "\(what): there is no table" : "\(what): \(seen.joined(separator: "; "))\(rest)",
        at: Location(path: path),
        suggestion: map == nil
          ? "say which columns to read in a map file:\n" + QuestionnaireMap.example : nil)
    ])
  }
}
