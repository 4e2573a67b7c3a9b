import Model

extension TerraformEvaluator {
  /// What a body says: attributes, then blocks as lists of mappings; what is null is absent.
  func entries(of body: HCLBody, in scope: TerraformScope, file: HCLFile) -> [Node.Entry] {
    var entries: [Node.Entry] = []
    for attribute in body.attributes where !TerraformMetaArguments.all.contains(attribute.name) {
      let node = node(attribute.value, place: attribute.place, in: scope, file: file)
      guard !node.isNull else { continue }
      entries.append(
        Node.Entry(
          key: attribute.name, keySpan: file.text.span(attribute.nameRange), value: node))
    }
    return entries + blocks(of: body, in: scope, file: file)
  }

  /// The nested blocks of a body by their types, dynamic ones among them.
  func blocks(of body: HCLBody, in scope: TerraformScope, file: HCLFile) -> [Node.Entry] {
    guard !body.blocks.isEmpty else { return [] }
    var order: [String] = []
    var groups: [String: [Node]] = [:]
    for block in body.blocks {
      let nodes: [Node]
      let type: String
      if block.type == "dynamic", let label = block.labels.first {
        type = label
        nodes = dynamic(block, in: scope, file: file)
      } else {
        guard !TerraformMetaArguments.blocks.contains(block.type) else { continue }
        type = block.type
        nodes = [mapping(block.body, header: block.header, in: scope, file: file)]
      }
      guard !nodes.isEmpty else { continue }
      if groups[type] == nil { order.append(type) }
      groups[type, default: []] += nodes
    }
    return order.map { type in
      let nodes = groups[type] ?? []
      let span = nodes.first?.span ?? .start
      if nodes.count == 1, let only = nodes.first, case .unknown = only.content {
        return Node.Entry(key: type, keySpan: span, value: only)
      }
      return Node.Entry(key: type, keySpan: span, value: Node(.sequence(nodes), at: span))
    }
  }

  private func mapping(
    _ body: HCLBody, header: HCLRange, in scope: TerraformScope, file: HCLFile
  ) -> Node {
    Node(.mapping(entries(of: body, in: scope, file: file)), at: file.text.span(header))
  }

  /// A block for each element; a single unknown node where the elements are not known.
  private func dynamic(_ block: HCLBlock, in scope: TerraformScope, file: HCLFile) -> [Node] {
    guard let label = block.labels.first, let content = block.body.blocks("content").first,
      let each = block.body.attribute("for_each")
    else { return [unknown("the dynamic block is incomplete", block.header, file)] }
    let collection = value(each.value, in: scope)
    guard let pairs = pairs(of: collection) else {
      let missing =
        collection.isNull ? "`for_each` is null" : missingPairs(of: collection).firstUnknown?.reason
      return [
        unknown("whether there is such a block is unknown: \(missing ?? "")", block.header, file)
      ]
    }
    guard pairs.count <= Self.maximumInstances else {
      return [unknown("there are too many blocks", block.header, file)]
    }
    var iterator = label
    if let name = block.body.attribute("iterator").flatMap({ Self.providerName($0.value) }) {
      iterator = name
    }
    return pairs.map { key, value in
      let element = TerraformValue.object([("key", key), ("value", value)])
      return mapping(
        content.body, header: block.header, in: scope.binding(nil, (iterator, element)),
        file: file)
    }
  }

  private func unknown(_ reason: String, _ range: HCLRange, _ file: HCLFile) -> Node {
    Node(.unknown(reason: reason), at: file.text.span(range))
  }

  // MARK: Values

  /// The value of an expression, in which each part that is written out has its own place.
  func node(
    _ expression: HCLExpression, place: HCLRange? = nil, in scope: TerraformScope, file: HCLFile
  ) -> Node {
    let span = file.text.span(place ?? expression.range)
    guard charge(1) else { return Node(.unknown(reason: "too much to work out"), at: span) }
    switch expression.form {
    case .wrapped(let inner), .parenthesized(let inner):
      return node(inner, place: place, in: scope, file: file)
    case .tuple(let elements):
      return Node(
        .sequence(elements.map { node($0, place: place, in: scope, file: file) }), at: span)
    case .object(let items):
      if let entries = members(items, place: place, in: scope, file: file) {
        return Node(.mapping(entries), at: span)
      }
    case .conditional(let condition, let whenTrue, let whenFalse):
      if let decided = value(condition, in: scope).scalarBoolean {
        return node(decided ? whenTrue : whenFalse, place: place, in: scope, file: file)
      }
    case .call("jsonencode", let arguments, false):
      if let argument = arguments.first, arguments.count == 1,
        value(argument, in: scope).firstUnknown != nil
      {
        return node(argument, place: place, in: scope, file: file)
      }
    default: break
    }
    let value = value(expression, in: scope)
    if scope.instance.module.hasSensitiveVariables || isSensitiveCall(expression),
      isSensitive(expression, in: scope.instance), case .string = value
    {
      return Node(.unknown(reason: "the value is sensitive"), at: span)
    }
    guard charge(value.weight) else {
      return Node(.unknown(reason: "too much to work out"), at: span)
    }
    return Node(terraform: value, at: span)
  }

  /// Nil where a key is not known.
  private func members(
    _ items: [HCLObjectItem], place: HCLRange?, in scope: TerraformScope, file: HCLFile
  ) -> [Node.Entry]? {
    var entries: [Node.Entry] = []
    var positions: [String: Int] = [:]
    for item in items {
      guard let key = value(item.key, in: scope).scalarText else { return nil }
      let entry = Node.Entry(
        key: key, keySpan: file.text.span(place ?? item.key.range),
        value: node(item.value, place: place, in: scope, file: file))
      if let position = positions[key] {
        entries[position] = entry
      } else {
        positions[key] = entries.count
        entries.append(entry)
      }
    }
    return entries
  }

  private func isSensitiveCall(_ expression: HCLExpression) -> Bool {
    if case .call("sensitive", _, _) = expression.form { true } else { false }
  }

  /// Whether a text shows a variable that is declared to be kept secret.
  private func isSensitive(_ expression: HCLExpression, in instance: TerraformInstance) -> Bool {
    switch expression.form {
    case .access(let source, let steps):
      guard case .name("var") = source.form, case .attribute(let name)? = steps.first else {
        return isSensitive(source, in: instance)
      }
      return instance.module.variables[name]?.isSensitive ?? false
    case .call(let name, let arguments, _):
      return name == "sensitive"
        || (name != "nonsensitive" && arguments.contains { isSensitive($0, in: instance) })
    case .template(let parts):
      return parts.contains {
        if case .value(let part) = $0 { isSensitive(part, in: instance) } else { false }
      }
    case .wrapped(let inner), .parenthesized(let inner): return isSensitive(inner, in: instance)
    case .conditional(_, let left, let right):
      return isSensitive(left, in: instance) || isSensitive(right, in: instance)
    default: return false
    }
  }
}
