/// A part of an expression, ready to run, with its type.
struct Compiled {
  let operation: any Operation
  let type: ExpressionType
  /// The value, where it is written out.
  let constant: ExpressionValue?

  init(_ operation: any Operation, _ type: ExpressionType, constant: ExpressionValue? = nil) {
    self.operation = operation
    self.type = type
    self.constant = constant
  }
}
