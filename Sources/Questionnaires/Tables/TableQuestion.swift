import Model

/// A question of a table with the places of its answer.
struct TableQuestion: Sendable {
  let question: Question
  let answer: Answer
  let comment: GridPlace?

  enum Answer: Sendable {
    case cell(GridPlace)
    /// The cells of which one gets the mark, by the choice that it stands for.
    case marks([(title: String, place: GridPlace)], mark: String)
  }

  /// The texts to be put into cells; an empty text clears one.
  ///
  /// - Throws: `Unavailable` when the answer is none of the choices, or has no place.
  func edits(_ given: QuestionAnswer) throws(Unavailable) -> [GridPlace: String] {
    var edits: [GridPlace: String] = [:]
    if let value = given.value {
      try AnswerRules.check(value, for: question)
      switch answer {
      case .cell(let place): edits[place] = value
      case .marks(let marks, let mark):
        for (title, place) in marks { edits[place] = title == value ? mark : "" }
      }
    }
    if let text = given.comment {
      guard let comment, question.takesComment else {
        throw Unavailable("\(question.place): there is no place for a comment")
      }
      edits[comment] = text
    }
    return edits
  }
}
