import CommandLineInterface
import Model
import Policy
import Questionnaires
import Resources
import Systems

/// Answers one questionnaire from one assessment.
struct AnswerWork {
  private let questions: [Question]
  private let assessment: Assessment
  private let audience: Control.Audience
  private let index: TopicIndex
  private let answerer: Answerer
  private let replaces: Bool
  private let isMemoryNamed: Bool

  /// Reads the topics and prepares the ground.
  ///
  /// - Throws: `UsageError` for an option that cannot be, `Diagnostics` when shipped files are broken.
  init(
    _ arguments: ParsedArguments, assessment: Assessment, questions: [Question],
    library: ResourceLibrary
  ) throws {
    self.questions = questions
    self.assessment = assessment
    audience = arguments.value("audience").flatMap { Control.Audience(rawValue: $0) } ?? .public
    replaces = arguments.has("replace")
    isMemoryNamed = arguments.value("memory") != nil
    let topics = TopicLibrary(library, patterns: PatternMatcher())
    do {
      index = try TopicIndex(topics: topics.topics(), vocabulary: topics.vocabulary())
    } catch let error as SQLiteError {
      throw CommandFailure("the search for topics cannot be set up: \(error.words)")
    }
    let framework = try Self.framework(arguments, library)
    answerer = Answerer(
      ground: AnswerGround(assessment, for: audience, index: index), index: index,
      resolver: RequirementResolver(
        framework: framework, questions: questions, topics: index.topics,
        frameworks: assessment.frameworks),
      threshold: try Self.threshold(arguments))
  }

  private static func threshold(_ arguments: ParsedArguments) throws(UsageError) -> Double {
    guard let text = arguments.value("threshold") else { return Answerer.defaultThreshold }
    guard let share = Double(text), (0.1...1).contains(share) else {
      throw UsageError(
        "--threshold is a share from 0.1 to 1, not \"\(text)\"", command: arguments.command.name)
    }
    return share
  }

  private static func framework(
    _ arguments: ParsedArguments, _ library: ResourceLibrary
  ) throws(UsageError) -> String? {
    guard let name = arguments.value("framework") else { return nil }
    let known = FrameworkLibrary(library).identifiers
    guard known.contains(name) else {
      let nearest = NearestName.find(name, among: known).map { "; did you mean \"\($0)\"?" }
      throw UsageError(
        "unknown framework \"\(name)\"" + (nearest ?? ""), command: arguments.command.name)
    }
    return name
  }

  /// What people answered before, with what the corrected copy adds, which is kept in the file.
  func memory(at path: String?, learningFrom files: AnswerFiles) throws -> AnswerMemory {
    guard let path else {
      guard files.corrected == nil else {
        throw UsageError(
          "--learn needs a file to keep answers in: --memory, or \"answers\" in the posture",
          command: AnswerCommand.definition.name)
      }
      return AnswerMemory()
    }
    var memory = try read(path, mayBeAbsent: !isMemoryNamed || files.corrected != nil)
    guard files.corrected != nil else { return memory }
    let entries = CorrectionReader.entries(
      from: try files.corrections(), against: try sheet(AnswerMemory(), replacing: true),
      index: index, on: assessment.assessedAt.date)
    for entry in entries { memory.learn(entry) }
    try AnswerFiles.write(Array(AnswerMemoryFile.text(of: memory).utf8), to: path)
    return memory
  }

  private func read(_ path: String, mayBeAbsent: Bool) throws -> AnswerMemory {
    let bytes: [UInt8]
    do { bytes = try BoundedFile.read(path, limit: AnswerMemoryFile.largest) } catch {
      if error.isAbsent, mayBeAbsent { return AnswerMemory() }
      throw CommandFailure(error.reason)
    }
    return try AnswerMemoryFile.read(bytes, path: path, patterns: PatternMatcher())
  }

  /// The answers to all questions.
  func sheet(_ memory: AnswerMemory) throws -> AnswerSheet {
    try sheet(memory, replacing: replaces)
  }

  private func sheet(_ memory: AnswerMemory, replacing: Bool) throws -> AnswerSheet {
    do {
      return try AnswerSheet(questions, by: answerer, memory: memory, replaces: replacing)
    } catch {
      throw CommandFailure("the search for topics failed: \(error.words)")
    }
  }

  func review(of sheet: AnswerSheet) -> AnswerReview {
    AnswerReview(
      sheet, organization: assessment.organization, audience: audience,
      assessedAt: assessment.assessedAt)
  }
}
