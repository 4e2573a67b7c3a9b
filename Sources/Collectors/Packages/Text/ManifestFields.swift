import Model

/// Takes values of expected kinds out of the tree of a manifest; what is of another kind is an error.
struct ManifestFields {
  let path: String

  /// The text of a key; nil where it is missing or null.
  func string(_ key: String, in node: Node?) throws(Diagnostics) -> String? {
    guard let value = node?[key], !value.isNull else { return nil }
    guard let text = value.string else {
      throw wrong(value, expected: "text as \"\(key)\"")
    }
    return text
  }

  /// The text of the first key of several that is there.
  func string(_ keys: [String], in node: Node?) throws(Diagnostics) -> String? {
    for key in keys {
      if let text = try string(key, in: node) { return text }
    }
    return nil
  }

  /// The text of a key that must be there, with its place.
  func required(
    _ key: String, in node: Node, of what: String = "a package"
  ) throws(Diagnostics) -> (text: String, span: TextSpan) {
    guard let text = try string(key, in: node), let span = node[key]?.span else {
      throw Diagnostics("\(what) has no \(key)", path: path, at: node.span)
    }
    return (text, span)
  }

  /// The entries of a mapping; none where it is missing or null.
  func entries(_ key: String, in node: Node?) throws(Diagnostics) -> [Node.Entry] {
    guard let value = node?[key] else { return [] }
    return try entries(of: value, named: key)
  }

  func entries(of value: Node, named key: String) throws(Diagnostics) -> [Node.Entry] {
    if value.isNull { return [] }
    guard let entries = value.entries else {
      // PHP writes an empty mapping as an empty list.
      if value.elements?.isEmpty == true { return [] }
      throw wrong(value, expected: "a mapping as \"\(PackageText.shown(key))\"")
    }
    return entries
  }

  /// The elements of a list; none where it is missing or null.
  func elements(_ key: String, in node: Node?) throws(Diagnostics) -> [Node] {
    guard let value = node?[key], !value.isNull else { return [] }
    guard let elements = value.elements else {
      throw wrong(value, expected: "a list as \"\(key)\"")
    }
    return elements
  }

  /// The texts of a list; none where it is missing or null.
  func strings(_ key: String, in node: Node?) throws(Diagnostics) -> [String] {
    var found: [String] = []
    for element in try elements(key, in: node) {
      guard let text = element.string else { throw wrong(element, expected: "text") }
      found.append(text)
    }
    return found
  }

  /// A mapping that an entry must be.
  func checkMapping(_ node: Node) throws(Diagnostics) {
    guard node.entries == nil else { return }
    throw wrong(node, expected: "a mapping for each package")
  }

  func wrong(_ node: Node, expected: String) -> Diagnostics {
    Diagnostics("expected \(expected), found \(node.kindName)", path: path, at: node.span)
  }
}

extension Node {
  /// Whether a value is true, in formats whose scalars have kinds and in those where all are text.
  var isTrue: Bool { content == .boolean(true) || string == "true" }
}
