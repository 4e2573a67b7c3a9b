import Model

/// Takes in what a person changed in a filled questionnaire or in the review of it.
package enum CorrectionReader {
  /// One question with the answer that a person left beside it.
  package struct Correction: Hashable, Sendable {
    package let question: String
    package let value: String
    package let comment: String?

    package init(question: String, value: String, comment: String?) {
      self.question = question
      self.value = value
      self.comment = comment
    }
  }

  /// The entries that a person's copy adds to a memory.
  ///
  /// What says the same as the answer that is worked out today teaches nothing.
  ///
  /// - Parameters:
  ///   - corrections: What stands in the person's copy.
  ///   - sheet: The answers as they are worked out today, without any memory.
  ///   - index: Reads questions.
  ///   - day: Today.
  /// - Returns: one entry for each answer that a person changed, in the order of the copy.
  package static func entries(
    from corrections: [Correction], against sheet: AnswerSheet, index: TopicIndex,
    on day: CalendarDate
  ) -> [AnswerMemory.Entry] {
    var answers: [String: Answer] = [:]
    for answer in sheet.answers {
      answers[QuestionReading(answer.question.text, lexicon: index.lexicon).key] = answer
    }
    return corrections.compactMap { correction in
      let key = QuestionReading(correction.question, lexicon: index.lexicon).key
      guard !correction.value.isEmpty, let answer = answers[key] else { return nil }
      if case .answered(let given) = answer.outcome, given.value == correction.value,
        correction.comment == nil || correction.comment == given.comment
      {
        return nil
      }
      return AnswerMemory.Entry(
        question: key, value: correction.value, comment: correction.comment,
        controls: answer.controls, digest: answer.digest, learned: day)
    }
  }
}
