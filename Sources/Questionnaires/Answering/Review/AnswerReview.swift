import Model
import Reports

/// The list of every answer with where it comes from; what needs a person stands first.
package struct AnswerReview: Sendable {
  /// How a review can be written.
  package enum Format: String, CaseIterable, Sendable {
    case markdown
    case csv
    case json

    /// The format that a file's name asks for; Markdown for one that says nothing.
    package init(path: String) {
      let ending = path.split(separator: ".").last?.lowercased() ?? ""
      self = ["csv": .csv, "json": .json][ending] ?? .markdown
    }
  }

  private let sheet: AnswerSheet
  private let organization: Organization
  private let audience: Control.Audience
  private let assessedAt: Instant

  package init(
    _ sheet: AnswerSheet, organization: Organization, audience: Control.Audience,
    assessedAt: Instant
  ) {
    self.sheet = sheet
    self.organization = organization
    self.audience = audience
    self.assessedAt = assessedAt
  }

  private var ordered: [ReviewEntry] {
    let entries = sheet.answers.map(ReviewEntry.init)
    return entries.filter(\.answer.needsPerson) + entries.filter { !$0.answer.needsPerson }
  }

  package func text(as format: Format) -> String {
    switch format {
    case .markdown: markdown
    case .csv:
      CSVText.row(ReviewEntry.columns) + ordered.map { CSVText.row($0.cells) }.joined()
    case .json: json.serialized()
    }
  }

  /// Three counts in one sentence.
  package var summary: String {
    let answered = sheet.filled.count
    let kept = sheet.answers.count - answered - sheet.needsPerson
    return "\(Wording.counted(sheet.answers.count, "question")): \(answered) answered, "
      + "\(sheet.needsPerson) need\(sheet.needsPerson == 1 ? "s" : "") a person"
      + (kept > 0 ? ", \(kept) answered already" : "")
  }

  private var markdown: String {
    var lines = [
      "# Review of answers: \(MarkdownText.escaped(organization.name))", "",
      "\(MarkdownText.escaped(summary)). Assessed on \(Wording.day(assessedAt.date)), "
        + "for the audience \(audience.rawValue).",
    ]
    let entries = ordered
    let groups = [
      ("What needs a person", entries.filter(\.answer.needsPerson)),
      ("What is answered", entries.filter { !$0.answer.needsPerson }),
    ]
    for (title, entries) in groups where !entries.isEmpty {
      lines += ["", "## \(title)"]
      for entry in entries { lines += Self.lines(of: entry) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of entry: ReviewEntry) -> [String] {
    let cells = zip(ReviewEntry.columns, entry.cells).filter {
      !["State", "Question", "Place", "Identifier"].contains($0.0) && !$0.1.isEmpty
    }
    let identifier = entry.answer.question.identifier.map { MarkdownText.escaped($0) + " " } ?? ""
    let question = MarkdownText.escaped(entry.answer.question.text)
    return ["", "### \(identifier)\(question)", ""]
      + ["- Place: \(MarkdownText.escaped(entry.answer.question.place))"]
      + cells.map { "- \($0.0): \(MarkdownText.escaped($0.1))" }
  }

  private var json: JSONValue {
    .object([
      "version": .integer(1), "organization": .string(PlainText.cleaned(organization.name)),
      "audience": .string(audience.rawValue), "assessedAt": .string(assessedAt.description),
      "counts": .object([
        "questions": .integer(sheet.answers.count), "answered": .integer(sheet.filled.count),
        "needsPerson": .integer(sheet.needsPerson),
      ]), "answers": .array(ordered.map(Self.json)),
    ])
  }

  private static func json(of entry: ReviewEntry) -> JSONValue {
    let answer = entry.answer
    func shown(_ text: String) -> JSONValue { .string(PlainText.cleaned(text, limit: 32_768)) }
    return .object([
      "state": .string(entry.state), "place": shown(answer.question.place),
      "identifier": answer.question.identifier.map(shown) ?? .null,
      "question": shown(answer.question.text),
      "answer": entry.value.isEmpty ? .null : shown(entry.value),
      "comment": entry.comment.isEmpty ? .null : shown(entry.comment),
      "source": .optional(answer.source?.rawValue), "score": .string(entry.score),
      "topics": .strings(answer.topics), "controls": .strings(answer.controls),
      "requirement": .optional(answer.requirement), "why": shown(entry.why),
    ])
  }
}
