extension TerraformEvaluator {
  func negation(_ operand: HCLExpression, in scope: TerraformScope) -> TerraformValue {
    let value = value(operand, in: scope)
    if value.isUnknown { return value }
    guard let boolean = value.scalarBoolean else {
      return fault("`!` takes true or false, not \(value.kindName)")
    }
    return .boolean(!boolean)
  }

  func minus(_ operand: HCLExpression, in scope: TerraformScope) -> TerraformValue {
    let value = value(operand, in: scope)
    if value.isUnknown { return value }
    if let whole = value.wholeNumber, whole != Int.min { return .integer(-whole) }
    guard let number = value.scalarNumber else {
      return fault("`-` takes a number, not \(value.kindName)")
    }
    return .numeric(-number)
  }

  func binary(
    _ symbol: HCLOperator, _ left: HCLExpression, _ right: HCLExpression, in scope: TerraformScope
  ) -> TerraformValue {
    switch symbol {
    case .and, .or: return logical(symbol, left, right, in: scope)
    case .equal, .notEqual:
      let left = value(left, in: scope)
      let right = value(right, in: scope)
      guard charge(min(left.weight, right.weight)) else { return Self.exhausted }
      if let same = TerraformValue.equal(left, right) {
        return .boolean(same == (symbol == .equal))
      }
      return .unknown(left.firstUnknown?.reason ?? right.firstUnknown?.reason ?? "")
    default:
      let left = value(left, in: scope)
      let right = value(right, in: scope)
      if case .unknown(let unknown) = left { return .unknown(unknown.reason) }
      if case .unknown(let unknown) = right { return .unknown(unknown.reason) }
      return arithmetic(symbol, left, right)
    }
  }

  /// What is known decides where it can: `false && unknown` is false.
  private func logical(
    _ symbol: HCLOperator, _ left: HCLExpression, _ right: HCLExpression, in scope: TerraformScope
  ) -> TerraformValue {
    let decisive = symbol == .or
    let first = value(left, in: scope)
    if let known = first.scalarBoolean, known == decisive { return .boolean(decisive) }
    let second = value(right, in: scope)
    if let known = second.scalarBoolean, known == decisive { return .boolean(decisive) }
    if first.isUnknown { return first }
    if second.isUnknown { return second }
    guard first.scalarBoolean != nil, second.scalarBoolean != nil else {
      return fault("`&&` and `||` take true or false")
    }
    return .boolean(!decisive)
  }

  private func arithmetic(_ symbol: HCLOperator, _ left: TerraformValue, _ right: TerraformValue)
    -> TerraformValue
  {
    if let left = left.wholeNumber, let right = right.wholeNumber,
      let exact = whole(symbol, left, right)
    {
      return exact
    }
    guard let left = left.scalarNumber, let right = right.scalarNumber else {
      return fault("an operator takes numbers, not \(left.kindName) and \(right.kindName)")
    }
    switch symbol {
    case .add: return .numeric(left + right)
    case .subtract: return .numeric(left - right)
    case .multiply: return .numeric(left * right)
    case .divide: return right == 0 ? fault("division by zero") : .numeric(left / right)
    case .remainder:
      return right == 0
        ? fault("division by zero") : .numeric(left.truncatingRemainder(dividingBy: right))
    case .greater: return .boolean(left > right)
    case .greaterOrEqual: return .boolean(left >= right)
    case .less: return .boolean(left < right)
    case .lessOrEqual: return .boolean(left <= right)
    case .and, .or, .equal, .notEqual: return .null
    }
  }

  /// Exact arithmetic; nil where it has no whole result.
  private func whole(_ symbol: HCLOperator, _ left: Int, _ right: Int) -> TerraformValue? {
    let result: (partialValue: Int, overflow: Bool)
    switch symbol {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide:
      guard right != 0, left.remainderReportingOverflow(dividingBy: right).partialValue == 0 else {
        return nil
      }
      result = left.dividedReportingOverflow(by: right)
    case .remainder:
      guard right != 0 else { return nil }
      result = left.remainderReportingOverflow(dividingBy: right)
    case .greater: return .boolean(left > right)
    case .greaterOrEqual: return .boolean(left >= right)
    case .less: return .boolean(left < right)
    case .lessOrEqual: return .boolean(left <= right)
    case .and, .or, .equal, .notEqual: return nil
    }
    return result.overflow ? nil : .integer(result.partialValue)
  }
}
