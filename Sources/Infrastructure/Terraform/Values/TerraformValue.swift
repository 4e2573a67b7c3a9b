/// What an expression of Terraform gives.
package enum TerraformValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case list(TerraformList)
  case object(TerraformObject)
  case unknown(TerraformUnknown)

  /// Values within one value, so that values made of copies of themselves stay affordable.
  static let maximumWeight = 100_000
  /// Lists and objects within each other.
  static let maximumDepth = 150
  /// Bytes of one text.
  static let maximumText = 4 * 1024 * 1024

  static let emptyList = TerraformValue.list([])

  static func list(_ elements: [TerraformValue], isSet: Bool = false) -> TerraformValue {
    let list = TerraformList(elements, isSet: isSet)
    return list.weight <= maximumWeight && list.depth <= maximumDepth ? .list(list) : tooLarge
  }

  /// The later of two entries of the same key counts.
  static func object(_ entries: [(String, TerraformValue)], openAddress: String? = nil)
    -> TerraformValue
  {
    let object = TerraformObject(entries, openAddress: openAddress)
    return object.weight <= maximumWeight && object.depth <= maximumDepth
      ? .object(object) : tooLarge
  }

  static func unknown(_ reason: String) -> TerraformValue {
    .unknown(TerraformUnknown(reason: reason))
  }

  static func text(_ text: String) -> TerraformValue {
    text.utf8.count <= maximumText ? .string(text) : tooLarge
  }

  /// The whole number, where it is one that is exact.
  static func numeric(_ value: Double) -> TerraformValue {
    if value.isFinite, value.rounded() == value, abs(value) < 9_007_199_254_740_992 {
      return .integer(Int(value))
    }
    return value.isFinite ? .number(value) : .unknown("the number is too large")
  }

  static let tooLarge = TerraformValue.unknown("the value is too large to be worked out")

  /// The values in it, itself included; a long text counts more.
  var weight: Int {
    switch self {
    case .list(let list): list.weight
    case .object(let object): object.weight
    case .string(let text): 1 + text.utf8.count / 256
    default: 1
    }
  }

  /// How deep lists and objects stand within each other.
  var depth: Int {
    switch self {
    case .list(let list): list.depth
    case .object(let object): object.depth
    default: 0
    }
  }

  var isNull: Bool { self == .null }

  var isUnknown: Bool {
    if case .unknown = self { true } else { false }
  }

  /// The first part that is not known; nil when all of it is.
  var firstUnknown: TerraformUnknown? {
    switch self {
    case .unknown(let unknown): unknown
    case .list(let list): list.firstUnknown
    case .object(let object): object.firstUnknown
    default: nil
    }
  }

  /// The first unknown part of some values.
  static func firstUnknown(in values: [TerraformValue]) -> TerraformUnknown? {
    for value in values {
      if let unknown = value.firstUnknown { return unknown }
    }
    return nil
  }

  var elements: [TerraformValue]? {
    if case .list(let list) = self { list.elements } else { nil }
  }

  /// What kind of value this is, in the words of an error message.
  var kindName: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer, .number: "a number"
    case .string: "text"
    case .list(let list): list.isSet ? "a set" : "a list"
    case .object: "an object"
    case .unknown: "an unknown value"
    }
  }
}

/// A list, tuple or set.
package struct TerraformList: Hashable, Sendable {
  package let elements: [TerraformValue]
  /// Whether order means nothing and there are no two of the same.
  package let isSet: Bool
  let weight: Int
  let depth: Int
  let firstUnknown: TerraformUnknown?

  init(_ elements: [TerraformValue], isSet: Bool) {
    self.elements = elements
    self.isSet = isSet
    weight = elements.reduce(1) { $0 &+ $1.weight }
    depth = 1 + (elements.lazy.map(\.depth).max() ?? 0)
    firstUnknown = TerraformValue.firstUnknown(in: elements)
  }
}

/// An object or a map, whose keys are in order.
package struct TerraformObject: Hashable, Sendable {
  package let keys: [String]
  package let values: [TerraformValue]
  /// The address of the resource that this is, of which only a part is written in the code.
  let openAddress: String?
  let weight: Int
  let depth: Int
  let firstUnknown: TerraformUnknown?

  init(_ entries: [(String, TerraformValue)], openAddress: String? = nil) {
    var keys: [String] = []
    var values: [TerraformValue] = []
    keys.reserveCapacity(entries.count)
    values.reserveCapacity(entries.count)
    var weight = 1
    // Sorting by key and then by position keeps the later of two behind the earlier.
    let order = entries.indices.sorted {
      (entries[$0].0, $0) < (entries[$1].0, $1)
    }
    for position in order {
      let (key, value) = entries[position]
      if keys.last == key, let replaced = values.popLast() {
        weight = weight &- replaced.weight
      } else {
        keys.append(key)
      }
      values.append(value)
      weight = weight &+ value.weight
    }
    self.keys = keys
    self.values = values
    self.weight = weight
    depth = 1 + (values.lazy.map(\.depth).max() ?? 0)
    self.openAddress = openAddress
    firstUnknown =
      TerraformValue.firstUnknown(in: values)
      ?? openAddress.map {
        TerraformUnknown(reason: "`\($0)` is known after apply", isPresent: true)
      }
  }

  package subscript(key: String) -> TerraformValue? {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] == key { return values[middle] }
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  var entries: [(String, TerraformValue)] { Array(zip(keys, values)) }
}

/// A value that the files do not say.
package struct TerraformUnknown: Hashable, Sendable {
  /// What is known of a text of which a part is not.
  package indirect enum Shape: Hashable, Sendable {
    /// The text is this value written as JSON.
    case document(TerraformValue)
    case pieces([Piece])
  }

  package enum Piece: Hashable, Sendable {
    case text(String)
    case unknown(String)
  }

  package let reason: String
  /// Whether it is certainly something other than null.
  package let isPresent: Bool
  package let shape: Shape?

  init(reason: String, isPresent: Bool = false, shape: Shape? = nil) {
    self.reason = reason
    self.isPresent = isPresent
    self.shape = shape
  }
}
