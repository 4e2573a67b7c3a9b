/// `a == b` and `a != b`.
struct Equal: Operation {
  let left: any Operation
  let right: any Operation
  let isNegated: Bool

  func run(_ frame: inout Frame) -> ExpressionValue {
    let left = left.run(&frame)
    let right = right.run(&frame)
    guard frame.spend(1) else { return Frame.exhausted }
    switch (left, right) {
    case (.boolean(let left), .boolean(let right)): return .boolean((left == right) != isNegated)
    case (.integer(let left), .integer(let right)): return .boolean((left == right) != isNegated)
    default: break
    }
    guard left.isKnown, right.isKnown else { return Strictness.combined(left, right) }
    switch ValueEquality.compare(left, right, &frame) {
    case .boolean(let isEqual): return .boolean(isEqual != isNegated)
    case let other: return other
    }
  }
}

/// `<`, `<=`, `>` and `>=`.
struct Compare: Operation {
  let comparison: BinaryOperator
  let left: any Operation
  let right: any Operation
  let range: Range<Int>

  func run(_ frame: inout Frame) -> ExpressionValue {
    let left = left.run(&frame)
    let right = right.run(&frame)
    guard frame.spend(1) else { return Frame.exhausted }
    if case (.integer(let left), .integer(let right)) = (left, right) {
      return .boolean(admits(left < right ? .less : left > right ? .greater : .equal))
    }
    guard left.isKnown, right.isKnown else { return Strictness.combined(left, right) }
    switch ValueOrder.compare(left, right, &frame) {
    case .ordered(let order): return .boolean(admits(order))
    case .unordered: return .boolean(false)
    case .failed(let failure): return .failure(failure.placed(at: range))
    case nil:
      return .failure(
        Failure(
          .noSuchOverload,
          "no such overload: \(left.typeName.name) \(comparison.rawValue) \(right.typeName.name)",
          at: range))
    }
  }

  private func admits(_ order: ValueOrder.Order) -> Bool {
    switch comparison {
    case .less: order == .less
    case .atMost: order != .greater
    case .greater: order == .greater
    default: order != .less
    }
  }
}

/// `element in collection`.
struct Contained: Operation {
  let element: any Operation
  let collection: any Operation
  let range: Range<Int>

  func run(_ frame: inout Frame) -> ExpressionValue {
    let element = element.run(&frame)
    let collection = collection.run(&frame)
    guard frame.spend(1) else { return Frame.exhausted }
    guard element.isKnown, collection.isKnown else {
      return Strictness.combined(element, collection)
    }
    switch collection {
    case .list(let list): return Self.contains(element, in: list, &frame)
    case .map(let map):
      guard frame.spend(map.count / 8 + 1) else { return Frame.exhausted }
      return .boolean(
        MapKey(element, isLookup: true).map { map.value(of: $0) != nil } ?? false)
    default:
      return .failure(
        Failure(
          .noSuchOverload,
          "no such overload: \(element.typeName.name) in "
            + collection.typeName.name, at: range))
    }
  }

  /// True when any element is equal, else unknown when that cannot be told of one.
  static func contains(
    _ element: ExpressionValue, in list: ListValue, _ frame: inout Frame
  ) -> ExpressionValue {
    var gathered = LogicResult(deciding: true)
    for index in 0..<list.count {
      guard frame.spend(1) else { return Frame.exhausted }
      guard let member = list.element(index) else { break }
      let result = member.isKnown ? ValueEquality.compare(member, element, &frame) : member
      if gathered.take(result) { return .boolean(true) }
    }
    return gathered.value(at: 0..<0)
  }
}
