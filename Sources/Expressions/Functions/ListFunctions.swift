/// The lists and sets extensions of CEL, and the list library of Kubernetes.
enum ListFunctions {
  static let all: [FunctionDefinition] = parts + orders + sets

  private static let element = ExpressionType.parameter(0)
  private static let list = ExpressionType.list(.parameter(0))

  private static let parts: [FunctionDefinition] = [
    .member(
      "slice", [Signature([list, .integer, .integer], list)],
      many: { arguments, frame in
        guard
          case (.list(let list), .integer(let start), .integer(let end)) =
            (arguments[0], arguments[1], arguments[2])
        else { return nil }
        guard start >= 0, end >= start, end <= list.count else {
          return .failure(.range, "cannot slice(\(start), \(end)), list is length \(list.count)")
        }
        guard frame.spend(end - start) else { return Frame.exhausted }
        return .list((start..<end).compactMap(list.element))
      }),
    .member("first", [Signature([list], .optional(element))]) { value, _ in
      guard case .list(let list) = value else { return nil }
      return .optional(list.element(0))
    },
    .member("last", [Signature([list], .optional(element))]) { value, _ in
      guard case .list(let list) = value else { return nil }
      return .optional(list.element(list.count - 1))
    },
    .member("reverse", [Signature([list], list)]) { value, frame in
      guard case .list(let list) = value else { return nil }
      return frame.spend(list.count) ? .list(list.values.reversed()) : Frame.exhausted
    },
    .member("flatten", [Signature([.list(list)], list), Signature([list], .list(.dynamic))]) {
      value, frame in
      guard case .list(let list) = value else { return nil }
      return flatten(list, depth: 1, &frame).map { .list($0) } ?? Frame.exhausted
    },
    .member("flatten", [Signature([list, .integer], .list(.dynamic))]) { value, depth, frame in
      guard case (.list(let list), .integer(let depth)) = (value, depth) else { return nil }
      guard depth >= 0 else { return .failure(.invalidArgument, "level must be non-negative") }
      return flatten(list, depth: min(depth, 100), &frame).map { .list($0) } ?? Frame.exhausted
    },
    .global("lists.range", [Signature([.integer], .list(.integer))]) { value, frame in
      guard case .integer(let count) = value else { return nil }
      guard frame.spend(count) else { return Frame.exhausted }
      return .list((0..<max(count, 0)).map(ExpressionValue.integer))
    },
    .member("indexOf", [Signature([list, element], .integer)]) { value, element, frame in
      guard case .list(let list) = value else { return nil }
      return position(of: element, in: list, Array(0..<list.count), &frame)
    },
    .member("lastIndexOf", [Signature([list, element], .integer)]) { value, element, frame in
      guard case .list(let list) = value else { return nil }
      return position(of: element, in: list, (0..<list.count).reversed(), &frame)
    },
    .member("distinct", [Signature([list], list)]) { value, frame in
      guard case .list(let list) = value else { return nil }
      var distinct: [ExpressionValue] = []
      for value in list.values {
        switch Contained.contains(value, in: .values(distinct), &frame) {
        case .boolean(true): continue
        case .boolean(false): distinct.append(value)
        case let other: return other
        }
      }
      return .list(distinct)
    },
  ]

  private static func flatten(
    _ list: ListValue, depth: Int, _ frame: inout Frame
  ) -> [ExpressionValue]? {
    var values: [ExpressionValue] = []
    for value in list.values {
      guard frame.spend(1) else { return nil }
      guard depth > 0, case .list(let inner) = value else {
        values.append(value)
        continue
      }
      guard let flat = flatten(inner, depth: depth - 1, &frame) else { return nil }
      values += flat
    }
    return values
  }

  private static func position(
    of element: ExpressionValue, in list: ListValue, _ positions: [Int], _ frame: inout Frame
  ) -> ExpressionValue {
    for index in positions {
      guard frame.spend(1) else { return Frame.exhausted }
      guard let value = list.element(index) else { continue }
      switch ValueEquality.compare(value, element, &frame) {
      case .boolean(true): return .integer(index)
      case .boolean(false): continue
      case let other: return other
      }
    }
    return .integer(-1)
  }

