import Model

/// `operand.field`.
struct Select: Operation {
  let operand: any Operation
  let field: String
  let range: Range<Int>

  var keepsOrigin: Bool { true }

  func run(_ frame: inout Frame) -> ExpressionValue {
    let value = operand.run(&frame)
    if frame.isTracing { frame.origin = operand.keepsOrigin ? frame.origin?.field(field) : nil }
    guard frame.spend(1) else { return Frame.exhausted }
    switch value {
    case .map(let map): return map.field(field) ?? missing(in: map)
    case .optional(let inner): return OptionalSelection.field(field, of: inner)
    case .failure, .unknown: return value
    default:
      return .failure(
        Failure(
          .noSuchOverload,
          "no such field: `\(DisplayText.escaped(field))` of a value of type \(value.typeName.name)",
          at: range))
    }
  }

  private func missing(in map: MapValue) -> ExpressionValue {
    let near = NearestName.find(field, among: map.fieldNames(200))
    return .failure(
      Failure(
        .noSuchField,
        "no such key: `\(DisplayText.escaped(field))`"
          + (near.map { "; there is `\(DisplayText.escaped($0))`" } ?? ""), at: range))
  }
}

/// A chain of fields below a variable, which is followed without making a value of each.
///
/// Whatever is not plain goes the slow way, so that there is one meaning.
struct Path: Operation {
  let slot: Int
  let fields: [String]
  let slow: any Operation

  func run(_ frame: inout Frame) -> ExpressionValue {
    guard case .map(.entries(let entries)) = frame.slots[slot], frame.spend(fields.count),
      let value = Self.follow(fields[...], in: entries)
    else { return slow.run(&frame) }
    return value
  }

  private static func follow(
    _ fields: ArraySlice<String>, in entries: [Node.Entry]
  ) -> ExpressionValue? {
    guard let name = fields.first else { return nil }
    for index in entries.indices where entries[index].key == name {
      guard fields.count > 1 else { return ExpressionValue(entries[index].value) }
      guard case .mapping(let next) = entries[index].value.content else { return nil }
      return follow(fields.dropFirst(), in: next)
    }
    return nil
  }
}

/// `has(operand.field)`.
struct HasField: Operation {
  let operand: any Operation
  let field: String
  let range: Range<Int>

  func run(_ frame: inout Frame) -> ExpressionValue {
    let value = operand.run(&frame)
    guard frame.spend(1) else { return Frame.exhausted }
    switch value {
    case .map(let map): return .boolean(map.field(field) != nil)
    case .optional(let inner):
      switch OptionalSelection.field(field, of: inner) {
      case .optional(let found): return .boolean(found != nil)
      case let other: return other
      }
    case .failure, .unknown: return value
    default:
      return .failure(
        Failure(
          .noSuchOverload, "has(): a value of type \(value.typeName.name) has no fields",
          at: range))
    }
  }
}

/// `operand.?field` and `operand[?index]`.
struct OptionalSelect: Operation {
  let operand: any Operation
  let index: any Operation
  let range: Range<Int>

  var keepsOrigin: Bool { true }

  func run(_ frame: inout Frame) -> ExpressionValue {
    let value = operand.run(&frame)
    let origin = operand.keepsOrigin ? frame.origin : nil
    let key = index.run(&frame)
    if frame.isTracing { frame.origin = Index.origin(of: key, below: origin) }
    guard frame.spend(1) else { return Frame.exhausted }
    switch (value, key) {
    case (.unknown, _), (.failure, _), (_, .unknown), (_, .failure):
      return Strictness.combined(value, key)
    case (.optional(let inner), _): return OptionalSelection.element(key, of: inner, at: range)
    default: return OptionalSelection.element(key, of: value, at: range)
    }
  }
}

/// Selection below an optional value, which gives an optional value again.
enum OptionalSelection {
  static func field(_ name: String, of value: ExpressionValue?) -> ExpressionValue {
    switch value {
    case nil: .optional(nil)
    case .map(let map): .optional(map.field(name))
    case .optional(let inner): field(name, of: inner)
    case .unknown(let unknowns): .unknown(unknowns)
    default: .failure(.noSuchOverload, "no such field: `\(DisplayText.escaped(name))`")
    }
  }

  static func element(
    _ key: ExpressionValue, of value: ExpressionValue?, at range: Range<Int>
  ) -> ExpressionValue {
    guard let value else { return .optional(nil) }
    switch Index.element(key, of: value) {
    case .failure(let failure) where failure.kind == .noSuchField || failure.kind == .range:
      return .optional(nil)
    case .failure(let failure): return .failure(failure.placed(at: range))
    case .unknown(let unknowns): return .unknown(unknowns)
    case let found: return .optional(found)
    }
  }
}

/// `operand[index]`.
struct Index: Operation {
  let operand: any Operation
  let index: any Operation
  let range: Range<Int>

  var keepsOrigin: Bool { true }

  func run(_ frame: inout Frame) -> ExpressionValue {
    let value = operand.run(&frame)
    let origin = operand.keepsOrigin ? frame.origin : nil
    let key = index.run(&frame)
    if frame.isTracing { frame.origin = Self.origin(of: key, below: origin) }
    guard frame.spend(1) else { return Frame.exhausted }
    guard value.isKnown, key.isKnown else { return Strictness.combined(value, key) }
    if case .optional(let inner) = value {
      return OptionalSelection.element(key, of: inner, at: range)
    }
    let found = Self.element(key, of: value)
    if case .failure(let failure) = found { return .failure(failure.placed(at: range)) }
    return found
  }

  static func origin(of key: ExpressionValue, below origin: Origin?) -> Origin? {
    switch key {
    case .string(let name): origin?.field(name)
    case .integer(let index): origin?.element(index)
    default: nil
    }
  }

  static func element(_ key: ExpressionValue, of value: ExpressionValue) -> ExpressionValue {
    switch value {
    case .list(let list):
      guard let position = position(key) else {
        return .failure(.noSuchOverload, "a list has no index \(DisplayText.literal(key))")
      }
      return list.element(position)
        ?? .failure(.range, "index out of range: \(position) of \(list.count)")
    case .map(let map):
      guard let key = MapKey(key, isLookup: true) else {
        if case .double = key { return missing(key) }
        return .failure(.noSuchOverload, "a mapping has no key of type \(key.typeName.name)")
      }
      return map.value(of: key) ?? absent(key)
    default:
      return .failure(.noSuchOverload, "a value of type \(value.typeName.name) has no elements")
    }
  }

  private static func missing(_ key: ExpressionValue) -> ExpressionValue {
    .failure(.noSuchField, "no such key: \(DisplayText.literal(key))")
  }

  private static func absent(_ key: MapKey) -> ExpressionValue {
    switch key {
    case .boolean(let value): missing(.boolean(value))
    case .integer(let value): missing(.integer(value))
    case .large(let value): missing(.unsigned(value))
    case .string(let text): missing(.string(text))
    }
  }

  /// A whole number of any type.
  static func position(_ key: ExpressionValue) -> Int? {
    switch key {
    case .integer(let index): index
    case .unsigned(let index): Int(exactly: index) ?? Int.max
    case .double(let index): Int(exactly: index)
    default: nil
    }
  }
}
