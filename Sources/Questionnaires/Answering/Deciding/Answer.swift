import Model

/// What was made of one question.
package struct Answer: Sendable {
  /// Where an answer comes from.
  package enum Source: String, Sendable {
    /// The identifier of a framework's requirement.
    case identifier
    /// The words of the question.
    case retrieval
    /// A person's earlier answer to the same question.
    case memory
  }

  package enum Outcome: Hashable, Sendable {
    case answered(QuestionAnswer)
    /// A person has to answer, for this reason.
    case needsPerson(String)
    /// An answer stands there already.
    case kept
  }

  /// The question's index in its document.
  package let number: Int
  package let question: Question
  package let outcome: Outcome
  package let source: Source?
  /// What the answer means, where that is known.
  package let meaning: AnswerMeaning?
  /// From 0 to 1.
  package let score: Double
  /// The topics it was taken to be about.
  package let topics: [String]
  /// The controls behind it.
  package let controls: [String]
  /// The requirement by which the controls were found: `ccm4 IAM-14`.
  package let requirement: String?
  /// What a person can start from.
  package let draft: String?
  /// What an earlier answer of a person has come to.
  package let memoryNote: String?
  /// Of the controls behind it, their sentences and their states.
  package let digest: String?

  package var needsPerson: Bool {
    if case .needsPerson = outcome { true } else { false }
  }
}
