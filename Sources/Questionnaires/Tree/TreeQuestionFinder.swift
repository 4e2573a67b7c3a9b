import Model
import Spreadsheets

/// Finds the questions in a tree of lists and mappings by the names of keys.
struct TreeQuestionFinder {
  private(set) var found: [TreeQuestion] = []

  /// The questions of a file's documents in order.
  static func questions(in documents: [Node]) -> [TreeQuestion] {
    var finder = TreeQuestionFinder()
    for (index, document) in documents.enumerated() {
      let path = documents.count == 1 ? [] : ["\(index)"]
      finder.visit(document, path: path, headings: [])
    }
    return finder.found
  }

  private mutating func visit(_ node: Node, path: [String], headings: [String]) {
    if let elements = node.elements {
      for (index, element) in elements.enumerated() {
        visit(element, path: path + [String(index)], headings: headings)
      }
    } else if let entries = node.entries {
      if let question = question(node, entries, path: path, headings: headings) {
        found.append(question)
        return
      }
      let title = Self.scalar(Self.titleKeys, of: entries)
      let inner = title.map { headings + [$0] } ?? headings
      for entry in entries {
        if let question = keyed(entry, path: path + [entry.key], headings: inner) {
          found.append(question)
        } else {
          let isNamed = entry.value.entries != nil && title == nil && !path.isEmpty
          visit(
            entry.value, path: path + [entry.key],
            headings: isNamed && Self.isHeading(entry.key) ? inner + [entry.key] : inner)
        }
      }
    }
  }

  // MARK: A mapping that is a question

  private func question(
    _ node: Node, _ entries: [Node.Entry], path: [String], headings: [String]
  ) -> TreeQuestion? {
    let answer = Self.entry(Self.answerKeys, of: entries)
    let sure = Self.entry(Self.questionKeys, of: entries)
    let asked = sure ?? Self.entry(Self.textKeys, of: entries)
    guard let asked, let text = asked.value.string?.trimmed, !text.isEmpty else { return nil }
    guard sure != nil || answer != nil || QuestionWords.asks(text) else { return nil }
    // A mapping with lists of mappings in it is a part with a text, not a question.
    guard
      !entries.contains(where: {
        $0.value.elements?.contains { $0.entries != nil } == true && !Self.isChoices($0)
      })
    else { return nil }
    let comment = Self.entry(Self.commentKeys, of: entries)
    let isNew = answer == nil
    let choices = Self.choices(entries)
    let isBoolean = answer.map { Self.isBoolean($0.value) } ?? false
    return TreeQuestion(
      question: Question(
        identifier: Self.scalar(Self.identifierKeys, of: entries), text: text, headings: headings,
        place: Self.describe(path, node), choices: isBoolean ? ["true", "false"] : choices,
        presentAnswer: answer.flatMap { Self.present($0.value) },
        refusal: answer.flatMap { Self.refusal($0.value) },
        takesComment: isNew || (comment.map { Self.refusal($0.value) == nil } ?? false)),
      answer: place("answer", answer, in: node, after: asked, path: path),
      comment: isNew || comment != nil
        ? place("comment", comment, in: node, after: asked, path: path) : nil,
      isBoolean: isBoolean)
  }

  private func place(
    _ key: String, _ entry: Node.Entry?, in node: Node, after asked: Node.Entry, path: [String]
  ) -> TreeQuestion.Place {
    if let entry { return .value(entry.value, path: path + [entry.key]) }
    return .entry(key: key, of: node, after: asked, path: path + [key])
  }

  /// An entry whose key is the question and whose value is the answer.
  private func keyed(
    _ entry: Node.Entry, path: [String], headings: [String]
  ) -> TreeQuestion? {
    guard QuestionWords.asks(entry.key), entry.value.elements == nil, entry.value.entries == nil
    else { return nil }
    let split = IdentifierText.split(entry.key)
    let isBoolean = Self.isBoolean(entry.value)
    return TreeQuestion(
      question: Question(
        identifier: split?.identifier, text: split?.rest ?? entry.key, headings: headings,
        place: Self.describe(path, entry.value), choices: isBoolean ? ["true", "false"] : [],
        presentAnswer: Self.present(entry.value), refusal: Self.refusal(entry.value),
        takesComment: false),
      answer: .value(entry.value, path: path), comment: nil, isBoolean: isBoolean)
  }

  // MARK: Keys

  private static let questionKeys = ["question", "questiontext", "query"]
  private static let textKeys = ["text", "prompt", "title", "label", "description", "name"]
  private static let answerKeys = ["answer", "response", "reply"]
  private static let commentKeys = [
    "comment", "comments", "remarks", "explanation", "notes", "justification", "details",
  ]
  private static let identifierKeys = [
    "id", "identifier", "questionid", "ref", "reference", "number", "code", "key",
  ]
  private static let choiceKeys = [
    "choices", "options", "allowed", "allowedvalues", "allowedanswers",
  ]
  private static let titleKeys = ["title", "name", "section", "category", "heading", "label"]
  /// Keys that hold the questions and say nothing about them.
  private static let plainKeys: Set<String> = [
    "questions", "items", "sections", "questionnaire", "controls", "groups", "data", "domains",
  ]

  private static func isHeading(_ key: String) -> Bool { !plainKeys.contains(normalized(key)) }

  private static func normalized(_ key: String) -> String {
    String(key.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private static func entry(_ names: [String], of entries: [Node.Entry]) -> Node.Entry? {
    for name in names {
      if let entry = entries.first(where: { normalized($0.key) == name }) { return entry }
    }
    return nil
  }

  private static func scalar(_ names: [String], of entries: [Node.Entry]) -> String? {
    entry(names, of: entries)?.value.scalarText.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func isChoices(_ entry: Node.Entry) -> Bool {
    choiceKeys.contains(normalized(entry.key))
  }

  private static func choices(_ entries: [Node.Entry]) -> [String] {
    guard let list = entry(choiceKeys, of: entries)?.value.elements else { return [] }
    return list.compactMap { node in
      node.scalarText ?? node["value"]?.scalarText ?? node["label"]?.scalarText
    }
  }

  private static func isBoolean(_ node: Node) -> Bool {
    if case .boolean = node.content { return true }
    return false
  }

  private static func present(_ node: Node) -> String? {
    node.scalarText.flatMap { $0.trimmed.isEmpty ? nil : $0 }
  }

  private static func refusal(_ node: Node) -> String? {
    node.elements == nil && node.entries == nil ? nil : "the answer's place holds \(node.kindName)"
  }

  private static func describe(_ path: [String], _ node: Node) -> String {
    "line \(node.span.line), /" + path.joined(separator: "/")
  }
}
