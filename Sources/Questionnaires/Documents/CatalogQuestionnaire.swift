import Model
import StructuredData

/// An OSCAL catalogue in JSON whose controls are the questions.
///
/// OSCAL has no answers. Filled, a control carries a property of its own, as the model allows: name
/// `answer`, a namespace of Avouch, the answer as its value and the comment as its remarks. The
/// catalogue stays valid, and a reader who does not know the namespace passes the property over.
struct CatalogQuestionnaire: QuestionnaireDocument {
  /// The namespace of the property.
  static let namespace = "urn:avouch:questionnaire"

  private struct Item: Sendable {
    let question: Question
    let control: Node
  }

  private let bytes: [UInt8]
  private let path: String
  private let found: [Item]
  let questions: [Question]

  init(_ bytes: [UInt8], catalog: Node, path: String) throws(Diagnostics) {
    self.bytes = bytes
    self.path = path
    var found: [Item] = []
    Self.visit(catalog, headings: [], into: &found, depth: 0)
    self.found = found
    questions = found.map(\.question)
    guard !questions.isEmpty else {
      throw Diagnostics([
        Diagnostic("the catalogue has no controls", at: Location(path: path, span: catalog.span))
      ])
    }
  }

  private static func visit(_ node: Node, headings: [String], into found: inout [Item], depth: Int)
  {
    guard depth < 50 else { return }
    for group in node["groups"]?.elements ?? [] {
      let title = group["title"]?.string
      visit(
        group, headings: title.map { headings + [$0] } ?? headings, into: &found, depth: depth + 1)
    }
    for control in node["controls"]?.elements ?? [] {
      if let item = item(control, headings: headings) { found.append(item) }
      visit(control, headings: headings, into: &found, depth: depth + 1)
    }
  }

  /// Nil for a control that was withdrawn.
  private static func item(_ control: Node, headings: [String]) -> Item? {
    let properties = control["props"]?.elements ?? []
    func property(_ name: String) -> String? {
      properties.first { $0["name"]?.string == name && $0["ns"] == nil }?["value"]?.string
    }
    guard property("status") != "withdrawn", let title = control["title"]?.string else {
      return nil
    }
    let statement = (control["parts"]?.elements ?? []).filter {
      ["statement", "question", "overview"].contains($0["name"]?.string)
    }.map(prose).joined(separator: " ")
    let answered = properties.first { isAnswer($0) }
    return Item(
      question: Question(
        identifier: property("label") ?? control["id"]?.string,
        text: statement.isEmpty ? title : "\(title): \(statement)", headings: headings,
        place: "line \(control.span.line), control \(control["id"]?.string ?? title)",
        presentAnswer: answered?["value"]?.string,
        refusal: answered == nil ? nil : "the control has an answer already"),
      control: control)
  }

  private static func isAnswer(_ property: Node) -> Bool {
    property["name"]?.string == "answer" && property["ns"]?.string == namespace
  }

  private static func prose(_ part: Node) -> String {
    ([part["prose"]?.string ?? ""]
      + (part["parts"]?.elements ?? []).prefix(200).map { inner in
        inner["prose"]?.string ?? ""
      }).filter { !$0.isEmpty }.joined(separator: " ")
  }

  func filled(with answers: [Int: QuestionAnswer]) throws -> [UInt8] {
    let lines = TextLines(bytes)
    var edits = TextEdits()
    for index in answers.keys.sorted() {
      guard let answer = answers[index] else { continue }
      guard found.indices.contains(index) else {
        throw Unavailable("the questionnaire has no question \(index + 1)")
      }
      // A property needs a value; a comment alone has no place in a catalogue.
      guard let value = answer.value else {
        guard answer.comment == nil else {
          throw Unavailable("\(questions[index].place): a comment needs an answer beside it")
        }
        continue
      }
      try AnswerRules.check(value, for: questions[index])
      try put(value, answer.comment, into: found[index].control, lines, &edits)
    }
    guard let result = edits.applied(to: bytes) else {
      throw Unavailable("two answers would be written to the same place")
    }
    let again = try? StructuredParser.parse(result, as: .json, path: path).first?["catalog"]
    guard let again,
      try CatalogQuestionnaire(result, catalog: again, path: path).questions.map(\.text)
        == questions.map(\.text)
    else {
      throw Unavailable("the catalogue would not hold what it held before; nothing is written")
    }
    return result
  }

  private func put(
    _ value: String, _ comment: String?, into control: Node, _ lines: TextLines,
    _ edits: inout TextEdits
  ) throws(Unavailable) {
    // The value of a property is one line without space at its ends.
    let line = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !line.isEmpty else { throw Unavailable("an answer in a catalogue cannot be empty") }
    let remarks = comment.map { ", \"remarks\": \(QuotedText.written($0))" } ?? ""
    let property =
      "{ \"name\": \"answer\", \"ns\": \"\(Self.namespace)\", \"value\": \(QuotedText.written(line))"
      + "\(remarks) }"
    let properties = control["props"]
    let last = properties?.elements?.last ?? control["title"]
    guard let last, let end = lines.range(last.span)?.upperBound,
      properties == nil || properties?.elements?.isEmpty == false
    else { throw Unavailable("line \(control.span.line): the control has no place for an answer") }
    edits.insert(properties == nil ? ", \"props\": [\(property)]" : ", \(property)", at: end)
  }
}
