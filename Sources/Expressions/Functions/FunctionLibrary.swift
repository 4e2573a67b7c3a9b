/// The functions that every expression may call.
struct FunctionLibrary: Sendable {
  private struct Key: Hashable {
    let name: String
    let isMember: Bool
    let arity: Int
  }

  private let definitions: [Key: FunctionDefinition]
  /// Names of functions that are called with a receiver, in order.
  let memberNames: [String]
  /// Names of the others, with their namespaces.
  let globalNames: [String]

  static let standard = FunctionLibrary(
    StandardFunctions.all + ConversionFunctions.all + TimeFunctions.all + StringFunctions.all
      + MathFunctions.all + ListFunctions.all + OptionalFunctions.all + EncodingFunctions.all
      + NetworkFunctions.all + QuantityFunctions.all)

  init(_ functions: [FunctionDefinition]) {
    definitions = Dictionary(
      functions.map {
        (Key(name: $0.name, isMember: $0.isMember, arity: $0.arity), $0)
      }, uniquingKeysWith: { $0.merged(with: $1) })
    memberNames = Set(functions.filter(\.isMember).map(\.name)).sorted()
    globalNames = Set(functions.filter { !$0.isMember }.map(\.name)).sorted()
  }

  func function(_ name: String, isMember: Bool, arity: Int) -> FunctionDefinition? {
    definitions[Key(name: name, isMember: isMember, arity: arity)]
      ?? (MathFunctions.isVariadic(name) && !isMember && arity > 2
        ? MathFunctions.variadic(name, arity: arity) : nil)
  }
}

extension FunctionDefinition {
  /// The same name with the same number of arguments for other types; the first that takes the
  /// arguments is used.
  fileprivate func merged(with other: FunctionDefinition) -> FunctionDefinition {
    let body: Implementation
    switch (implementation, other.implementation) {
    case (.unary(let first), .unary(let second)):
      body = .unary { value, frame in first(value, &frame) ?? second(value, &frame) }
    case (.binary(let first), .binary(let second)):
      body = .binary { left, right, frame in
        first(left, right, &frame) ?? second(left, right, &frame)
      }
    case (.variadic(let first), .variadic(let second)):
      body = .variadic { values, frame in first(values, &frame) ?? second(values, &frame) }
    default: body = implementation
    }
    return FunctionDefinition(
      name, isMember: isMember, signatures + other.signatures, body,
      keepsOrigin: keepsOrigin && other.keepsOrigin)
  }
}
