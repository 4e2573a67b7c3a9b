/// One line of the review, in words.
struct ReviewEntry {
  /// The names of the columns, in their order.
  static let columns = [
    "State", "Place", "Identifier", "Question", "Answer", "Comment", "Source", "Score", "Topics",
    "Controls", "Why",
  ]

  let answer: Answer

  var state: String {
    switch answer.outcome {
    case .answered: "answered"
    case .needsPerson: "needs a person"
    case .kept: "already answered"
    }
  }

  var value: String {
    if case .answered(let text) = answer.outcome { text.value ?? "" } else { "" }
  }

  /// What stands beside the answer, or what a person can start from.
  var comment: String {
    if case .answered(let text) = answer.outcome { return text.comment ?? "" }
    return answer.draft ?? ""
  }

  /// With two decimals, so that a review is the same everywhere.
  var score: String {
    let hundredths = Int((min(max(answer.score, 0), 1) * 100).rounded())
    return hundredths == 100 ? "1.00" : "0." + (hundredths < 10 ? "0" : "") + String(hundredths)
  }

  var why: String {
    let reason: String =
      switch answer.outcome {
      case .needsPerson(let reason): reason
      case .kept: "an answer stands there already"
      case .answered:
        switch answer.source {
        case .memory: "a person answered this question before, and its controls are unchanged"
        case .identifier: "found by \(answer.requirement ?? "its identifier")"
        case .retrieval, nil: "found by its words"
        }
      }
    return [reason, answer.memoryNote].compactMap { $0 }.joined(separator: "; ")
  }

  var cells: [String] {
    [
      state, answer.question.place, answer.question.identifier ?? "", answer.question.text, value,
      comment, answer.source?.rawValue ?? "", score, answer.topics.joined(separator: ", "),
      answer.controls.joined(separator: ", "), why,
    ]
  }
}
