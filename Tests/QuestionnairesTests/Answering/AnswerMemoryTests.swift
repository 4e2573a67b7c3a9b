import Foundation
import Model
import Questionnaires
import Systems
import TestSupport
import Testing

@Suite("Answer memory")
struct AnswerMemoryTests {
  let bench: AnswerBench
  let day = AnswerBench.now.date

  init() throws { bench = try AnswerBench() }

  private func learned(_ question: String, _ value: String) throws -> AnswerMemory {
    let question = Question(text: question, place: "A1")
    let sheet = try AnswerSheet([question], by: bench.answerer())
    return AnswerMemory(
      CorrectionReader.entries(
        from: [.init(question: question.text, value: value, comment: "Said by Ada.")],
        against: sheet, index: bench.index, on: day))
  }

  @Test("a correction wins next time, whatever the case and the spaces of the question")
  func correction() throws {
    let memory = try learned("Are encryption keys kept in a key management service?", "Yes, in KMS")
    #expect(memory.entries.count == 1)
    let answer = try #require(
      try bench.answer(
        "Are  ENCRYPTION keys kept in a key management service ?", memory: memory))
    #expect(answer.value == "Yes, in KMS" && answer.comment == "Said by Ada.")
    #expect(answer.source == .memory)
  }

  @Test("what says the same as today's answer teaches nothing")
  func same() throws {
    let question = Question(text: "Is data encrypted at rest?", place: "A1")
    let sheet = try AnswerSheet([question], by: bench.answerer())
    let given = try #require(sheet.filled[0])
    let entries = CorrectionReader.entries(
      from: [.init(question: question.text, value: given.value ?? "", comment: given.comment)],
      against: sheet, index: bench.index, on: day)
    #expect(entries.isEmpty)
  }

  @Test("a remembered answer is gone when its control changes, and the review says so")
  func changed() throws {
    let memory = try learned("Is the RTO less than 4 hours?", "Yes")
    let folder = TemporaryFolder()
    try FileManager.default.copyItem(
      atPath: AnswerBench.fixture, toPath: folder.path + "/posture")
    let facts = folder.path + "/posture/facts.yaml"
    let text = try String(contentsOfFile: facts, encoding: .utf8)
    try text.replacing("\"8h\"", with: "\"9h\"").write(
      toFile: facts, atomically: true, encoding: .utf8)
    let changed = try AnswerBench(posture: folder.path + "/posture")
    let answer = try #require(
      try changed.answer("Is the RTO less than 4 hours?", memory: memory))
    #expect(answer.value == nil || answer.source != .memory)
    #expect(answer.memoryNote?.contains("its controls changed") == true)
    #expect(try bench.answer("Is the RTO less than 4 hours?", memory: memory)?.source == .memory)
  }

  @Test("a remembered yes is not used against a control that does not hold")
  func guarded() throws {
    let memory = try learned("Are backups encrypted?", "Yes")
    let answer = try #require(try bench.answer("Are backups encrypted?", memory: memory))
    #expect(answer.value == nil && answer.needsPerson)
    #expect(answer.memoryNote?.contains("is not used") == true)
  }

  @Test("an answer that no control stands behind counts for a year")
  func expiry() throws {
    let question = "What is your company's registered address?"
    func memory(_ date: CalendarDate) -> AnswerMemory {
      AnswerMemory([
        .init(
          question: "what is your companys registered address", value: "1 Quay Street",
          comment: nil, controls: [], digest: nil, learned: date)
      ])
    }
    let answer = try #require(try bench.answer(question, memory: memory(day)))
    #expect(answer.value == "1 Quay Street" || !answer.controls.isEmpty)
    let old = try #require(try bench.answer(question, memory: memory(day.adding(days: -366))))
    #expect(old.value == nil && old.memoryNote?.contains("out of date") == true)
  }

  @Test("a value that is none of the choices is not written")
  func choices() throws {
    let memory = try learned("Do you have a risk register?", "Yes, since 2020")
    let answer = try #require(
      try bench.answer("Do you have a risk register?", choices: ["Yes", "No"], memory: memory))
    #expect(answer.value == nil)
  }

  @Test("the file holds what it was given, byte for byte the same each time")
  func file() throws {
    let hostile = "a: [\u{1F512}] \"quoted\" \\ \n# not a comment\t- {x}"
    let memory = AnswerMemory([
      .init(
        question: "is it so", value: hostile, comment: "=1+1", controls: ["a.b", "c"],
        digest: "ab", learned: day),
      .init(
        question: "another", value: "Yes", comment: nil, controls: [], digest: nil, learned: day),
    ])
    let text = AnswerMemoryFile.text(of: memory)
    let read = try AnswerMemoryFile.read(
      Array(text.utf8), path: "answers.yaml", patterns: PatternMatcher())
    #expect(read.entries == memory.entries)
    #expect(AnswerMemoryFile.text(of: read) == text)
    #expect(AnswerMemoryFile.text(of: AnswerMemory()) == "answers: []\n")
    #expect(throws: Diagnostics.self) {
      try AnswerMemoryFile.read(
        Array("answers: [{ question: x, valu: y }]".utf8), path: "a.yaml",
        patterns: PatternMatcher())
    }
  }
}
