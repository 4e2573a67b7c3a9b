/// The optional types extension of CEL; `or`, `orValue`, `optMap` and `optFlatMap` are operations,
/// since they may leave their arguments alone.
enum OptionalFunctions {
  private static let value = ExpressionType.parameter(0)
  private static let optional = ExpressionType.optional(.parameter(0))

  static let all: [FunctionDefinition] = [
    FunctionDefinition(
      "optional.none", isMember: false, [Signature([], .optional(.free))],
      .none { .optional(nil) }),
    .global("optional.of", [Signature([value], optional)], keepsOrigin: true) { value, _ in
      .optional(value)
    },
    .global("optional.ofNonZeroValue", [Signature([value], optional)], keepsOrigin: true) {
      value, _ in .optional(value.isZero ? nil : value)
    },
    .member("hasValue", [Signature([optional], .boolean)]) { value, _ in
      guard case .optional(let inner) = value else { return nil }
      return .boolean(inner != nil)
    },
    .member("value", [Signature([optional], value)], keepsOrigin: true) { value, _ in
      guard case .optional(let inner) = value else { return nil }
      return inner ?? .failure(.invalidArgument, "optional.none() dereference")
    },
    .global("optional.unwrap", [Signature([.list(optional)], .list(value))]) { value, frame in
      unwrapped(value, &frame)
    },
    .member("unwrapOpt", [Signature([.list(optional)], .list(value))]) { value, frame in
      unwrapped(value, &frame)
    },
  ]

  private static func unwrapped(
    _ value: ExpressionValue, _ frame: inout Frame
  ) -> ExpressionValue? {
    guard case .list(let list) = value else { return nil }
    guard frame.spend(list.count) else { return Frame.exhausted }
    var values: [ExpressionValue] = []
    for element in list.values {
      switch element {
      case .optional(let inner?): values.append(inner)
      case .optional(nil): continue
      case .unknown, .failure: return element
      default: return nil
      }
    }
    return .list(values)
  }
}
