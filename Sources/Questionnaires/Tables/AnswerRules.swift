import Model

/// What holds for an answer in every format.
enum AnswerRules {
  /// - Throws: `Unavailable` when the question takes no answer, or not this one.
  static func check(_ value: String, for question: Question) throws(Unavailable) {
    if let refusal = question.refusal {
      throw Unavailable("\(question.place): no answer can be written: \(refusal)")
    }
    guard question.choices.isEmpty || question.choices.contains(value) else {
      throw Unavailable(
        "\(question.place): \"\(String(value.prefix(60)))\" is none of the answers that are allowed: "
          + question.choices.prefix(20).joined(separator: ", "))
    }
  }
}
