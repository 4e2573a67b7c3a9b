/// One way to call a function: what it takes and what it gives.
struct Signature: Sendable {
  let parameters: [ExpressionType]
  let result: ExpressionType

  init(_ parameters: [ExpressionType], _ result: ExpressionType) {
    self.parameters = parameters
    self.result = result
  }
}

/// A function for one number of arguments.
///
/// The receiver of a member function is its first argument.
struct FunctionDefinition: Sendable {
  typealias Value = ExpressionValue

  /// Each gives nil for types that it does not take.
  enum Implementation: Sendable {
    case none(@Sendable () -> Value)
    case unary(@Sendable (Value, inout Frame) -> Value?)
    case binary(@Sendable (Value, Value, inout Frame) -> Value?)
    case variadic(@Sendable ([Value], inout Frame) -> Value?)
  }

  /// With its namespace: `math.abs`.
  let name: String
  let isMember: Bool
  let signatures: [Signature]
  let implementation: Implementation
  /// Whether the result is the first argument, or what it wraps.
  let keepsOrigin: Bool

  var arity: Int { signatures.first?.parameters.count ?? 0 }

  init(
    _ name: String, isMember: Bool, _ signatures: [Signature], _ implementation: Implementation,
    keepsOrigin: Bool = false
  ) {
    self.name = name
    self.isMember = isMember
    self.signatures = signatures
    self.implementation = implementation
    self.keepsOrigin = keepsOrigin
  }

  static func global(
    _ name: String, _ signatures: [Signature], keepsOrigin: Bool = false,
    _ body: @escaping @Sendable (Value, inout Frame) -> Value?
  ) -> FunctionDefinition {
    FunctionDefinition(
      name, isMember: false, signatures, .unary(body), keepsOrigin: keepsOrigin)
  }

  static func global(
    _ name: String, _ signatures: [Signature],
    _ body: @escaping @Sendable (Value, Value, inout Frame) -> Value?
  ) -> FunctionDefinition {
    FunctionDefinition(name, isMember: false, signatures, .binary(body))
  }

  static func member(
    _ name: String, _ signatures: [Signature], keepsOrigin: Bool = false,
    _ body: @escaping @Sendable (Value, inout Frame) -> Value?
  ) -> FunctionDefinition {
    FunctionDefinition(name, isMember: true, signatures, .unary(body), keepsOrigin: keepsOrigin)
  }

  static func member(
    _ name: String, _ signatures: [Signature],
    _ body: @escaping @Sendable (Value, Value, inout Frame) -> Value?
  ) -> FunctionDefinition {
    FunctionDefinition(name, isMember: true, signatures, .binary(body))
  }

  static func member(
    _ name: String, _ signatures: [Signature],
    many body: @escaping @Sendable ([Value], inout Frame) -> Value?
  ) -> FunctionDefinition {
    FunctionDefinition(name, isMember: true, signatures, .variadic(body))
  }

  static func failure(_ kind: Failure.Kind, _ message: String) -> Value {
    .failure(kind, message)
  }
}
