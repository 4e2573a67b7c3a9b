/// The values given to a check or another definition, already checked against its fields, with
/// parameters put in and defaults filled.
package struct Arguments: Sendable {
  /// The file the values were written in, as shown in messages.
  package let path: String
  /// The whole mapping.
  package let span: TextSpan
  private let values: [String: Node]

  package init(path: String, span: TextSpan, values: [String: Node]) {
    self.path = path
    self.span = span
    self.values = values
  }

  /// The raw value, whatever its type; nil when it was left out and has no default.
  package func node(_ name: String) -> Node? { values[name] }

  package func has(_ name: String) -> Bool { values[name] != nil }

  package func text(_ name: String) -> String? { values[name]?.scalarText }

  /// The texts of a `oneOrMany` or `list` value; empty when it was left out.
  package func texts(_ name: String) -> [String] {
    guard let node = values[name] else { return [] }
    if let elements = node.elements { return elements.compactMap(\.scalarText) }
    return node.scalarText.map { [$0] } ?? []
  }

  /// The values of a `oneOrMany` or `list`; empty when it was left out.
  package func nodes(_ name: String) -> [Node] {
    guard let node = values[name] else { return [] }
    return node.elements ?? [node]
  }

  package func boolean(_ name: String) -> Bool? {
    guard case .boolean(let value) = values[name]?.content else { return nil }
    return value
  }

  package func integer(_ name: String) -> Int? {
    switch values[name]?.content {
    case .integer(let value): value
    // A parameter put into a longer text arrives as text.
    case .string(let text): Int(text)
    default: nil
    }
  }

  package func duration(_ name: String) -> TimeSpan? { text(name).flatMap { TimeSpan($0) } }

  package func size(_ name: String) -> ByteSize? { text(name).flatMap { ByteSize($0) } }

  package func date(_ name: String) -> CalendarDate? { text(name).flatMap { CalendarDate($0) } }

  package func severity(_ name: String) -> Severity? {
    text(name).flatMap { Severity(rawValue: $0) }
  }

  /// A nested mapping's values as arguments of their own.
  package func object(_ name: String) -> Arguments? {
    guard let node = values[name] else { return nil }
    return Self.nested(node, path: path)
  }

  /// The members of a list of mappings.
  package func objects(_ name: String) -> [Arguments] {
    nodes(name).compactMap { Self.nested($0, path: path) }
  }

  /// The place of one value, or of the whole mapping when the value was left out.
  package func location(of name: String? = nil) -> Location {
    Location(path: path, span: name.flatMap { values[$0]?.span } ?? span)
  }

  private static func nested(_ node: Node, path: String) -> Arguments? {
    guard let entries = node.entries else { return nil }
    let pairs = entries.map { ($0.key, $0.value) }
    return Arguments(
      path: path, span: node.span,
      values: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
  }
}
