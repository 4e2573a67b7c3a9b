/// What a macro goes through: the elements of a list, or the keys of a mapping.
///
/// With two variables these are position and element, or key and value.
struct Iteration: Sendable {
  let operand: any Operation
  /// The slots of the variables, one or two.
  let first: Int
  let second: Int?
  let names: [String]
  let range: Range<Int>

  /// Runs a body for every element until it says that it is done.
  ///
  /// - Returns: Why nothing could be gone through; nil when the end or the body's answer was reached.
  func run(
    _ frame: inout Frame, body: (inout Frame) -> (value: ExpressionValue, isDone: Bool)
  ) -> ExpressionValue? {
    let collection = operand.run(&frame)
    let origin = operand.keepsOrigin ? frame.origin : nil
    let keys: [ExpressionValue]?
    let count: Int
    switch collection {
    case .list(let list):
      keys = nil
      count = list.count
    case .map(let map):
      guard frame.spend(map.count) else { return Frame.exhausted }
      keys = map.keys
      count = map.count
    case .failure, .unknown: return collection
    default:
      return .failure(
        Failure(
          .noSuchOverload, "a value of type \(collection.typeName.name) has no elements",
          at: range))
    }
    for index in 0..<count {
      guard frame.spend(2) else { return Frame.exhausted }
      let key = keys?[index] ?? .integer(index)
      let value = element(index, of: collection)
      let place = keys == nil ? origin?.element(index) : Index.origin(of: key, below: origin)
      if let second {
        frame.store(key, origin: nil, in: first)
        frame.store(value, origin: place, in: second)
      } else {
        frame.store(keys == nil ? value : key, origin: keys == nil ? place : nil, in: first)
      }
      if turn(&frame, body: body) { return nil }
    }
    return nil
  }

  private func element(_ index: Int, of collection: ExpressionValue) -> ExpressionValue {
    switch collection {
    case .list(let list): list.element(index) ?? .null
    case .map(let map): map.element(index) ?? .null
    default: .null
    }
  }

  /// Whether the body is done; while tracing the turn is kept with what its variable stood for.
  private func turn(
    _ frame: inout Frame, body: (inout Frame) -> (value: ExpressionValue, isDone: Bool)
  ) -> Bool {
    guard frame.isTracing else { return body(&frame).isDone }
    let slot = second ?? first
    let element = ExpressionTrace.Element(
      name: names.last ?? "", value: frame.slots[slot] ?? .null, origin: frame.origins[slot])
    frame.recorder.begin()
    let (value, isDone) = body(&frame)
    frame.recorder.end(text: "", range: range, value: value, origin: nil, element: element)
    return isDone
  }
}

/// `all` and `exists`: a conjunction or disjunction over the elements.
struct Quantify: Operation {
  let iteration: Iteration
  let predicate: any Operation
  /// The value that decides: false for `all`, true for `exists`.
  let deciding: Bool

  func run(_ frame: inout Frame) -> ExpressionValue {
    var gathered = LogicResult(deciding: deciding)
    var isDecided = false
    let stopped = iteration.run(&frame) { frame in
      let value = predicate.run(&frame)
      isDecided = gathered.take(value)
      return (value, isDecided || frame.isExhausted)
    }
    if frame.isExhausted { return Frame.exhausted }
    return stopped
      ?? (isDecided ? .boolean(deciding) : gathered.value(at: iteration.range))
  }
}

/// `exists_one`: every element is looked at, and no error is absorbed.
struct ExistsOne: Operation {
  let iteration: Iteration
  let predicate: any Operation

  func run(_ frame: inout Frame) -> ExpressionValue {
    var count = 0
    var trouble: ExpressionValue?
    let stopped = iteration.run(&frame) { frame in
      let value = predicate.run(&frame)
      switch PredicateResult(value, at: iteration.range) {
      case .holds(let holds): count += holds ? 1 : 0
      case .trouble(let other): trouble = trouble.map { Strictness.combined($0, other) } ?? other
      }
      return (value, frame.isExhausted)
    }
    if frame.isExhausted { return Frame.exhausted }
    return stopped ?? trouble ?? .boolean(count == 1)
  }
}

