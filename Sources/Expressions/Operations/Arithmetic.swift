/// `+`, `-`, `*`, `/` and `%`.
struct Arithmetic: Operation {
  let arithmetic: BinaryOperator
  let left: any Operation
  let right: any Operation
  let range: Range<Int>

  func run(_ frame: inout Frame) -> ExpressionValue {
    let left = left.run(&frame)
    let right = right.run(&frame)
    guard frame.spend(1) else { return Frame.exhausted }
    guard left.isKnown, right.isKnown else { return Strictness.combined(left, right) }
    switch result(left, right, &frame) {
    case nil:
      return .failure(
        Failure(
          .noSuchOverload,
          "no such overload: \(left.typeName.name) \(arithmetic.rawValue) \(right.typeName.name)",
          at: range))
    case .failure(let failure): return .failure(failure.placed(at: range))
    case let value?: return value
    }
  }

  private func result(
    _ left: ExpressionValue, _ right: ExpressionValue, _ frame: inout Frame
  ) -> ExpressionValue? {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): return integers(left, right)
    case (.unsigned(let left), .unsigned(let right)): return integers(left, right)
    case (.double(let left), .double(let right)): return doubles(left, right)
    default: break
    }
    switch arithmetic {
    case .add: return Addition.sum(left, right, &frame)
    case .subtract: return Addition.difference(left, right)
    default: return nil
    }
  }

  private func integers(_ left: Int, _ right: Int) -> ExpressionValue {
    checked(left, right).map(ExpressionValue.integer)
      ?? failure(isByZero: right == 0)
  }

  private func integers(_ left: UInt, _ right: UInt) -> ExpressionValue {
    checked(left, right).map(ExpressionValue.unsigned)
      ?? failure(isByZero: right == 0)
  }

  private func checked<Whole: FixedWidthInteger>(_ left: Whole, _ right: Whole) -> Whole? {
    let (value, overflow) =
      switch arithmetic {
      case .add: left.addingReportingOverflow(right)
      case .subtract: left.subtractingReportingOverflow(right)
      case .multiply: left.multipliedReportingOverflow(by: right)
      case .divide: left.dividedReportingOverflow(by: right)
      default: left.remainderReportingOverflow(dividingBy: right)
      }
    return overflow ? nil : value
  }

  private func failure(isByZero: Bool) -> ExpressionValue {
    guard isByZero, arithmetic == .divide || arithmetic == .remainder else {
      return .failure(.range, "return error for overflow: the result does not fit in 64 bits")
    }
    return .failure(
      .range, arithmetic == .divide ? "divide by zero" : "modulus by zero")
  }

  private func doubles(_ left: Double, _ right: Double) -> ExpressionValue? {
    switch arithmetic {
    case .add: .double(left + right)
    case .subtract: .double(left - right)
    case .multiply: .double(left * right)
    case .divide: .double(left / right)
    default: nil
    }
  }
}

/// Sums and differences of what is no number.
enum Addition {
  static func sum(
    _ left: ExpressionValue, _ right: ExpressionValue, _ frame: inout Frame
  ) -> ExpressionValue? {
    switch (left, right) {
    case (.string(let left), .string(let right)):
      frame.spend(bytes: left.utf8.count + right.utf8.count)
        ? .string(left + right) : Frame.exhausted
    case (.bytes(let left), .bytes(let right)):
      frame.spend(bytes: left.count + right.count) ? .bytes(left + right) : Frame.exhausted
    case (.list(.nodes(let left)), .list(.nodes(let right))):
      frame.spend(left.count + right.count) ? .list(.nodes(left + right)) : Frame.exhausted
    case (.list(let left), .list(let right)):
      frame.spend(left.count + right.count)
        ? .list(.values(left.values + right.values)) : Frame.exhausted
    case (.timestamp(let moment), .duration(let interval)),
      (.duration(let interval), .timestamp(let moment)):
      moment.adding(interval).map(ExpressionValue.timestamp) ?? outOfRange
    case (.duration(let left), .duration(let right)):
      left.adding(right).map(ExpressionValue.duration) ?? outOfRange
    default: nil
    }
  }

  static func difference(_ left: ExpressionValue, _ right: ExpressionValue) -> ExpressionValue? {
    switch (left, right) {
    case (.timestamp(let left), .timestamp(let right)):
      left.interval(since: right).map(ExpressionValue.duration) ?? outOfRange
    case (.timestamp(let moment), .duration(let interval)):
      moment.adding(interval.negated).map(ExpressionValue.timestamp) ?? outOfRange
    case (.duration(let left), .duration(let right)):
      left.adding(right.negated).map(ExpressionValue.duration) ?? outOfRange
    default: nil
    }
  }

  private static let outOfRange = ExpressionValue.failure(
    .range, "the moment or length of time is out of range")
}

/// `-operand`.
struct Negate: Operation {
  let operand: any Operation
  let range: Range<Int>

  func run(_ frame: inout Frame) -> ExpressionValue {
    let value = operand.run(&frame)
    guard frame.spend(1) else { return Frame.exhausted }
    switch value {
    case .integer(let whole):
      let (negated, overflow) = (0).subtractingReportingOverflow(whole)
      return overflow
        ? .failure(Failure(.range, "the result does not fit in 64 bits", at: range))
        : .integer(negated)
    case .double(let number): return .double(-number)
    case .failure, .unknown: return value
    default:
      return .failure(
        Failure(.noSuchOverload, "no such overload: -\(value.typeName.name)", at: range))
    }
  }
}
