import Model

/// A value of a resource together with the way to it, so that its place is known even where another
/// file gave it.
struct PlacedNode {
  let node: Node
  private let path: [String]
  private let resource: ConfiguredResource

  init(_ resource: ConfiguredResource) {
    node = resource.attributes
    path = []
    self.resource = resource
  }

  private init(_ node: Node, path: [String], resource: ConfiguredResource) {
    self.node = node
    self.path = path
    self.resource = resource
  }

  /// The value of a key; nil where it is absent or null.
  subscript(_ keys: String...) -> PlacedNode? {
    var current: PlacedNode? = self
    for key in keys {
      guard let here = current, let next = here.node[key], !next.isNull else { return nil }
      current = PlacedNode(next, path: here.path + [key], resource: resource)
    }
    return current
  }

  /// The value of the first of several names that is there.
  func first(_ names: String...) -> PlacedNode? {
    for name in names { if let value = self[name] { return value } }
    return nil
  }

  var elements: [PlacedNode] {
    (node.elements ?? []).enumerated().map { index, element in
      PlacedNode(element, path: path + [String(index)], resource: resource)
    }
  }

  /// The only element of a list, or the value itself: blocks of Terraform are lists of one.
  var single: PlacedNode? {
    guard node.elements != nil else { return self }
    return elements.first
  }

  var entries: [(key: String, value: PlacedNode)] {
    (node.entries ?? []).map { entry in
      (entry.key, PlacedNode(entry.value, path: path + [entry.key], resource: resource))
    }
  }

  /// The same place with another value.
  func replaced(by content: Node.Content) -> PlacedNode {
    PlacedNode(Node(content, at: node.span), path: path, resource: resource)
  }

  var location: Location {
    resource.elsewhere[path] ?? Location(path: resource.file, span: node.span)
  }

  // MARK: Settings

  /// The value as a setting: what cannot be told stays unknown, what is of another kind, too.
  func setting<Value: Hashable & Sendable>(
    _ read: (Node) -> Value?
  ) -> ContainerSetting<Value> {
    if case .unknown(let reason) = node.content { return .unknown(reason: reason, location) }
    guard let value = read(node) else {
      return .unknown(reason: "the value is \(node.kindName), which is not expected here", location)
    }
    return .known(value, location)
  }

  var boolean: ContainerSetting<Bool> {
    setting { node in
      switch node.content {
      case .boolean(let value): value
      case .string("true"): true
      case .string("false"): false
      default: nil
      }
    }
  }

  var text: ContainerSetting<String> { setting(\.scalarText) }

  /// Capabilities in upper case without `CAP_`.
  var capabilities: ContainerSetting<[String]> {
    guard node.elements != nil else { return setting { _ in nil } }
    var names: [String] = []
    for element in elements {
      switch element.text {
      case .known(let name, _):
        let upper = name.uppercased()
        names.append(upper.hasPrefix("CAP_") ? String(upper.dropFirst(4)) : upper)
      case .unknown(let reason, let location): return .unknown(reason: reason, location)
      case .absent: continue
      }
    }
    return .known(names, location)
  }
}

extension Optional where Wrapped == PlacedNode {
  var boolean: ContainerSetting<Bool> { self?.boolean ?? .absent }
  var text: ContainerSetting<String> { self?.text ?? .absent }
  var capabilities: ContainerSetting<[String]> { self?.capabilities ?? .absent }
}
