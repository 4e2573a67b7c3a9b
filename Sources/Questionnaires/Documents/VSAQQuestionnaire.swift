import Model
import StructuredData

/// A questionnaire of VSAQ, Google's Vendor Security Assessment Questionnaire.
///
/// VSAQ keeps answers apart from the questions. Filled, it is the file of answers that VSAQ loads: a
/// JSON object from the identifier of an item to its value (`yes` and `no`, `checked`, or the text).
/// VSAQ knows no comments, and an item without an identifier can keep no answer.
struct VSAQQuestionnaire: QuestionnaireDocument {
  private let found: [VSAQItem]
  let questions: [Question]

  /// Nil when the value is no questionnaire of VSAQ.
  static func isQuestionnaire(_ value: ScriptValue) -> Bool {
    let items = value["questionnaire"]?.elements
    return items?.contains { $0["type"]?.text != nil } ?? false
  }

  init(_ value: ScriptValue, path: String) throws(Diagnostics) {
    var reader = VSAQReader()
    reader.read(value["questionnaire"]?.elements ?? [], headings: [])
    found = reader.found
    questions = found.map(\.question)
    guard !questions.isEmpty else {
      throw Diagnostics([
        Diagnostic("the questionnaire asks nothing", at: Location(path: path))
      ])
    }
  }

  func filled(with answers: [Int: QuestionAnswer]) throws -> [UInt8] {
    var values: [(identifier: String, value: String)] = []
    for index in answers.keys.sorted() {
      guard let answer = answers[index] else { continue }
      guard found.indices.contains(index) else {
        throw Unavailable("the questionnaire has no question \(index + 1)")
      }
      guard answer.comment == nil else {
        throw Unavailable("\(questions[index].place): there is no place for a comment")
      }
      guard let value = answer.value else { continue }
      try AnswerRules.check(value, for: questions[index])
      values += found[index].values(value)
    }
    let lines = values.map {
      "  \(QuotedText.written($0.identifier)): \(QuotedText.written($0.value))"
    }
    return Array((lines.isEmpty ? "{}\n" : "{\n\(lines.joined(separator: ",\n"))\n}\n").utf8)
  }
}

/// One question of VSAQ with the items that its answer sets.
struct VSAQItem: Sendable {
  enum Answer: Sendable {
    case text(identifier: String)
    /// What the item's value becomes, by the answer.
    case value(identifier: String, [String: String])
    /// The item that is checked, by the answer.
    case check([String: String])
  }

  let question: Question
  let answer: Answer

  func values(_ value: String) -> [(identifier: String, value: String)] {
    switch answer {
    case .text(let identifier): [(identifier, value)]
    case .value(let identifier, let values): values[value].map { [(identifier, $0)] } ?? []
    case .check(let items): items[value].map { [($0, "checked")] } ?? []
    }
  }
}
