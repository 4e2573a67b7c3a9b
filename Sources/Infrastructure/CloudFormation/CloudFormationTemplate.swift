import Model

/// The parts of one template.
struct CloudFormationTemplate {
  private static let known: Set<String> = [
    "AWS::Serverless-2016-10-31", "AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen",
    "AWS::SecretsManager-2020-07-23", "AWS::SecretsManager-2024-09-16",
  ]

  let root: Node

  init(_ root: Node) { self.root = root }

  func parameter(_ name: String) -> Node? { root["Parameters"]?[name] }

  func isResource(_ name: String) -> Bool { root["Resources"]?[name] != nil }

  func mapping(_ name: String, _ first: String, _ second: String) -> Node? {
    root["Mappings"]?[name]?[first]?[second]
  }

  /// Transforms that bring in what is not in the file.
  var foreignTransforms: [Node] {
    guard let transform = root["Transform"] else { return [] }
    return (transform.elements ?? [transform]).filter { node in
      node.string.map { !Self.known.contains($0) } ?? true
    }
  }

  /// A resource's properties, with what the template's `Globals` says of its kind where it is silent.
  func properties(of resource: Node, kind: String, at span: TextSpan) -> Node {
    let own = resource["Properties"] ?? Node(.mapping([]), at: span)
    let prefix = "AWS::Serverless::"
    guard kind.hasPrefix(prefix), let entries = own.entries,
      let shared = root["Globals"]?[String(kind.dropFirst(prefix.count))]?.entries
    else { return own }
    let names = Set(entries.map(\.key))
    return Node(.mapping(entries + shared.filter { !names.contains($0.key) }), at: own.span)
  }
}
