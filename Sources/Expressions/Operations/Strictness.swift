/// What becomes of errors and unknown values where every operand is needed.
enum Strictness {
  /// Unknown when any is, else the first error; only for values of which one is neither known.
  static func combined(_ left: ExpressionValue, _ right: ExpressionValue) -> ExpressionValue {
    switch (left, right) {
    case (.unknown(var unknowns), .unknown(let others)):
      unknowns.merge(others)
      return .unknown(unknowns)
    case (.unknown, _): return left
    case (_, .unknown): return right
    case (.failure, _): return left
    default: return right
    }
  }

  /// The same for any number of values; nil when all are known.
  static func combined(_ values: [ExpressionValue]) -> ExpressionValue? {
    var result: ExpressionValue?
    for value in values where !value.isKnown {
      result = result.map { combined($0, value) } ?? value
    }
    return result
  }
}
