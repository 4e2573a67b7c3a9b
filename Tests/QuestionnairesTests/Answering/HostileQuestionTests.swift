import Model
import Questionnaires
import TestSupport
import Testing

@Suite("Hostile questions")
struct HostileQuestionTests {
  @Test("a question of a megabyte needs a person, and quickly")
  func large() throws {
    let bench = try AnswerBench()
    let start = ContinuousClock.now
    for unit in ["Is data encrypted at rest? ", "\u{202E}", "é\u{301}"] {
      let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
      let answer = try #require(try bench.answer(text))
      #expect(answer.value == nil && answer.needsPerson)
    }
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test("many questions are all answered or handed on, and no number is taken for another")
  func many() throws {
    let bench = try AnswerBench()
    let questions = (0..<600).map {
      Question(text: "Is data of kind \($0) encrypted at rest?", place: "B\($0)")
    }
    let answers = try bench.answers(questions)
    #expect(answers.count == questions.count)
    #expect(answers.allSatisfy { $0.value == nil })
  }

  @Test("words of the search's own language are only words")
  func queries() throws {
    let bench = try AnswerBench()
    for text in ["\" OR NEAR(", "rowid:1 AND topics", "*", "NOT", "a\u{0}b", "\"\"\"", "'; DROP"] {
      #expect(try bench.answer(text)?.value == nil)
    }
  }

  @Test("no mixture of words from questions and of turning words trips it")
  func mixtures() throws {
    let bench = try AnswerBench()
    let set = try LabelledQuestions()
    let words = set.labels.flatMap { $0.question.split(separator: " ").map(String.init) }
    var random = SplitMix64(seed: 7)
    let questions = (0..<400).map { number in
      let count = Int.random(in: 1...14, using: &random)
      let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }
        .joined(separator: " ")
      return Question(text: text, place: "B\(number)")
    }
    #expect(try bench.answers(questions).count == questions.count)
  }

  @Test("a word that turns a question round, put anywhere, never leaves a yes")
  func turned() throws {
    let bench = try AnswerBench()
    let set = try LabelledQuestions()
    let held = set.labels.filter { $0.answer == "yes" }
    let turning = ["not", "never", "no", "without", "except", "optional", "only", "other"]
    var random = SplitMix64(seed: 11)
    var questions: [Question] = []
    for label in held {
      var words = label.question.split(separator: " ").map(String.init)
      words.insert(
        turning.randomElement(using: &random) ?? "not",
        at: Int.random(in: 1..<max(2, words.count), using: &random))
      // Some labels hold a turning word themselves, and two of them are beyond this test.
      guard !label.question.contains(" not "), !label.question.contains(" only") else { continue }
      questions.append(Question(text: words.joined(separator: " "), place: "B1"))
    }
    for answer in try bench.answers(questions) {
      #expect(answer.meaning != .yes, "\(answer.question.text)")
    }
  }

  @Test("a word that no control knows never leaves a yes")
  func unknown() throws {
    let bench = try AnswerBench()
    let set = try LabelledQuestions()
    var questions: [Question] = []
    for label in set.labels where label.answer == "yes" {
      let text = label.question.hasSuffix("?") ? String(label.question.dropLast()) : label.question
      questions.append(Question(text: text + " in Lighthouse?", place: "B1"))
    }
    for answer in try bench.answers(questions) {
      #expect(answer.meaning != .yes, "\(answer.question.text)")
    }
  }
}
