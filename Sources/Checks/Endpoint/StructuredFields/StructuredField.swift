/// The values of structured header fields (RFC 9651 section 3).
enum StructuredField {
  /// A bare item (section 3.3).
  enum BareItem: Hashable, Sendable {
    case integer(Int)
    /// In thousandths, as a decimal has at most three digits after its point.
    case decimal(thousandths: Int)
    case string(String)
    case token(String)
    case bytes([UInt8])
    case boolean(Bool)
    /// Seconds since 1970.
    case date(Int)
    case displayString(String)

    /// The text of a token or string.
    var text: String? {
      switch self {
      case .token(let text), .string(let text), .displayString(let text): text
      default: nil
      }
    }

    var token: String? {
      guard case .token(let text) = self else { return nil }
      return text
    }
  }

  /// An item with its parameters.
  struct Item: Hashable, Sendable {
    let value: BareItem
    let parameters: Parameters
  }

  /// A member of a list or dictionary.
  enum Member: Hashable, Sendable {
    case item(Item)
    case innerList([Item], Parameters)

    var item: Item? {
      guard case .item(let item) = self else { return nil }
      return item
    }

    /// The items of an inner list, or the one item.
    var items: [Item] {
      switch self {
      case .item(let item): [item]
      case .innerList(let items, _): items
      }
    }

    var parameters: Parameters {
      switch self {
      case .item(let item): item.parameters
      case .innerList(_, let parameters): parameters
      }
    }
  }

  /// Keys in the order they were first written; a later value replaces an earlier one.
  struct Keyed<Value: Hashable & Sendable>: Hashable, Sendable {
    private(set) var keys: [String] = []
    private var values: [String: Value] = [:]

    subscript(key: String) -> Value? { values[key] }

    var isEmpty: Bool { keys.isEmpty }

    mutating func set(_ key: String, to value: Value) {
      if values.updateValue(value, forKey: key) == nil { keys.append(key) }
    }
  }

  typealias Parameters = Keyed<BareItem>
  typealias Dictionary = Keyed<Member>

  /// Why a text is no structured field.
  struct Malformed: Error, Hashable {
    let reason: String
    /// Counted in bytes from 0.
    let offset: Int
  }

  /// Parses all lines of a header as one item.
  static func item(_ lines: [String]) throws(Malformed) -> Item {
    try whole(lines) { (parser) throws(Malformed) in try parser.item() }
  }

  static func list(_ lines: [String]) throws(Malformed) -> [Member] {
    try whole(lines) { (parser) throws(Malformed) in try parser.list() }
  }

  static func dictionary(_ lines: [String]) throws(Malformed) -> Dictionary {
    try whole(lines) { (parser) throws(Malformed) in try parser.dictionary() }
  }

  private static func whole<Value>(
    _ lines: [String], _ parse: (inout StructuredFieldParser) throws(Malformed) -> Value
  ) throws(Malformed) -> Value {
    var parser = StructuredFieldParser(lines.joined(separator: ", "))
    parser.skipSpaces()
    let value = try parse(&parser)
    parser.skipSpaces()
    try parser.expectEnd()
    return value
  }
}
