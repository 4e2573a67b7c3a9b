import Model
import StructuredData

/// A questionnaire in a JSON or YAML file of lists and mappings.
///
/// Filled, only the values of answers and comments differ; comments, order and layout stay.
struct TreeQuestionnaire: QuestionnaireDocument {
  private let bytes: [UInt8]
  private let path: String
  private let format: StructuredFilesRequest.Format
  private let documents: [Node]
  private let found: [TreeQuestion]
  let questions: [Question]

  init(
    _ bytes: [UInt8], path: String, format: StructuredFilesRequest.Format
  ) throws(Diagnostics) {
    self.bytes = bytes
    self.path = path
    self.format = format
    documents = try StructuredParser.parse(bytes, as: format, path: path)
    found = Self.sharedRefused(TreeQuestionFinder.questions(in: documents))
    questions = found.map(\.question)
    guard !questions.isEmpty else {
      throw Diagnostics([
        Diagnostic(
          "no questions were found in the file", at: Location(path: path),
          suggestion: "a question is a mapping with \"question\" and \"answer\", or a key that asks"
        )
      ])
    }
  }

  /// Refuses questions that one place of the file stands for, as an alias of YAML makes them.
  private static func sharedRefused(_ questions: [TreeQuestion]) -> [TreeQuestion] {
    var counts: [TextSpan: Int] = [:]
    for question in questions {
      if let span = span(question.answer) { counts[span, default: 0] += 1 }
    }
    return questions.map { item in
      guard let span = span(item.answer), counts[span, default: 0] > 1 else { return item }
      let question = item.question
      return TreeQuestion(
        question: Question(
          identifier: question.identifier, text: question.text, headings: question.headings,
          place: question.place, choices: question.choices, presentAnswer: question.presentAnswer,
          refusal: "an alias repeats the place of the answer", takesComment: false),
        answer: item.answer, comment: nil, isBoolean: item.isBoolean)
    }
  }

  private static func span(_ place: TreeQuestion.Place) -> TextSpan? {
    switch place {
    case .value(let node, _): node.span
    case .entry(_, let mapping, _, _): mapping.span
    }
  }

  func filled(with answers: [Int: QuestionAnswer]) throws -> [UInt8] {
    guard !answers.isEmpty else { return bytes }
    var editor = TreeEditor(bytes, isYAML: format == .yaml)
    for index in answers.keys.sorted() {
      guard let answer = answers[index] else { continue }
      guard found.indices.contains(index) else {
        throw Unavailable("the questionnaire has no question \(index + 1)")
      }
      try put(answer, found[index], &editor)
    }
    let result = try editor.result()
    try verify(result, written: editor.written)
    return result
  }

  private func put(
    _ answer: QuestionAnswer, _ item: TreeQuestion, _ editor: inout TreeEditor
  ) throws(Unavailable) {
    if let value = answer.value {
      try AnswerRules.check(value, for: item.question)
      try editor.put(value, isLiteral: item.isBoolean, at: item.answer)
    }
    if let text = answer.comment {
      guard let comment = item.comment, item.question.takesComment else {
        throw Unavailable("\(item.question.place): there is no place for a comment")
      }
      try editor.put(text, isLiteral: false, at: comment)
    }
  }

  /// Reads the outcome and holds every value of it against the file as it was.
  private func verify(_ result: [UInt8], written: [String: String]) throws(Unavailable) {
    var expected = Self.values(documents)
    for (path, text) in written { expected[path] = text }
    let after = try? StructuredParser.parse(result, as: format, path: path)
    guard let after, Self.values(after) == expected else {
      throw Unavailable(
        "the file would not hold its answers and what it held before; nothing is written")
    }
  }

  /// The text of every scalar by its path.
  private static func values(_ documents: [Node]) -> [String: String] {
    var values: [String: String] = [:]
    var open = documents.enumerated().map { index, node in
      (path: documents.count == 1 ? [] : ["\(index)"], node: node)
    }
    while let (path, node) = open.popLast() {
      if let elements = node.elements {
        for (index, element) in elements.enumerated() {
          open.append((path + ["\(index)"], element))
        }
      } else if let entries = node.entries {
        for entry in entries { open.append((path + [entry.key], entry.value)) }
      } else {
        values[TreeEditor.key(path)] = node.scalarText ?? ""
      }
    }
    return values
  }
}
