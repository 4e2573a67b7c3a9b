/// Why an expression cannot be used, with the code-point offset of what is wrong in its text.
package struct ExpressionProblem: Error, Hashable, Sendable, Comparable {
  package let message: String
  /// In code points, from 0.
  package let offset: Int
  /// The nearest known name or another way out.
  package let suggestion: String?

  package init(message: String, offset: Int, suggestion: String? = nil) {
    self.message = message
    self.offset = offset
    self.suggestion = suggestion
  }

  package static func < (left: ExpressionProblem, right: ExpressionProblem) -> Bool {
    (left.offset, left.message) < (right.offset, right.message)
  }
}

/// Everything wrong with one expression.
package struct ExpressionProblems: Error, Hashable, Sendable {
  package let list: [ExpressionProblem]

  package init(_ list: [ExpressionProblem]) { self.list = list }
}
