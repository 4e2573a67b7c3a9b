/// A switch of a pipeline file.
package struct PipelineFlag: Hashable, Sendable {
  package enum State: Hashable, Sendable {
    case on
    case off
    /// Decided by an expression when it runs.
    case decidedLater(PipelineExpression)
  }

  package let state: State
  package let span: TextSpan

  package init(_ state: State, at span: TextSpan) {
    self.state = state
    self.span = span
  }
}
