import Model

/// What was decided about one question.
struct Decision: Sendable {
  enum Result: Sendable {
    case answer(AnswerMeaning)
    /// Nobody but a person can answer it, for this reason.
    case needsPerson(String)
  }

  let result: Result
  /// How much of what the question says is accounted for, from 0 to 1.
  let score: Double
  let topics: [Topic]
  let footings: [AnswerGround.Footing]
  /// The requirement by which the controls were found, if any.
  var reference: RequirementReference?
}
