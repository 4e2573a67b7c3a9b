/// Matches people's patterns with bounded effort.
package protocol PatternMatching: Sendable {
  /// Looks for the first match anywhere in the text.
  func firstMatch(of pattern: String, in text: String) -> PatternOutcome

  /// Why a pattern cannot be used, with the code-point offset of the error; nil when it can.
  func problem(with pattern: String) -> PatternProblem?
}

package enum PatternOutcome: Hashable, Sendable {
  /// UTF-8 offsets of the match.
  case match(Range<Int>)
  case noMatch
  /// The match or heap limit was reached: whether it matches is not known.
  case exceededLimit
  case invalid(PatternProblem)
}

package struct PatternProblem: Error, Hashable, Sendable {
  package let message: String
  package let offset: Int

  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }
}
