/// The order of values that have one.
enum ValueOrder {
  enum Order {
    case less
    case equal
    case greater
  }

  enum Result: Equatable {
    case ordered(Order)
    /// Not a number is in no order to anything.
    case unordered
    case failed(Failure)

    static func == (left: Result, right: Result) -> Bool {
      switch (left, right) {
      case (.ordered(let left), .ordered(let right)): left == right
      case (.unordered, .unordered): true
      default: false
      }
    }
  }

  /// Nil for types that cannot be compared.
  static func compare(
    _ left: ExpressionValue, _ right: ExpressionValue, _ frame: inout Frame
  ) -> Result? {
    switch (left, right) {
    case (.string(let left), .string(let right)):
      guard frame.spend(bytes: min(left.utf8.count, right.utf8.count)) else {
        return .failed(Failure(.cost, "the evaluation takes more steps than are allowed"))
      }
      // The order of UTF-8 is that of code points.
      return .ordered(sequences(left.utf8, right.utf8))
    case (.bytes(let left), .bytes(let right)): return .ordered(sequences(left, right))
    case (.boolean(let left), .boolean(let right)):
      return .ordered(order(left ? 1 : 0, right ? 1 : 0))
    case (.timestamp(let left), .timestamp(let right)): return .ordered(order(left, right))
    case (.duration(let left), .duration(let right)): return .ordered(order(left, right))
    case (.quantity, _), (_, .quantity): return quantities(left, right)
    default: return compareNumbers(left, right)
    }
  }

  /// Numbers of all types; beside a double an integer is one too, as in other implementations.
  static func compareNumbers(_ left: ExpressionValue, _ right: ExpressionValue) -> Result? {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): .ordered(order(left, right))
    case (.unsigned(let left), .unsigned(let right)): .ordered(order(left, right))
    case (.integer(let left), .unsigned(let right)):
      .ordered(left < 0 ? .less : order(UInt(left), right))
    case (.unsigned(let left), .integer(let right)):
      .ordered(right < 0 ? .greater : order(left, UInt(right)))
    case (.double(let left), .double(let right)): compare(left, right)
    case (.integer(let left), .double(let right)): compare(Double(left), right)
    case (.unsigned(let left), .double(let right)): compare(Double(left), right)
    case (.double(let left), .integer(let right)): compare(left, Double(right))
    case (.double(let left), .unsigned(let right)): compare(left, Double(right))
    default: nil
    }
  }

  private static func compare(_ left: Double, _ right: Double) -> Result {
    left.isNaN || right.isNaN ? .unordered : .ordered(order(left, right))
  }

  /// An amount against an amount, a text that is one, or a whole number.
  private static func quantities(_ left: ExpressionValue, _ right: ExpressionValue) -> Result? {
    var amounts: [Quantity] = []
    for value in [left, right] {
      switch value {
      case .quantity(let quantity): amounts.append(quantity)
      case .integer(let whole): amounts.append(Quantity(whole))
      case .string(let text):
        guard let quantity = Quantity(text) else {
          return .failed(
            Failure(.invalidArgument, "the text beside a quantity is none"))
        }
        amounts.append(quantity)
      default: return nil
      }
    }
    return .ordered(order(amounts[0], amounts[1]))
  }

  static func order<Value: Comparable>(_ left: Value, _ right: Value) -> Order {
    left < right ? .less : left > right ? .greater : .equal
  }

  private static func sequences<Bytes: Sequence<UInt8>>(_ left: Bytes, _ right: Bytes) -> Order {
    if left.lexicographicallyPrecedes(right) { return .less }
    return right.lexicographicallyPrecedes(left) ? .greater : .equal
  }
}
