import Model

extension Node {
  /// The value, all of which stands at one place.
  ///
  /// A text of which a part is unknown, and which is a JSON document all the same, is given as that
  /// document.
  init(terraform value: TerraformValue, at span: TextSpan) {
    switch value {
    case .null: self.init(.null, at: span)
    case .boolean(let value): self.init(.boolean(value), at: span)
    case .integer(let value): self.init(.integer(value), at: span)
    case .number(let value): self.init(.number(value), at: span)
    case .string(let text): self.init(.string(text), at: span)
    case .list(let list):
      self.init(.sequence(list.elements.map { Node(terraform: $0, at: span) }), at: span)
    case .object(let object):
      let entries = zip(object.keys, object.values).map {
        Entry(key: $0, keySpan: span, value: Node(terraform: $1, at: span))
      }
      self.init(.mapping(entries), at: span)
    case .unknown(let unknown):
      if let document = TerraformDocument.value(of: unknown) {
        self.init(terraform: document, at: span)
      } else {
        self.init(.unknown(reason: unknown.reason), at: span)
      }
    }
  }
}

extension TerraformValue {
  /// The value without its places.
  package init(_ node: Node) {
    switch node.content {
    case .null: self = .null
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .numeric(value)
    case .string(let text): self = .string(text)
    case .sequence(let elements): self = .list(elements.map { TerraformValue($0) })
    case .mapping(let entries): self = .object(entries.map { ($0.key, TerraformValue($0.value)) })
    case .unknown(let reason): self = .unknown(reason)
    }
  }
}
