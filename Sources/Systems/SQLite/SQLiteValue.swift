/// One value that a database stores, in SQLite's five storage classes.
package enum SQLiteValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  package init(_ value: Int) { self = .integer(Int64(value)) }

  package init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }

  package init(_ value: String?) { self = value.map(SQLiteValue.text) ?? .null }

  /// The number, or nil for any other kind of value or one that `Int` cannot hold.
  package var integer: Int? {
    if case .integer(let value) = self { Int(exactly: value) } else { nil }
  }

  package var real: Double? {
    switch self {
    case .real(let value): value
    case .integer(let value): Double(value)
    case .null, .text, .blob: nil
    }
  }

  package var text: String? {
    if case .text(let value) = self { value } else { nil }
  }

  package var blob: [UInt8]? {
    if case .blob(let value) = self { value } else { nil }
  }

  package var isNull: Bool { self == .null }
}
