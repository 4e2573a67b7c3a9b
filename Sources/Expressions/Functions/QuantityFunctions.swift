/// Amounts such as `2Gi` (the quantity library of Kubernetes).
///
/// Beyond it, `<`, `<=`, `>` and `>=` compare an amount with an amount, a text that is one, or a
/// whole number.
enum QuantityFunctions {
  static let all: [FunctionDefinition] = [
    .global("quantity", [Signature([.string], .quantity), Signature([.integer], .quantity)]) {
      value, _ in
      switch value {
      case .string(let text):
        Quantity(text).map(ExpressionValue.quantity)
          ?? .failure(.invalidArgument, "the text is no quantity such as 2Gi or 500m")
      case .integer(let whole): .quantity(Quantity(whole))
      default: nil
      }
    },
    .global("isQuantity", [Signature([.string], .boolean)]) { value, _ in
      guard case .string(let text) = value else { return nil }
      return .boolean(Quantity(text) != nil)
    },
    .member("sign", [Signature([.quantity], .integer)]) { value, _ in
      guard case .quantity(let quantity) = value else { return nil }
      return .integer(Int(quantity.billionths.signum()))
    },
    .member("isInteger", [Signature([.quantity], .boolean)]) { value, _ in
      guard case .quantity(let quantity) = value else { return nil }
      return .boolean(quantity.whole != nil)
    },
    .member("asInteger", [Signature([.quantity], .integer)]) { value, _ in
      guard case .quantity(let quantity) = value else { return nil }
      return quantity.whole.map(ExpressionValue.integer)
        ?? .failure(.range, "the quantity is no whole number of 64 bits")
    },
    .member("asApproximateFloat", [Signature([.quantity], .double)]) { value, _ in
      guard case .quantity(let quantity) = value else { return nil }
      return .double(quantity.approximate)
    },
    arithmetic("add") { $0.adding($1) }, arithmetic("sub") { $0.subtracting($1) },
    comparison("compareTo", .integer) { .integer($0 < $1 ? -1 : $0 > $1 ? 1 : 0) },
    comparison("isLessThan", .boolean) { .boolean($0 < $1) },
    comparison("isGreaterThan", .boolean) { .boolean($0 > $1) },
  ]

  private static func arithmetic(
    _ name: String, _ body: @escaping @Sendable (Quantity, Quantity) -> Quantity?
  ) -> FunctionDefinition {
    .member(
      name,
      [Signature([.quantity, .quantity], .quantity), Signature([.quantity, .integer], .quantity)]
    ) { left, right, _ in
      guard case .quantity(let left) = left else { return nil }
      let other: Quantity
      switch right {
      case .quantity(let quantity): other = quantity
      case .integer(let whole): other = Quantity(whole)
      default: return nil
      }
      return body(left, other).map(ExpressionValue.quantity)
        ?? .failure(.range, "the quantity does not fit")
    }
  }

  private static func comparison(
    _ name: String, _ result: ExpressionType,
    _ body: @escaping @Sendable (Quantity, Quantity) -> ExpressionValue
  ) -> FunctionDefinition {
    .member(name, [Signature([.quantity, .quantity], result)]) { left, right, _ in
      guard case (.quantity(let left), .quantity(let right)) = (left, right) else { return nil }
      return body(left, right)
    }
  }
}
