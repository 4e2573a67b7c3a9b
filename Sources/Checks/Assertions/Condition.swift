import Model

/// What is asked of one value, without negation.
package enum Condition: Sendable {
  /// The same type and the same value.
  case equals(Node)
  case isOneOf([Node])
  /// A PCRE2 pattern, anywhere in a text.
  case matches(String)
  /// A part of a text, an element of a list, a key of a mapping.
  case contains(Node)
  case startsWith(String)
  case endsWith(String)
  case ordered(Ordering, Node)
  case present
  case empty
  case type(ValueType)
  /// Code points of a text, elements of a list, keys of a mapping.
  case length(Ordering, Int)
}

/// On which side of a limit a value must lie.
package enum Ordering: Sendable {
  case atLeast
  case atMost
  case greaterThan
  case lessThan

  package var words: String {
    switch self {
    case .atLeast: "at least"
    case .atMost: "at most"
    case .greaterThan: "greater than"
    case .lessThan: "less than"
    }
  }

  package func admits(_ order: Magnitude.Order) -> Bool {
    switch self {
    case .atLeast: order != .less
    case .atMost: order != .greater
    case .greaterThan: order == .greater
    case .lessThan: order == .less
    }
  }
}

/// The types that `type` tells apart; every integer is a number too.
package enum ValueType: String, CaseIterable, Sendable {
  case text
  case boolean
  case integer
  case number
  case list
  case mapping
  case null

  package func includes(_ content: Node.Content) -> Bool {
    switch content {
    case .string: self == .text
    case .boolean: self == .boolean
    case .integer: self == .integer || self == .number
    case .number: self == .number
    case .sequence: self == .list
    case .mapping: self == .mapping
    case .null: self == .null
    case .unknown: false
    }
  }
}
