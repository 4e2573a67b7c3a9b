/// A buyer's questionnaire, in whatever format it came.
package protocol QuestionnaireDocument: Sendable {
  /// In the order in which a person meets them.
  var questions: [Question] { get }

  /// Puts answers in and changes nothing else.
  ///
  /// - Parameter answers: by the question's index in `questions`.
  /// - Returns: the whole file.
  /// - Throws: `Unavailable` when an answer cannot be put in without harm to the rest.
  func filled(with answers: [Int: QuestionAnswer]) throws -> [UInt8]
}
