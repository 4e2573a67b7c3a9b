import CommandLineInterface
import Model
import Questionnaires
import Systems

/// The files that `answer` reads and writes.
struct AnswerFiles {
  /// No questionnaire is larger.
  private static let largest = 64 << 20

  let path: String
  let output: String?
  private let reviews: [String]
  private let mapPath: String?
  let corrected: String?

  /// The files that the command line names.
  ///
  /// - Throws: `UsageError` when there is no questionnaire, or it would be written over unasked.
  init(_ arguments: ParsedArguments) throws {
    let command = arguments.command.name
    guard let path = arguments.operand(0) else {
      throw UsageError("which questionnaire is to be answered?", command: command)
    }
    self.path = path
    output = arguments.value("output")
    reviews = arguments.values("review")
    mapPath = arguments.value("map")
    corrected = arguments.value("learn")
    if let output, Self.canonical(output) == Self.canonical(path), !arguments.has("overwrite") {
      throw UsageError(
        "--output is the questionnaire itself; name another file, or add --overwrite",
        command: command)
    }
    let written = (reviews + [output].compactMap { $0 }).map(Self.canonical)
    let helpers = [mapPath, corrected, arguments.value("memory")].compactMap { $0 }
      .map(Self.canonical)
    guard Set(written).count == written.count, !written.contains(where: helpers.contains),
      !reviews.map(Self.canonical).contains(Self.canonical(path))
    else {
      throw UsageError("each result needs a file of its own", command: command)
    }
  }

  /// The path by which two names of one file are the same, also of one that is still to be written.
  private static func canonical(_ path: String) -> String {
    if let known = try? BoundedFile.canonicalPath(of: path) { return known }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let folder = path.dropLast(name.utf8.count)
    guard let known = try? BoundedFile.canonicalPath(of: folder.isEmpty ? "." : String(folder))
    else { return path }
    return known + "/" + name
  }

  /// The questionnaire, ready to be filled.
  func document() throws -> any QuestionnaireDocument {
    try document(at: path)
  }

  private func document(at path: String) throws -> any QuestionnaireDocument {
    let map = try mapPath.map {
      try QuestionnaireMap.read(Self.bytes($0), path: $0, patterns: PatternMatcher())
    }
    return try QuestionnaireReader.read(Self.bytes(path), path: path, map: map)
  }

  /// What a person left in the corrected copy, which is a review or the questionnaire itself.
  func corrections() throws -> [CorrectionReader.Correction] {
    guard let corrected else { return [] }
    if let review = try ReviewReader.corrections(Self.bytes(corrected), path: corrected) {
      return review
    }
    return try document(at: corrected).questions.compactMap { question in
      question.presentAnswer.map {
        CorrectionReader.Correction(question: question.text, value: $0, comment: nil)
      }
    }
  }

  /// Writes the filled questionnaire and the reviews.
  func write(
    _ sheet: AnswerSheet, into document: any QuestionnaireDocument, review: AnswerReview
  ) throws {
    if let output {
      let filled: [UInt8]
      do { filled = try document.filled(with: sheet.filled) } catch let error as Unavailable {
        throw CommandFailure("\(path) cannot be filled: \(error.reason)")
      }
      try Self.write(filled, to: output)
    }
    for path in reviews {
      try Self.write(Array(review.text(as: AnswerReview.Format(path: path)).utf8), to: path)
    }
  }

  static func bytes(_ path: String) throws(CommandFailure) -> [UInt8] {
    do { return try BoundedFile.read(path, limit: largest) } catch {
      throw CommandFailure(error.reason)
    }
  }

  static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    do { try OutputFile.write(bytes, to: path) } catch {
      throw CommandFailure("cannot write \(path): \(error.writingReason)")
    }
  }
}
