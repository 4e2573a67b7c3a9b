import Model

/// How an answer of a provider is told from other JSON, and what is in it.
struct ExportShape: Sendable {
  /// A text that stands in every file of this shape, in quotes where it is a key.
  let mark: StaticString
  /// The things in the answer with their kinds; nil when it is another shape after all.
  let read: @Sendable (Node) -> [Found]?

  struct Found {
    let kind: String
    let node: Node
  }

  /// A list or a single thing below a key, told by a key of its own.
  init(_ mark: StaticString, key: String, of kind: String, with own: String) {
    self.mark = mark
    read = { root in
      guard let value = root[key] else { return nil }
      let members = value.elements ?? [value]
      guard members.isEmpty || members.contains(where: { $0[own] != nil }) else { return nil }
      return members.map { Found(kind: kind, node: $0) }
    }
  }

  init(_ mark: StaticString, _ read: @escaping @Sendable (Node) -> [Found]?) {
    self.mark = mark
    self.read = read
  }
}
