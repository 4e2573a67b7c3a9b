import Foundation
import Model
import Questionnaires
import Testing

@Suite("Labelled questions")
struct LabelledSetTests {
  @Test("topics are right, no yes is wrong, and most that can be answered is")
  func labelled() throws {
    let set = try LabelledQuestions()
    #expect(set.labels.count >= 400)
    let bench = try AnswerBench()
    let questions = set.labels.enumerated().map {
      Question(text: $0.element.question, place: "line \($0.offset + 2)")
    }
    let (tuned, heldOut) = set.scores(of: try bench.answers(questions))
    print("tuned: \(tuned.words)")
    print("held out: \(heldOut.words)")
    if ProcessInfo.processInfo.environment["AVOUCH_SHOW_LABELS"] == "1" {
      for score in [tuned] {
        for line in score.wrongYes { print("WRONG YES", line) }
        for line in score.wrongOther { print("WRONG", line) }
        for line in score.wrongTopics { print("TOPIC", line) }
        for line in score.missed { print("MISSED", line) }
      }
    }
    for score in [tuned, heldOut] {
      #expect(score.wrongYes.isEmpty, "\(score.wrongYes)")
      #expect(score.wrongOther.isEmpty, "\(score.wrongOther)")
      #expect(score.topicsRight * 10 >= score.topicsAsked * 9)
    }
  }
}
