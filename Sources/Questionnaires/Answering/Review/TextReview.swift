import Reports

/// The review for a terminal: what is answered in a line each, what needs a person with its reason.
package struct TextReview {
  private static let longestQuestion = 100

  private let sheet: AnswerSheet
  private let summary: String

  package init(_ sheet: AnswerSheet, summary: String) {
    self.sheet = sheet
    self.summary = summary
  }

  package var text: String {
    let entries = sheet.answers.map(ReviewEntry.init)
    let open = entries.filter(\.answer.needsPerson)
    let rest = entries.filter { !$0.answer.needsPerson }
    var lines = rest.map { entry in
      let value = entry.value.isEmpty ? "(kept)" : entry.value
      return "\(Self.head(of: entry))\n    \(Self.shown(value))  [\(entry.why)]"
    }
    if !open.isEmpty {
      lines.append("\nneeds a person:")
      lines += open.map { "\(Self.head(of: $0))\n    \(Self.shown($0.why))" }
    }
    return lines.map { $0 + "\n" }.joined() + "\n\(summary).\n"
  }

  private static func head(of entry: ReviewEntry) -> String {
    let identifier = entry.answer.question.identifier.map { shown($0) + " " } ?? ""
    return
      "\(shown(entry.answer.question.place)): \(identifier)\(shown(entry.answer.question.text))"
  }

  private static func shown(_ text: String) -> String {
    PlainText.cleaned(text, limit: longestQuestion)
  }
}