/// What a predicate said of one element.
enum PredicateResult {
  case holds(Bool)
  case trouble(ExpressionValue)

  init(_ value: ExpressionValue, at range: Range<Int>) {
    switch value {
    case .boolean(let holds): self = .holds(holds)
    case .unknown, .failure: self = .trouble(value)
    default:
      self = .trouble(
        .failure(
          Failure(
            .noSuchOverload, "expected true or false, found \(value.typeName.name)", at: range)))
    }
  }
}

/// `map`, `filter` and `transformList`: a list of what the elements become.
struct Collect: Operation {
  let iteration: Iteration
  let filter: (any Operation)?
  let transform: any Operation

  func run(_ frame: inout Frame) -> ExpressionValue {
    var values: [ExpressionValue] = []
    var trouble: ExpressionValue?
    let stopped = iteration.run(&frame) { frame in
      if let filter {
        let verdict = filter.run(&frame)
        switch PredicateResult(verdict, at: iteration.range) {
        case .holds(true): break
        case .holds(false): return (verdict, frame.isExhausted)
        case .trouble(let other):
          trouble = trouble.map { Strictness.combined($0, other) } ?? other
          return (verdict, frame.isExhausted)
        }
      }
      let value = transform.run(&frame)
      if value.isKnown {
        values.append(value)
      } else {
        trouble = trouble.map { Strictness.combined($0, value) } ?? value
      }
      return (value, frame.isExhausted)
    }
    if frame.isExhausted { return Frame.exhausted }
    return stopped ?? trouble ?? .list(values)
  }
}

/// `transformMap` and `transformMapEntry`: a mapping of what the entries become.
struct CollectMap: Operation {
  let iteration: Iteration
  let filter: (any Operation)?
  let transform: any Operation
  /// Whether the transformation gives a mapping of one entry, and not a value for the same key.
  let givesEntries: Bool

  func run(_ frame: inout Frame) -> ExpressionValue {
    var pairs: [(key: ExpressionValue, value: ExpressionValue)] = []
    var trouble: ExpressionValue?
    let stopped = iteration.run(&frame) { frame in
      let key = frame.slots[iteration.first] ?? .null
      if let filter {
        let verdict = filter.run(&frame)
        switch PredicateResult(verdict, at: iteration.range) {
        case .holds(true): break
        case .holds(false): return (verdict, frame.isExhausted)
        case .trouble(let other):
          trouble = trouble.map { Strictness.combined($0, other) } ?? other
          return (verdict, frame.isExhausted)
        }
      }
      let value = transform.run(&frame)
      switch (value, givesEntries) {
      case (.unknown, _), (.failure, _):
        trouble = trouble.map { Strictness.combined($0, value) } ?? value
      case (.map(let map), true):
        for (index, key) in map.keys.enumerated() {
          pairs.append((key, map.element(index) ?? .null))
        }
      default: pairs.append((key, value))
      }
      return (value, frame.isExhausted)
    }
    if frame.isExhausted { return Frame.exhausted }
    return stopped ?? trouble ?? BuildMap.map(pairs, at: iteration.range)
  }
}

/// `optMap` and `optFlatMap`.
struct OptionalMap: Operation {
  let operand: any Operation
  let slot: Int
  let body: any Operation
  /// Whether the body gives an optional value itself.
  let isFlat: Bool
  let range: Range<Int>

  func run(_ frame: inout Frame) -> ExpressionValue {
    let value = operand.run(&frame)
    let origin = operand.keepsOrigin ? frame.origin : nil
    guard frame.spend(1) else { return Frame.exhausted }
    switch value {
    case .optional(nil): return value
    case .optional(let inner?):
      frame.store(inner, origin: origin, in: slot)
      let result = body.run(&frame)
      guard result.isKnown, !isFlat else { return result }
      return .optional(result)
    case .failure, .unknown: return value
    default:
      return .failure(
        Failure(
          .noSuchOverload, "expected an optional value, found \(value.typeName.name)", at: range))
    }
  }
}
