import Spreadsheets

/// Walks over the items of a VSAQ questionnaire.
struct VSAQReader {
  private static let mostDepth = 50

  private(set) var found: [VSAQItem] = []
  /// The last plain text, which asks the question of a group that has no text of its own.
  private var lastInfo: String?

  mutating func read(_ items: [ScriptValue], headings: [String], depth: Int = 0) {
    guard depth < Self.mostDepth else { return }
    for item in items {
      let text = Self.plain(item["text"]?.text ?? "")
      let identifier = item["id"]?.text ?? ""
      switch item["type"]?.text {
      case "block":
        lastInfo = nil
        read(
          item["items"]?.elements ?? [], headings: text.isEmpty ? headings : headings + [text],
          depth: depth + 1)
      case "info": lastInfo = text
      case "line", "box":
        add(identifier, text, headings, [], .text(identifier: identifier))
      case "yesno":
        let (yes, no) = (item["yes"]?.text ?? "Yes", item["no"]?.text ?? "No")
        add(
          identifier, text, headings, [yes, no],
          .value(identifier: identifier, [yes: "yes", no: "no"]))
      case "check":
        add(
          identifier, text, headings, ["Yes", "No"],
          .value(identifier: identifier, ["Yes": "checked", "No": ""]))
      case "radiogroup": addRadios(item, identifier, text, headings)
      case "checkgroup": addChecks(item, text, headings)
      default: break
      }
    }
  }

  private mutating func addRadios(
    _ item: ScriptValue, _ identifier: String, _ text: String, _ headings: [String]
  ) {
    let choices = Self.choices(item)
    let named = choices.map { ($0.text, $0.identifier) }
    add(
      identifier, text.isEmpty ? lastInfo ?? "" : text, headings, choices.map(\.text),
      .check(Dictionary(named, uniquingKeysWith: { first, _ in first })))
  }

  /// Several of a group can hold, so each of them is a question of its own.
  private mutating func addChecks(_ item: ScriptValue, _ text: String, _ headings: [String]) {
    let asked = text.isEmpty ? lastInfo ?? "" : text
    for choice in Self.choices(item) {
      add(
        choice.identifier, asked.isEmpty ? choice.text : "\(asked) \(choice.text)", headings,
        ["Yes", "No"],
        .value(identifier: choice.identifier, ["Yes": "checked", "No": ""]))
    }
  }

  private mutating func add(
    _ identifier: String, _ text: String, _ headings: [String], _ choices: [String],
    _ answer: VSAQItem.Answer
  ) {
    lastInfo = nil
    guard !text.isEmpty else { return }
    let isGroup = if case .check = answer { true } else { false }
    let question = Question(
      identifier: identifier.isEmpty ? nil : identifier, text: text, headings: headings,
      place: identifier.isEmpty ? "an item without an id" : "item \(identifier)", choices: choices,
      refusal: identifier.isEmpty && !isGroup ? "the item has no id to keep an answer under" : nil,
      takesComment: false)
    found.append(VSAQItem(question: question, answer: answer))
  }

  private static func choices(_ item: ScriptValue) -> [(identifier: String, text: String)] {
    (item["choices"]?.elements ?? []).flatMap { choice in
      (choice.members ?? []).compactMap { member in
        member.value.text.map { (member.key, plain($0)) }
      }
    }
  }

  /// The text without its HTML tags.
  private static func plain(_ text: String) -> String {
    var result = ""
    var isTag = false
    for character in text {
      if character == "<" { isTag = true }
      if !isTag { result.append(character) }
      if character == ">" { isTag = false }
    }
    return isTag ? text.trimmed : result.trimmed
  }
}
