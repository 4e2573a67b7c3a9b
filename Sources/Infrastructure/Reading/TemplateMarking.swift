import Model

/// Makes values unknown that a template engine has yet to write.
enum TemplateMarking {
  static let reason = "a template, not rendered"

  static func isTemplate(_ text: String) -> Bool {
    text.contains("{{") || text.contains("{%") || text.contains("<%")
  }

  /// The tree with every text that holds a mark of a template unknown; keys of the top that are named
  /// keep what stands under them.
  static func marking(_ node: Node, except kept: Set<String> = []) -> Node {
    switch node.content {
    case .string(let text):
      return isTemplate(text) ? Node(.unknown(reason: reason), at: node.span) : node
    case .sequence(let elements):
      return Node(.sequence(elements.map { marking($0) }), at: node.span)
    case .mapping(let entries):
      let marked = entries.map { entry in
        kept.contains(entry.key)
          ? entry
          : Node.Entry(key: entry.key, keySpan: entry.keySpan, value: marking(entry.value))
      }
      return Node(.mapping(marked), at: node.span)
    case .null, .boolean, .integer, .number, .unknown: return node
    }
  }
}
