import Model

/// A value whose parts may come from several files: a base and its patches, a file and its overrides.
struct LayeredValue: Hashable {
  enum Content: Hashable {
    case scalar(Node.Content)
    case sequence([LayeredValue])
    case mapping([Entry])
  }

  struct Entry: Hashable {
    let key: String
    let keySpan: TextSpan
    var value: LayeredValue
  }

  var content: Content
  let span: TextSpan
  let file: String

  init(_ content: Content, span: TextSpan, file: String) {
    self.content = content
    self.span = span
    self.file = file
  }

  init(_ node: Node, file: String) {
    span = node.span
    self.file = file
    switch node.content {
    case .sequence(let elements):
      content = .sequence(elements.map { LayeredValue($0, file: file) })
    case .mapping(let entries):
      content = .mapping(
        entries.map {
          Entry(key: $0.key, keySpan: $0.keySpan, value: LayeredValue($0.value, file: file))
        })
    default: content = .scalar(node.content)
    }
  }

  var entries: [Entry]? {
    guard case .mapping(let entries) = content else { return nil }
    return entries
  }

  var elements: [LayeredValue]? {
    guard case .sequence(let elements) = content else { return nil }
    return elements
  }

  var string: String? {
    guard case .scalar(.string(let text)) = content else { return nil }
    return text
  }

  var scalarText: String? {
    guard case .scalar(let scalar) = content else { return nil }
    return Node(scalar, at: span).scalarText
  }

  var isNull: Bool { content == .scalar(.null) }

  subscript(key: String) -> LayeredValue? {
    get { entries?.first { $0.key == key }?.value }
    set {
      guard var entries else { return }
      let index = entries.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?):
        entries.append(Entry(key: key, keySpan: value.span, value: value))
      case (nil, nil): return
      }
      content = .mapping(entries)
    }
  }

  /// Mappings and lists with more members than this are not merged.
  static let largestMerge = 5_000

  /// How many values it holds, itself counted.
  var count: Int {
    switch content {
    case .scalar: 1
    case .sequence(let elements): elements.reduce(1) { $0 + $1.count }
    case .mapping(let entries): entries.reduce(1) { $0 + $1.value.count }
    }
  }

  /// What stands for a mapping that is too large to be merged.
  var unmerged: LayeredValue {
    LayeredValue(
      .scalar(.unknown(reason: "the mapping is too large to be merged")), span: span, file: file)
  }

  /// One tree for a resource of a file, and the places of what other files gave.
  func flattened(in file: String) -> (attributes: Node, elsewhere: [[String]: Location]) {
    var elsewhere: [[String]: Location] = [:]
    let anchor = self.file == file ? span : .start
    let node = flattened(in: file, anchor: anchor, path: [], &elsewhere)
    return (node, elsewhere)
  }

  private func flattened(
    in file: String, anchor: TextSpan, path: [String], _ elsewhere: inout [[String]: Location]
  ) -> Node {
    let place = self.file == file ? span : anchor
    if self.file != file { elsewhere[path] = Location(path: self.file, span: span) }
    // Behind a mapping of another file, its own place is the nearest.
    let next = TextSpan(line: place.line, column: place.column)
    switch content {
    case .scalar(let scalar): return Node(scalar, at: place)
    case .sequence(let elements):
      let nodes = elements.enumerated().map { index, element in
        element.flattened(in: file, anchor: next, path: path + [String(index)], &elsewhere)
      }
      return Node(.sequence(nodes), at: place)
    case .mapping(let entries):
      let nodes = entries.map { entry in
        Node.Entry(
          key: entry.key, keySpan: entry.value.file == file ? entry.keySpan : next,
          value: entry.value.flattened(
            in: file, anchor: next, path: path + [entry.key], &elsewhere))
      }
      return Node(.mapping(nodes), at: place)
    }
  }
}
