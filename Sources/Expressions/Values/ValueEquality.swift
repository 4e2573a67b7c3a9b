/// Equality over values of all types (CEL language definition, Equality): what is of different types
/// is not equal, save for numbers, which compare as on one line.
enum ValueEquality {
  /// True, false, or unknown where a part of a document is.
  static func compare(
    _ left: ExpressionValue, _ right: ExpressionValue, _ frame: inout Frame
  ) -> ExpressionValue {
    switch (left, right) {
    case (.null, .null): .boolean(true)
    case (.boolean(let left), .boolean(let right)): .boolean(left == right)
    case (.string(let left), .string(let right)):
      frame.spend(bytes: min(left.utf8.count, right.utf8.count))
        ? .boolean(left.isSame(as: right)) : Frame.exhausted
    case (.bytes(let left), .bytes(let right)): .boolean(left == right)
    case (.list(let left), .list(let right)): lists(left, right, &frame)
    case (.map(let left), .map(let right)): maps(left, right, &frame)
    case (.timestamp(let left), .timestamp(let right)): .boolean(left == right)
    case (.duration(let left), .duration(let right)): .boolean(left == right)
    case (.type(let left), .type(let right)): .boolean(left == right)
    case (.address(let left), .address(let right)): .boolean(left == right)
    case (.network(let left), .network(let right)): .boolean(left == right)
    case (.quantity(let left), .quantity(let right)): .boolean(left == right)
    case (.optional(let left), .optional(let right)): optionals(left, right, &frame)
    case (.unknown, _), (_, .unknown), (.failure, _), (_, .failure):
      Strictness.combined(left, right)
    default: .boolean(ValueOrder.compareNumbers(left, right) == .ordered(.equal))
    }
  }

  private static func optionals(
    _ left: ExpressionValue?, _ right: ExpressionValue?, _ frame: inout Frame
  ) -> ExpressionValue {
    switch (left, right) {
    case (nil, nil): .boolean(true)
    case (let left?, let right?): compare(left, right, &frame)
    default: .boolean(false)
    }
  }

  private static func lists(
    _ left: ListValue, _ right: ListValue, _ frame: inout Frame
  ) -> ExpressionValue {
    guard left.count == right.count else { return .boolean(false) }
    var gathered = LogicResult(deciding: false)
    for index in 0..<left.count {
      guard frame.spend(1) else { return Frame.exhausted }
      guard let first = left.element(index), let second = right.element(index) else { break }
      if gathered.take(compare(first, second, &frame)) { return .boolean(false) }
    }
    return gathered.value(at: 0..<0)
  }

  private static func maps(
    _ left: MapValue, _ right: MapValue, _ frame: inout Frame
  ) -> ExpressionValue {
    guard left.count == right.count else { return .boolean(false) }
    var gathered = LogicResult(deciding: false)
    let other = right.isIndexed ? right : right.indexed
    for (index, key) in left.keys.enumerated() {
      guard frame.spend(2) else { return Frame.exhausted }
      guard let first = left.element(index), let key = MapKey(key, isLookup: true),
        let second = other.value(of: key)
      else { return .boolean(false) }
      if gathered.take(compare(first, second, &frame)) { return .boolean(false) }
    }
    return gathered.value(at: 0..<0)
  }
}

extension MapValue {
  fileprivate var isIndexed: Bool {
    switch self {
    case .built: true
    case .entries(let entries): entries.count < 16
    }
  }

  /// The same with an index, so that comparing two large mappings is not quadratic.
  fileprivate var indexed: MapValue {
    let pairs = keys.enumerated().compactMap { index, key in
      element(index).map { (key: key, value: $0) }
    }
    guard let map = try? BuiltMap(pairs) else { return self }
    return .built(map)
  }
}
