import Assessor
import Checks
import Collectors
import Foundation
import Model
import Policy
import Questionnaires
import Resources
import Systems

/// The posture under Tests/Fixtures/Answers, assessed as the command does it, and its answers.
struct AnswerBench {
  static let now = Instant(seconds: 1_795_255_200)

  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let fixture = package.appending(path: "Tests/Fixtures/Answers").path
  static let library = ResourceLibrary(folder: package.path)

  let assessment: Assessment
  let index: TopicIndex

  init() throws {
    assessment = try Self.standard.get()
    index = try Self.index()
  }

  init(posture path: String) throws {
    assessment = try Self.assess(path, at: Self.now)
    index = try Self.index()
  }

  private static func assess(_ path: String, at now: Instant) throws -> Assessment {
    let patterns = PatternMatcher()
    let reader = PostureReader(
      checks: CheckCatalog.all, library: library, patterns: patterns, environment: [:])
    let posture = try reader.read(path: path)
    let assessor = Assessor(
      posture: posture,
      collectors: CollectorCatalog.standard(
        library: library, fingerprintKey: [1], version: "test", environment: [:]),
      patterns: patterns,
      options: Assessor.Options(
        now: now, toolVersion: "test", gate: posture.gate, fingerprintKey: [1]))
    return assessor.assess(
      in: CollectionContext(now: now, deadline: .now + .seconds(60), cancellation: Cancellation())
    ) { _, _, _ in }
  }

  /// Read once for all tests.
  private static let words = Result {
    let shipped = TopicLibrary(library, patterns: PatternMatcher())
    return (topics: try shipped.topics(), vocabulary: try shipped.vocabulary())
  }

  private static let standard = Result { try assess(fixture, at: now) }

  static func index() throws -> TopicIndex {
    let words = try words.get()
    return try TopicIndex(topics: words.topics, vocabulary: words.vocabulary)
  }

  func answerer(
    for audience: Control.Audience = .public, questions: [Question] = [], framework: String? = nil
  ) -> Answerer {
    Answerer(
      ground: AnswerGround(assessment, for: audience, index: index), index: index,
      resolver: RequirementResolver(
        framework: framework, questions: questions, topics: index.topics,
        frameworks: assessment.frameworks))
  }

  func answers(
    _ questions: [Question], for audience: Control.Audience = .public,
    memory: AnswerMemory = AnswerMemory(), replaces: Bool = false, framework: String? = nil
  ) throws -> [Answer] {
    try AnswerSheet(
      questions, by: answerer(for: audience, questions: questions, framework: framework),
      memory: memory, replaces: replaces
    ).answers
  }

  func answer(
    _ text: String, choices: [String] = [], identifier: String? = nil, headings: [String] = [],
    for audience: Control.Audience = .public, memory: AnswerMemory = AnswerMemory()
  ) throws -> Answer? {
    try answers(
      [
        Question(
          identifier: identifier, text: text, headings: headings, place: "line 1",
          choices: choices)
      ], for: audience, memory: memory
    ).first
  }
}

extension Answer {
  var value: String? {
    if case .answered(let text) = outcome { text.value } else { nil }
  }

  var comment: String? {
    if case .answered(let text) = outcome { text.comment } else { nil }
  }

  var reason: String? {
    if case .needsPerson(let reason) = outcome { reason } else { nil }
  }
}
