import Foundation
import Model
import Questionnaires
import StructuredData

/// Questions with the topic and the answer that a person gave them for the fixture's posture.
struct LabelledQuestions {
  /// The right answer: `yes`, `no`, `partial`, `text`, or `person` where the posture does not tell.
  struct Label {
    let isHeldOut: Bool
    let topics: [String]
    let answer: String
    let question: String
  }

  let labels: [Label]

  init() throws {
    let path = AnswerBench.fixture + "/questions.csv"
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
    labels = try CSVParser.parse(bytes, path: path).map { row in
      Label(
        isHeldOut: row["set"]?.scalarText == "held",
        topics: (row["topic"]?.scalarText ?? "").split(separator: "/").map(String.init),
        answer: row["answer"]?.scalarText ?? "", question: row["question"]?.scalarText ?? "")
    }
  }

  /// How many of some answers are right.
  struct Score {
    var questions = 0
    var topicsAsked = 0
    var topicsRight = 0
    var answered = 0
    /// Could be answered without a person.
    var answerable = 0
    var answerableAnswered = 0
    /// A yes that the posture does not hold.
    var wrongYes: [String] = []
    /// Any other answer that is not the right one.
    var wrongOther: [String] = []
    var missed: [String] = []
    var wrongTopics: [String] = []

    mutating func add(_ label: Label, _ answer: Answer) {
      questions += 1
      if label.topics != ["-"] {
        topicsAsked += 1
        let isRight = answer.topics.contains { label.topics.contains($0) }
        topicsRight += isRight ? 1 : 0
        if !isRight { wrongTopics.append("\(label.question) → \(answer.topics)") }
      }
      if label.answer != "person" { answerable += 1 }
      guard let meaning = answer.meaning, answer.value != nil else {
        if label.answer != "person" {
          missed.append("\(label.question) [\(label.answer)] \(answer.reason ?? "")")
        }
        return
      }
      answered += 1
      let given = meaning == .planned ? "no" : meaning.rawValue
      if given == label.answer {
        answerableAnswered += 1
      } else if given == "yes" {
        wrongYes.append(label.question)
      } else {
        wrongOther.append("\(label.question) [\(label.answer)] was \(given)")
      }
    }

    var words: String {
      "\(questions) questions; topic right \(topicsRight) of \(topicsAsked); answered \(answered); "
        + "of \(answerable) answerable \(answerableAnswered) right; wrong yes \(wrongYes.count), "
        + "other wrong \(wrongOther.count)"
    }
  }

  func scores(of answers: [Answer]) -> (tuned: Score, heldOut: Score) {
    var tuned = Score()
    var heldOut = Score()
    for (label, answer) in zip(labels, answers) {
      if label.isHeldOut { heldOut.add(label, answer) } else { tuned.add(label, answer) }
    }
    return (tuned, heldOut)
  }
}
