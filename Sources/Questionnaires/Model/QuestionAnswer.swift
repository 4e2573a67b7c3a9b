/// What is written beside one question.
package struct QuestionAnswer: Hashable, Sendable {
  /// In the questionnaire's own words: one of the question's choices where it has any.
  ///
  /// Nil leaves the answer's place as it is.
  package let value: String?
  package let comment: String?

  package init(value: String?, comment: String?) {
    self.value = value
    self.comment = comment
  }
}
