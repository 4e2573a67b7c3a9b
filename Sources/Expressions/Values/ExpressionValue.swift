import Model

/// A value of an expression: what CEL knows, an error, or what cannot be told.
///
/// Lists and mappings of documents are wrapped, not converted.
package enum ExpressionValue: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case unsigned(UInt)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case list(ListValue)
  case map(MapValue)
  case timestamp(Timestamp)
  case duration(Interval)
  case type(TypeName)
  indirect case optional(ExpressionValue?)
  indirect case address(IPAddress)
  indirect case network(IPNetwork)
  indirect case quantity(Quantity)
  /// An error, which only `&&`, `||`, `?:`, `all` and `exists` may absorb.
  case failure(Failure)
  /// A value that exists and is not known, which only what cannot depend on it survives.
  case unknown(Unknowns)

  /// A value of a document.
  package init(_ node: Node) {
    switch node.content {
    case .null: self = .null
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .double(value)
    case .string(let text): self = .string(text)
    case .sequence(let elements): self = .list(.nodes(elements))
    case .mapping(let entries): self = .map(.entries(entries))
    case .unknown(let reason):
      self = .unknown(Unknowns([Unknown(reason: reason, span: node.span)]))
    }
  }

  /// Whether it is a value, and neither an error nor unknown.
  package var isKnown: Bool {
    switch self {
    case .failure, .unknown: false
    default: true
    }
  }

  static func failure(_ kind: Failure.Kind, _ message: String) -> ExpressionValue {
    .failure(Failure(kind, message))
  }

  static func list(_ values: [ExpressionValue]) -> ExpressionValue { .list(.values(values)) }

  var typeName: TypeName {
    switch self {
    case .null: .null
    case .boolean: .boolean
    case .integer: .integer
    case .unsigned: .unsigned
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list: .list
    case .map: .map
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type
    case .optional: .optional
    case .address: .address
    case .network: .network
    case .quantity: .quantity
    case .failure: TypeName("error")
    case .unknown: TypeName("unknown")
    }
  }

  /// Zero, empty, false or null, for `optional.ofNonZeroValue`.
  var isZero: Bool {
    switch self {
    case .null: true
    case .boolean(let value): !value
    case .integer(let value): value == 0
    case .unsigned(let value): value == 0
    case .double(let value): value == 0
    case .string(let text): text.isEmpty
    case .bytes(let bytes): bytes.isEmpty
    case .list(let list): list.count == 0
    case .map(let map): map.count == 0
    case .timestamp(let moment): moment == Timestamp.epoch
    case .duration(let interval): interval == Interval.zero
    case .optional(let value): value == nil
    default: false
    }
  }
}

/// The name of a type as a value: `int`, `google.protobuf.Timestamp`.
package struct TypeName: Hashable, Sendable {
  package let name: String

  init(_ name: String) { self.name = name }

  static let null = TypeName("null_type")
  static let boolean = TypeName("bool")
  static let integer = TypeName("int")
  static let unsigned = TypeName("uint")
  static let double = TypeName("double")
  static let string = TypeName("string")
  static let bytes = TypeName("bytes")
  static let list = TypeName("list")
  static let map = TypeName("map")
  static let timestamp = TypeName("google.protobuf.Timestamp")
  static let duration = TypeName("google.protobuf.Duration")
  static let type = TypeName("type")
  static let optional = TypeName("optional_type")
  static let address = TypeName("net.IP")
  static let network = TypeName("net.CIDR")
  static let quantity = TypeName("kubernetes.Quantity")

  /// Those that an expression may name.
  static let named: [String: TypeName] = Dictionary(
    [
      null, boolean, integer, unsigned, double, string, bytes, list, map, timestamp, duration, type,
      optional, address, network, quantity,
    ].map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
