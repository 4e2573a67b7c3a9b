import Model
import StructuredData

/// One compose file, its variables put in.
struct ComposeFile {
  let path: String
  static let maximumServices = 5_000

  /// The root, with variables put in where the tree tells them.
  let value: LayeredValue
  let waivers: WaiverComments

  /// What a file of that name is to its folder: the base, its override, or another overlay.
  enum Role: Hashable {
    case base
    case override
    case overlay
  }

  static func role(of path: String) -> Role? {
    guard !TreePath.isForeign(path) else { return nil }
    let name = TreePath.name(of: path)
    for stem in ["docker-compose", "compose"] where name.hasPrefix(stem) {
      let rest = name.dropFirst(stem.count)
      if rest == ".yml" || rest == ".yaml" { return .base }
      if rest == ".override.yml" || rest == ".override.yaml" { return .override }
      let begins = rest.hasPrefix(".") || rest.hasPrefix("-") || rest.hasPrefix("_")
      if begins, rest.hasSuffix(".yml") || rest.hasSuffix(".yaml") { return .overlay }
    }
    return nil
  }

  /// As many as are worked out, and one more where there are too many.
  var services: [LayeredValue.Entry] {
    Array((value["services"]?.entries ?? []).prefix(Self.maximumServices + 1))
  }

  func service(named name: String) -> LayeredValue? { value["services"]?[name] }
}

/// Puts variables into a compose file: `$$` is a dollar, what the tree does not tell is unknown.
struct ComposeInterpolation {
  /// From the `.env` beside the file.
  let variables: [String: VariableText.Value]

  func applied(to node: Node) -> Node { applied(to: node, inEnvironment: false) }

  /// In an environment a variable of the shell hands a value through that belongs to no file, so that
  /// `.env` is not looked at: what is written there is no part of the compose file.
  private func applied(to node: Node, inEnvironment: Bool) -> Node {
    switch node.content {
    case .string(let text):
      guard text.contains("$") else { return node }
      let known = inEnvironment ? [:] : variables
      let resolver = VariableText(escape: nil, unsetIsEmpty: false) { known[$0] ?? .unset }
      switch resolver.resolved(text) {
      case .text(let value): return Node(Self.content(of: value), at: node.span)
      case .unknown(let reason): return Node(.unknown(reason: reason), at: node.span)
      case .unset: return Node(.string(""), at: node.span)
      }
    case .sequence(let elements):
      return Node(
        .sequence(elements.map { applied(to: $0, inEnvironment: inEnvironment) }), at: node.span)
    case .mapping(let entries):
      let next = entries.map { entry in
        Node.Entry(
          key: entry.key, keySpan: entry.keySpan,
          value: applied(
            to: entry.value, inEnvironment: inEnvironment || entry.key == "environment"))
      }
      return Node(.mapping(next), at: node.span)
    case .null, .boolean, .integer, .number, .unknown: return node
    }
  }

  /// What a variable gave is converted like a plain scalar where a field wants one.
  private static func content(of text: String) -> Node.Content {
    switch text {
    case "true": .boolean(true)
    case "false": .boolean(false)
    default: .string(text)
    }
  }
}
