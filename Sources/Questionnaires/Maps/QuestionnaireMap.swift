import Model
import StructuredData

/// A person's word on which columns of a questionnaire hold what.
package struct QuestionnaireMap: Sendable {
  /// A column by its letter, its number, or its title.
  struct Column: Hashable, Sendable {
    let text: String
    let span: TextSpan
  }

  struct Table: Sendable {
    let span: TextSpan
    /// Nil for the only or every table.
    let sheet: Column?
    let titleRow: Int?
    let firstRow: Int?
    let lastRow: Int?
    let question: Column
    let answer: Column?
    /// Choice and column, in the order of the file.
    let marks: [(title: String, column: Column)]
    let comment: Column?
    let identifier: Column?
  }

  let path: String
  let tables: [Table]

  /// Reads a map file.
  ///
  /// - Throws: `Diagnostics` with every error of the file.
  package static func read(
    _ bytes: [UInt8], path: String, patterns: any PatternMatching
  ) throws(Diagnostics) -> QuestionnaireMap {
    let documents = try StructuredParser.parse(bytes, as: .yaml, path: path)
    guard let node = documents.first, documents.count == 1 else {
      throw Diagnostics([
        Diagnostic(
          "expected one map of a questionnaire, found \(documents.count)",
          at: Location(path: path))
      ])
    }
    var decoder = FieldDecoder(path: path, patterns: patterns)
    let arguments = decoder.decodeValid(node, fields: fields, as: "the map of a questionnaire")
    let tables = (arguments?.objects("tables") ?? []).map { Self.table($0, &decoder) }
    guard decoder.errorCount == 0 else { throw Diagnostics(decoder.diagnostics.sorted()) }
    return QuestionnaireMap(path: path, tables: tables)
  }

  private static func table(_ arguments: Arguments, _ decoder: inout FieldDecoder) -> Table {
    let marks = arguments.node("choices")?.entries ?? []
    if arguments.has("answer") == !marks.isEmpty {
      decoder.report(
        "a table needs either \"answer\" or \"choices\"", at: arguments.span,
        suggestion: "answer: C, or choices: { Yes: C, No: D }")
    }
    if marks.count == 1 {
      decoder.report("\"choices\" needs at least two columns", at: arguments.span)
    }
    return Table(
      span: arguments.span, sheet: column("sheet", arguments),
      titleRow: arguments.integer("title-row"), firstRow: arguments.integer("first-row"),
      lastRow: arguments.integer("last-row"),
      question: column("question", arguments) ?? Column(text: "", span: arguments.span),
      answer: column("answer", arguments),
      marks: marks.map { ($0.key, Column(text: $0.value.scalarText ?? "", span: $0.value.span)) },
      comment: column("comment", arguments), identifier: column("identifier", arguments))
  }

  private static func column(_ name: String, _ arguments: Arguments) -> Column? {
    arguments.node(name).flatMap { node in
      node.scalarText.map { Column(text: $0, span: node.span) }
    }
  }

  /// The keys of the file.
  package static let fields: [Field] = [
    Field("questionnaire", .integer(1...1), required: true, "Version of the file's format: 1."),
    Field("tables", .list(of: .object(table)), required: true, "The tables that hold questions."),
  ]

  private static let row = FieldType.integer(1...1_048_576)

  /// The keys of one table.
  package static let table: [Field] = [
    Field("sheet", .text, "Name of the sheet; left out for a file that is one table."),
    Field("title-row", row, "Row with the titles, which columns may be named by."),
    Field("first-row", row, "First row with a question; the one below the titles when left out."),
    Field("last-row", row, "Last row with a question; the last of the table when left out."),
    Field(
      "question", .text, required: true, "Column of the questions: its letter, number or title."),
    Field("answer", .text, "Column of the answers."),
    Field(
      "choices", .mapping(of: .text),
      "Columns of which one gets a mark, by the answer that each stands for."),
    Field("comment", .text, "Column of the comments."),
    Field("identifier", .text, "Column of the identifiers."),
  ]

  /// A map as an example for messages.
  static let example = """
    questionnaire: 1
    tables:
      - sheet: Security
        title-row: 3
        identifier: A
        question: B
        answer: C
        comment: D
    """
}
