/// What the values of a part of an expression are, as far as that can be told before it runs.
package indirect enum ExpressionType: Hashable, Sendable {
  /// Anything: only evaluation tells.
  case dynamic
  case null
  case boolean
  case integer
  case unsigned
  case double
  case string
  case bytes
  case timestamp
  case duration
  case type
  case list(ExpressionType)
  case map(ExpressionType, ExpressionType)
  case optional(ExpressionType)
  case address
  case network
  case quantity
  /// A mapping with known fields.
  case object(FieldModel)
  /// The element of an empty list, which fits everything.
  case free
  /// A type that the arguments of a function decide; only in signatures.
  case parameter(Int)

  /// As people write it: `list(string)`.
  package var name: String {
    switch self {
    case .dynamic, .free, .parameter: "dyn"
    case .null: "null"
    case .boolean: "bool"
    case .integer: "int"
    case .unsigned: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .type: "type"
    case .list(let element): "list(\(element.name))"
    case .map(let key, let value): "map(\(key.name), \(value.name))"
    case .optional(let value): "optional(\(value.name))"
    case .address: "net.IP"
    case .network: "net.CIDR"
    case .quantity: "quantity"
    case .object(let model): model.name
    }
  }

  var isNumber: Bool { [.integer, .unsigned, .double].contains(self) }

  /// Nothing can be said against any use of it.
  var isOpen: Bool { self == .dynamic || self == .free }

  /// Whether it, or something in it, may be anything.
  var hasOpenPart: Bool {
    switch self {
    case .dynamic, .free: true
    case .list(let element), .optional(let element): element.hasOpenPart
    case .map(let key, let value): key.hasOpenPart || value.hasOpenPart
    default: false
    }
  }

  /// What both are, or anything.
  func joined(with other: ExpressionType) -> ExpressionType {
    if self == other || other == .free { return self }
    switch (self, other) {
    case (.free, _): return other
    case (.list(let left), .list(let right)): return .list(left.joined(with: right))
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return .map(key.joined(with: otherKey), value.joined(with: otherValue))
    case (.optional(let left), .optional(let right)): return .optional(left.joined(with: right))
    default: return .dynamic
    }
  }

  /// The type with its parameters replaced by what the arguments gave.
  func resolved(_ bindings: [Int: ExpressionType]) -> ExpressionType {
    switch self {
    case .parameter(let index): bindings[index] ?? .free
    case .list(let element): .list(element.resolved(bindings))
    case .map(let key, let value): .map(key.resolved(bindings), value.resolved(bindings))
    case .optional(let value): .optional(value.resolved(bindings))
    default: self
    }
  }

  /// Whether an argument of a type fits here; parameters are bound on the way.
  func admits(_ argument: ExpressionType, binding bindings: inout [Int: ExpressionType]) -> Bool {
    if case .parameter(let index) = self, argument == .dynamic {
      bindings[index] = .dynamic
      return true
    }
    if self == .dynamic || argument.isOpen { return true }
    switch (self, argument) {
    case (.parameter(let index), _):
      guard let bound = bindings[index] else {
        bindings[index] = argument
        return true
      }
      guard bound.isCompatible(with: argument) else { return false }
      bindings[index] = bound.joined(with: argument)
      return true
    case (.list(let element), .list(let other)):
      return element.admits(other, binding: &bindings)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return key.admits(otherKey, binding: &bindings)
        && value.admits(otherValue, binding: &bindings)
    case (.map(let key, let value), .object):
      return key.admits(.string, binding: &bindings) && value.admits(.dynamic, binding: &bindings)
    case (.optional(let value), .optional(let other)):
      return value.admits(other, binding: &bindings)
    default: return self == argument
    }
  }

  /// Whether a value of one can equal a value of the other.
  func isCompatible(with other: ExpressionType) -> Bool {
    if isOpen || other.isOpen || self == other { return true }
    switch (self, other) {
    case (.list(let left), .list(let right)): return left.isCompatible(with: right)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return key.isCompatible(with: otherKey) && value.isCompatible(with: otherValue)
    case (.optional(let left), .optional(let right)): return left.isCompatible(with: right)
    case (.object, .object), (.object, .map), (.map, .object): return true
    // Whatever comes from a document may be null.
    case (.null, .object), (.object, .null), (.null, .timestamp), (.timestamp, .null),
      (.null, .duration), (.duration, .null):
      return true
    default: return false
    }
  }
}
