/// A value and the place where a file says it.
package struct Placed<Value: Hashable & Sendable>: Hashable, Sendable {
  package let value: Value
  package let span: TextSpan

  package init(_ value: Value, at span: TextSpan) {
    self.value = value
    self.span = span
  }
}
