import Model
import Systems

/// Every question of a questionnaire with what was made of it.
package struct AnswerSheet: Sendable {
  package let answers: [Answer]

  package var needsPerson: Int { answers.count(where: \.needsPerson) }

  /// What goes into the questionnaire.
  package var filled: [Int: QuestionAnswer] {
    var filled: [Int: QuestionAnswer] = [:]
    for answer in answers {
      if case .answered(let text) = answer.outcome { filled[answer.number] = text }
    }
    return filled
  }

  /// Answers a questionnaire.
  ///
  /// - Parameters:
  ///   - questions: In the document's order.
  ///   - answerer: Decides.
  ///   - memory: What people answered before.
  ///   - replaces: Whether answers that stand there already are written over.
  /// - Throws: `SQLiteError` when the search fails.
  package init(
    _ questions: [Question], by answerer: Answerer, memory: AnswerMemory = AnswerMemory(),
    replaces: Bool = false
  ) throws(SQLiteError) {
    let wording = AnswerWording(assessedAt: answerer.ground.assessedAt)
    var made: [Answer] = []
    made.reserveCapacity(questions.count)
    for (number, question) in questions.enumerated() {
      let reading = QuestionReading(question.text, lexicon: answerer.index.lexicon)
      let decision = try answerer.decide(question, reading)
      let digest = AnswerMemory.digest(of: decision.footings)
      let recalled = memory.recall(
        reading.key, digest: digest, on: answerer.ground.assessedAt.date)
      made.append(
        AnswerMaker(
          number: number, question: question, decision: decision, digest: digest,
          recalled: recalled, wording: wording, replaces: replaces
        ).answer)
    }
    answers = made
  }
}
