/// A call of a function of the library.
struct Call: Operation {
  let function: FunctionDefinition
  let arguments: [any Operation]
  let range: Range<Int>

  var keepsOrigin: Bool { function.keepsOrigin }

  func run(_ frame: inout Frame) -> ExpressionValue {
    guard frame.spend(1) else { return Frame.exhausted }
    switch function.implementation {
    case .none(let body): return finished(body())
    case .unary(let body):
      guard arguments.count == 1 else { return mismatch([]) }
      let value = arguments[0].run(&frame)
      guard value.isKnown else { return value }
      return finished(body(value, &frame) ?? mismatch([value]))
    case .binary(let body):
      guard arguments.count == 2 else { return mismatch([]) }
      let first = arguments[0].run(&frame)
      let origin = frame.origin
      let second = arguments[1].run(&frame)
      frame.origin = origin
      guard first.isKnown, second.isKnown else { return Strictness.combined(first, second) }
      return finished(body(first, second, &frame) ?? mismatch([first, second]))
    case .variadic(let body):
      let values = arguments.map { $0.run(&frame) }
      if let trouble = Strictness.combined(values) { return trouble }
      return finished(body(values, &frame) ?? mismatch(values))
    }
  }

  private func finished(_ value: ExpressionValue) -> ExpressionValue {
    if case .failure(let failure) = value { return .failure(failure.placed(at: range)) }
    return value
  }

  private func mismatch(_ values: [ExpressionValue]) -> ExpressionValue {
    let types = values.map(\.typeName.name).joined(separator: ", ")
    return .failure(
      Failure(.noSuchOverload, "no such overload: \(function.name)(\(types))", at: range))
  }
}

/// `a.or(b)` and `a.orValue(b)`, which look at `b` only when `a` is empty.
struct OptionalOr: Operation {
  let operand: any Operation
  let other: any Operation
  /// Whether the other one is a plain value.
  let isValue: Bool
  let range: Range<Int>

  var keepsOrigin: Bool { true }

  func run(_ frame: inout Frame) -> ExpressionValue {
    let value = operand.run(&frame)
    if !operand.keepsOrigin { frame.origin = nil }
    guard frame.spend(1) else { return Frame.exhausted }
    switch value {
    case .optional(let inner?): return isValue ? inner : value
    case .optional(nil):
      let result = other.run(&frame)
      if !other.keepsOrigin { frame.origin = nil }
      return result
    case .failure, .unknown: return value
    default:
      return .failure(
        Failure(
          .noSuchOverload, "expected an optional value, found \(value.typeName.name)", at: range))
    }
  }
}

/// A part that cannot work, in an expression that was not checked.
struct Broken: Operation {
  let failure: Failure

  func run(_ frame: inout Frame) -> ExpressionValue { .failure(failure) }
}
