import Expressions
import Model

/// What must hold for a value: the tree that rows of `path / operator / value` are read into.
///
/// An expression is a leaf of the same tree, so that rows and expressions go together, and there is
/// one evaluator with one meaning of true, false and unknown.
package indirect enum Assertion: Sendable {
  case comparison(Comparison)
  case not(Assertion)
  case all([Assertion])
  case any([Assertion])
  case quantified(Quantification)
  case expression(AssertedExpression)
}

/// An expression of CEL that must be true, over `resource` (the subject) and `document`.
package struct AssertedExpression: Sendable {
  package let text: String
  package let compiled: CompiledExpression

  package init(text: String, compiled: CompiledExpression) {
    self.text = text
    self.compiled = compiled
  }
}

/// One condition on the value at one path.
package struct Comparison: Sendable {
  /// Steps from the subject; none for the subject itself, and never `.every`.
  package let steps: [DataPath.Step]
  package let condition: Condition
  package let isNegated: Bool

  package init(steps: [DataPath.Step], condition: Condition, isNegated: Bool = false) {
    self.steps = steps
    self.condition = condition
    self.isNegated = isNegated
  }
}

/// An assertion over every element of a list or value of a mapping.
package struct Quantification: Sendable {
  package let quantifier: Quantifier
  /// Steps from the subject to the list, without the `[*]` itself.
  package let steps: [DataPath.Step]
  /// What is said of each element.
  package let body: Assertion

  package init(_ quantifier: Quantifier, steps: [DataPath.Step], body: Assertion) {
    self.quantifier = quantifier
    self.steps = steps
    self.body = body
  }
}

/// How many elements an assertion is about.
package enum Quantifier: String, CaseIterable, Sendable {
  case all
  case any
  case none
}
