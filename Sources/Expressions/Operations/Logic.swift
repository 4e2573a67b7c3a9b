/// `a && b` and `a || b` of any number of parts.
///
/// One part that decides is enough, whatever the others are. Else the result is unknown when any is,
/// else an error when any is (CEL language definition, Logical Operators; partial evaluation).
struct Junction: Operation {
  let parts: [any Operation]
  /// The value that decides: false for `&&`, true for `||`.
  let deciding: Bool
  let range: Range<Int>

  func run(_ frame: inout Frame) -> ExpressionValue {
    var gathered = LogicResult(deciding: deciding)
    for part in parts {
      guard frame.spend(1) else { return Frame.exhausted }
      if gathered.take(part.run(&frame)) { return .boolean(deciding) }
    }
    return gathered.value(at: range)
  }
}

/// Gathers the parts of a conjunction or disjunction.
struct LogicResult {
  let deciding: Bool
  private var unknowns: Unknowns?
  private var failure: Failure?

  init(deciding: Bool) { self.deciding = deciding }

  /// Whether the value decides.
  mutating func take(_ value: ExpressionValue) -> Bool {
    switch value {
    case .boolean(let value): return value == deciding
    case .unknown(let others):
      if unknowns == nil {
        unknowns = others
      } else {
        unknowns?.merge(others)
      }
    case .failure(let other): failure = failure ?? other
    default:
      failure =
        failure
        ?? Failure(.noSuchOverload, "expected true or false, found \(value.typeName.name)")
    }
    return false
  }

  func value(at range: Range<Int>) -> ExpressionValue {
    if let unknowns { return .unknown(unknowns) }
    if let failure { return .failure(failure.placed(at: range)) }
    return .boolean(!deciding)
  }
}

struct Not: Operation {
  let operand: any Operation
  let range: Range<Int>

  func run(_ frame: inout Frame) -> ExpressionValue {
    let value = operand.run(&frame)
    guard frame.spend(1) else { return Frame.exhausted }
    switch value {
    case .boolean(let value): return .boolean(!value)
    case .failure, .unknown: return value
    default:
      return .failure(
        Failure(.noSuchOverload, "no such overload: !\(value.typeName.name)", at: range))
    }
  }
}

/// `condition ? first : second`.
struct Conditional: Operation {
  let condition: any Operation
  let first: any Operation
  let second: any Operation
  let range: Range<Int>

  var keepsOrigin: Bool { true }

  func run(_ frame: inout Frame) -> ExpressionValue {
    let value = condition.run(&frame)
    frame.origin = nil
    guard frame.spend(1) else { return Frame.exhausted }
    switch value {
    case .boolean(let isTrue):
      let chosen = isTrue ? first : second
      let result = chosen.run(&frame)
      if !chosen.keepsOrigin { frame.origin = nil }
      return result
    case .failure, .unknown: return value
    default:
      return .failure(
        Failure(
          .noSuchOverload, "expected true or false before `?`, found \(value.typeName.name)",
          at: range))
    }
  }
}
