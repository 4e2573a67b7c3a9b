import Model

/// Lays what is unknown and what is sensitive over the values of a plan or a state.
struct TerraformOverlay {
  let address: String

  private static let hidden = "the value is sensitive"

  /// Both overlays have the form of the values, with `true` where it applies.
  func applied(to values: Node, unknown: Node?, sensitive: Node?) -> Node {
    guard let entries = values.entries else { return values }
    var result: [Node.Entry] = []
    var names: Set<String> = []
    for entry in entries {
      names.insert(entry.key)
      let reference = TerraformReference(address: address, attribute: entry.key).reason
      var value = merged(
        entry.value, unknown: unknown?[entry.key], sensitive: sensitive?[entry.key],
        reason: reference)
      if case .string = value.content, Self.isSecret(entry.key) {
        value = Node(.unknown(reason: Self.hidden), at: value.span)
      }
      result.append(Node.Entry(key: entry.key, keySpan: entry.keySpan, value: value))
    }
    // A value that is wholly unknown is not among those after the change.
    for entry in unknown?.entries ?? [] where !names.contains(entry.key) {
      guard Self.marks(entry.value) else { continue }
      let reference = TerraformReference(address: address, attribute: entry.key).reason
      result.append(
        Node.Entry(
          key: entry.key, keySpan: values.span,
          value: Node(.unknown(reason: reference), at: values.span)))
    }
    return Node(.mapping(result), at: values.span)
  }

  /// Whether an overlay says `true` anywhere.
  private static func marks(_ node: Node) -> Bool {
    switch node.content {
    case .boolean(let value): value
    case .sequence(let elements): elements.contains(where: marks)
    case .mapping(let entries): entries.contains { marks($0.value) }
    default: false
    }
  }

  private func merged(_ value: Node, unknown: Node?, sensitive: Node?, reason: String) -> Node {
    if case .boolean(true)? = unknown?.content {
      return Node(.unknown(reason: reason), at: value.span)
    }
    if case .boolean(true)? = sensitive?.content {
      return Node(.unknown(reason: Self.hidden), at: value.span)
    }
    switch value.content {
    case .sequence(let elements):
      let unknowns = unknown?.elements ?? []
      let hidden = sensitive?.elements ?? []
      guard !unknowns.isEmpty || !hidden.isEmpty else { return value }
      var result = elements.enumerated().map { position, element in
        merged(
          element, unknown: unknowns.indices.contains(position) ? unknowns[position] : nil,
          sensitive: hidden.indices.contains(position) ? hidden[position] : nil, reason: reason)
      }
      for further in unknowns.dropFirst(elements.count) where Self.marks(further) {
        result.append(Node(.unknown(reason: reason), at: value.span))
      }
      return Node(.sequence(result), at: value.span)
    case .mapping(let entries):
      return mapping(entries, value, unknown: unknown, sensitive: sensitive, reason: reason)
    default: return value
    }
  }

  private func mapping(
    _ entries: [Node.Entry], _ value: Node, unknown: Node?, sensitive: Node?, reason: String
  ) -> Node {
    let unknowns = unknown?.entries ?? []
    guard !unknowns.isEmpty || sensitive?.entries != nil else { return value }
    var result = entries.map { entry in
      Node.Entry(
        key: entry.key, keySpan: entry.keySpan,
        value: merged(
          entry.value, unknown: unknown?[entry.key], sensitive: sensitive?[entry.key],
          reason: reason))
    }
    let names = Set(entries.map(\.key))
    for further in unknowns where !names.contains(further.key) && Self.marks(further.value) {
      result.append(
        Node.Entry(
          key: further.key, keySpan: value.span,
          value: Node(.unknown(reason: reason), at: value.span)))
    }
    return Node(.mapping(result), at: value.span)
  }

  /// Names of attributes whose text is a secret whether the provider says so or not.
  private static func isSecret(_ name: String) -> Bool {
    [
      "password", "private_key", "private_key_pem", "secret", "secret_key", "secret_string",
      "secret_binary", "token", "connection_string", "primary_access_key", "secondary_access_key",
    ].contains { name == $0 || name.hasSuffix("_" + $0) }
  }
}