  private static let orders: [FunctionDefinition] = [
    .member("sort", [Signature([list], list)]) { value, frame in
      guard case .list(let list) = value else { return nil }
      return sorted(list.values, &frame)
    },
    .member("isSorted", [Signature([list], .boolean)]) { value, frame in
      guard case .list(let list) = value else { return nil }
      let values = list.values
      for (left, right) in zip(values, values.dropFirst()) {
        guard frame.spend(1) else { return Frame.exhausted }
        if let trouble = Strictness.combined([left, right]) { return trouble }
        guard case .ordered(let order)? = ValueOrder.compare(left, right, &frame) else {
          return nil
        }
        if order == .greater { return .boolean(false) }
      }
      return .boolean(true)
    },
    .member("sum", [Signature([list], element)]) { value, frame in
      guard case .list(let list) = value else { return nil }
      guard let first = list.element(0) else { return .integer(0) }
      return list.values.dropFirst().reduce(first) { sum, next in
        Arithmetic(
          arithmetic: .add, left: Constant(value: sum), right: Constant(value: next), range: 0..<0
        ).run(&frame)
      }
    },
    .member("min", [Signature([list], element)]) { value, frame in
      extreme(value, takesFirst: true, &frame)
    },
    .member("max", [Signature([list], element)]) { value, frame in
      extreme(value, takesFirst: false, &frame)
    },
  ]

  private static func extreme(
    _ value: ExpressionValue, takesFirst: Bool, _ frame: inout Frame
  ) -> ExpressionValue? {
    guard case .list(let list) = value else { return nil }
    guard list.count > 0 else {
      return .failure(.invalidArgument, "min and max of an empty list")
    }
    guard case .list(let sorted)? = sorted(list.values, &frame) else {
      return sorted(list.values, &frame)
    }
    return sorted.element(takesFirst ? 0 : sorted.count - 1)
  }

  /// Nil when two elements have no order.
  private static func sorted(
    _ values: [ExpressionValue], _ frame: inout Frame
  ) -> ExpressionValue? {
    if let trouble = Strictness.combined(values) { return trouble }
    var isComparable = true
    let levels = values.count.bitWidth - values.count.leadingZeroBitCount
    guard frame.spend(values.count * levels) else { return Frame.exhausted }
    let sorted = values.sorted { left, right in
      guard case .ordered(let order)? = ValueOrder.compare(left, right, &frame) else {
        isComparable = false
        return false
      }
      return order == .less
    }
    return frame.isExhausted ? Frame.exhausted : isComparable ? .list(sorted) : nil
  }

  private static let sets: [FunctionDefinition] = [
    setTest("sets.contains") { left, right, frame in
      contains(left, allOf: right, &frame)
    },
    setTest("sets.equivalent") { left, right, frame in
      switch contains(left, allOf: right, &frame) {
      case .boolean(true): contains(right, allOf: left, &frame)
      case let other: other
      }
    },
    setTest("sets.intersects") { left, right, frame in
      var gathered = LogicResult(deciding: true)
      for value in right.values where gathered.take(Contained.contains(value, in: left, &frame)) {
        return .boolean(true)
      }
      return gathered.value(at: 0..<0)
    },
  ]

  private static func setTest(
    _ name: String,
    _ body: @escaping @Sendable (ListValue, ListValue, inout Frame) -> ExpressionValue
  ) -> FunctionDefinition {
    .global(name, [Signature([list, list], .boolean)]) { left, right, frame in
      guard case (.list(let left), .list(let right)) = (left, right) else { return nil }
      return body(left, right, &frame)
    }
  }

  private static func contains(
    _ list: ListValue, allOf others: ListValue, _ frame: inout Frame
  ) -> ExpressionValue {
    var gathered = LogicResult(deciding: false)
    for value in others.values where gathered.take(Contained.contains(value, in: list, &frame)) {
      return .boolean(false)
    }
    return gathered.value(at: 0..<0)
  }
}
