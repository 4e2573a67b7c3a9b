/// A name in a database, below its schema: `public.orders`.
package struct DatabaseObjectName: Hashable, Sendable, Comparable {
  package let schema: String
  /// For a function with its argument types: `is_member(uuid)`.
  package let name: String

  package init(_ schema: String, _ name: String) {
    self.schema = schema
    self.name = name
  }

  package var description: String { "\(schema).\(name)" }

  /// A function's name without its argument types.
  package var bareName: String { String(name.prefix { $0 != "(" }) }

  package static func < (left: Self, right: Self) -> Bool {
    (left.schema, left.name) < (right.schema, right.name)
  }
}
