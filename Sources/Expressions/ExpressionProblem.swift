/// Why an expression cannot be used, with the code-point offset of what is wrong in its text.
package struct ExpressionProblem: Error, Hashable, Sendable {
  package let message: String
  /// In code points, from 0.
  package let offset: Int

  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }
}
