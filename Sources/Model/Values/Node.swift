/// One value of a structured file (YAML, JSON, TOML, INI, `.env`) with the place it was written at.
///
/// Every parser of the project gives this tree, so one assertion language covers all formats and
/// every finding can point at the value that failed.
package struct Node: Hashable, Sendable {
  /// What the value is.
  ///
  /// `unknown` is a value that exists but cannot be told from the file alone, such as a template
  /// placeholder; it stays unknown through every comparison.
  package indirect enum Content: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case sequence([Node])
    case mapping([Entry])
    case unknown(reason: String)
  }

  /// One key of a mapping, in file order.
  package struct Entry: Hashable, Sendable {
    package let key: String
    package let keySpan: TextSpan
    package let value: Node

    package init(key: String, keySpan: TextSpan, value: Node) {
      self.key = key
      self.keySpan = keySpan
      self.value = value
    }
  }

  package let content: Content
  package let span: TextSpan

  package init(_ content: Content, at span: TextSpan) {
    self.content = content
    self.span = span
  }

  /// The value of a key, or nil when this is no mapping or has no such key.
  package subscript(key: String) -> Node? { entry(key)?.value }

  package func entry(_ key: String) -> Entry? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }
  }

  package var entries: [Entry]? {
    guard case .mapping(let entries) = content else { return nil }
    return entries
  }

  package var elements: [Node]? {
    guard case .sequence(let elements) = content else { return nil }
    return elements
  }

  /// The text of a string value only; numbers and booleans give nil.
  package var string: String? {
    guard case .string(let text) = content else { return nil }
    return text
  }

  /// The text of any scalar as it would be written, or nil for lists, mappings, null, unknown.
  package var scalarText: String? {
    switch content {
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): String(value)
    case .string(let value): value
    case .null, .sequence, .mapping, .unknown: nil
    }
  }

  package var isNull: Bool { content == .null }

  /// What kind of value this is, in the words used by error messages.
  package var kindName: String {
    switch content {
    case .null: "nothing (null)"
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    case .string: "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .unknown: "an unknown value"
    }
  }
}
