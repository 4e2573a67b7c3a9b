import Model

/// A mapping of an expression, or one of a document as it stands there.
package enum MapValue: Sendable {
  case built(BuiltMap)
  case entries([Node.Entry])

  package var count: Int {
    switch self {
    case .built(let map): map.keys.count
    case .entries(let entries): entries.count
    }
  }

  /// The value of a field, or nil when there is none.
  func field(_ name: String) -> ExpressionValue? {
    switch self {
    case .built(let map): return map.value(of: MapKey(name))
    case .entries(let entries):
      for index in entries.indices where entries[index].key == name {
        return ExpressionValue(entries[index].value)
      }
      return nil
    }
  }

  /// The value of any key that a mapping can have; integers of all types are one.
  func value(of key: MapKey) -> ExpressionValue? {
    switch self {
    case .built(let map): map.value(of: key)
    case .entries: key.text.flatMap(field)
    }
  }

  package var keys: [ExpressionValue] {
    switch self {
    case .built(let map): map.keys
    case .entries(let entries): entries.map { .string($0.key) }
    }
  }

  /// The value at a position, in the order of `keys`.
  func element(_ index: Int) -> ExpressionValue? {
    guard index >= 0, index < count else { return nil }
    switch self {
    case .built(let map): return map.values[index]
    case .entries(let entries): return ExpressionValue(entries[index].value)
    }
  }

  /// Names of fields, for a suggestion, at most so many.
  func fieldNames(_ most: Int) -> [String] {
    switch self {
    case .built(let map):
      map.keys.prefix(most).compactMap { if case .string(let name) = $0 { name } else { nil } }
    case .entries(let entries): entries.prefix(most).map(\.key)
    }
  }
}

/// A mapping that an expression made, in the order in which it was written.
package final class BuiltMap: Sendable {
  package let keys: [ExpressionValue]
  package let values: [ExpressionValue]
  private let positions: [MapKey: Int]

  /// Takes pairs with keys of the allowed types.
  ///
  /// - Throws: `Failure` when a key repeats or cannot be one.
  init(_ pairs: [(key: ExpressionValue, value: ExpressionValue)]) throws(Failure) {
    var positions: [MapKey: Int] = [:]
    for (index, pair) in pairs.enumerated() {
      guard let key = MapKey(pair.key, isLookup: false) else {
        throw Failure(.invalidArgument, "unsupported key type: \(pair.key.typeName.name)")
      }
      guard positions.updateValue(index, forKey: key) == nil else {
        throw Failure(
          .invalidArgument, "Failed with repeated key: \(DisplayText.literal(pair.key))")
      }
    }
    keys = pairs.map(\.key)
    values = pairs.map(\.value)
    self.positions = positions
  }

  func value(of key: MapKey) -> ExpressionValue? { positions[key].map { values[$0] } }
}

/// A key under which a mapping is searched.
enum MapKey: Hashable {
  case boolean(Bool)
  case integer(Int)
  /// Past the largest signed integer.
  case large(UInt)
  case string(String)

  init(_ text: String) { self = .string(text) }

  /// Nil for what cannot be a key; a double is one only where it is looked up and whole.
  init?(_ value: ExpressionValue, isLookup: Bool) {
    switch value {
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .unsigned(let value): self = Int(exactly: value).map(MapKey.integer) ?? .large(value)
    case .double(let value) where isLookup:
      if let whole = Int(exactly: value) {
        self = .integer(whole)
      } else if let whole = UInt(exactly: value) {
        self = .large(whole)
      } else {
        return nil
      }
    case .string(let text): self = .string(text)
    default: return nil
    }
  }

  var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// Texts by their bytes, not by canonical equivalence.
  static func == (left: MapKey, right: MapKey) -> Bool {
    switch (left, right) {
    case (.boolean(let left), .boolean(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.large(let left), .large(let right)): left == right
    case (.string(let left), .string(let right)): left.isSame(as: right)
    default: false
    }
  }
}

extension String {
  /// Byte by byte, as other languages compare.
  func isSame(as other: String) -> Bool {
    self == other && (utf8.count == other.utf8.count) && utf8.elementsEqual(other.utf8)
  }
}
