import Model

/// The nested `dependencies` of lockfile version 1.
struct NodeLockTree {
  let path: String

  func packages(in root: Node) throws(Diagnostics) -> [Package] {
    guard let node = root["dependencies"] else { return [] }
    var found: [Package] = []
    try collect(node, under: [], into: &found)
    return found
  }

  /// A level of the tree: where it is, and the names in it that are third-party packages.
  private struct Level {
    let key: String
    let names: Set<String>
  }

  /// Goes down the tree, whose depth the parser has bounded.
  private func collect(
    _ node: Node, under levels: [Level], into found: inout [Package]
  ) throws(Diagnostics) {
    guard let entries = node.entries else {
      throw Diagnostics(
        "\"dependencies\": expected a mapping, found \(node.kindName)", path: path, at: node.span)
    }
    let key = levels.last?.key ?? ""
    let levels = levels.isEmpty ? [Level(key: "", names: Self.names(of: entries))] : levels
    for entry in entries {
      guard entry.value.entries != nil else {
        throw Diagnostics(
          "expected a mapping for each package, found \(entry.value.kindName)", path: path,
          at: entry.value.span)
      }
      let nested = entry.value["dependencies"]
      let own = key + entry.key
      let inner =
        levels + [Level(key: own + "/", names: Self.names(of: nested?.entries ?? []))]
      if let package = try package(entry, key: own, levels: inner) { found.append(package) }
      if let nested { try collect(nested, under: inner, into: &found) }
    }
  }

  private static func names(of entries: [Node.Entry]) -> Set<String> {
    Set(
      entries.filter {
        NodeSpecifier($0.value["version"]?.string ?? "", of: $0.key).kind != .local
      }.map(\.key))
  }

  private func package(
    _ entry: Node.Entry, key: String, levels: [Level]
  ) throws(Diagnostics) -> Package? {
    guard let version = entry.value["version"], let written = version.string else {
      throw Diagnostics(
        "expected text as \"version\"", path: path,
        at: entry.value["version"]?.span ?? entry.keySpan)
    }
    let specifier = NodeSpecifier(written, of: entry.key)
    guard specifier.kind != .local else { return nil }
    let exact = Self.exactVersion(written, of: specifier)
    let dependencies = (entry.value["requires"]?.entries ?? []).compactMap { requirement in
      levels.last { $0.names.contains(requirement.key) }.map { $0.key + requirement.key }
    }
    return try PackageMaker(ecosystem: NodeLockfile.ecosystem, path: path).locked(
      specifier.name, exact, at: entry.keySpan, requirement: exact == nil ? written : nil,
      isDevelopment: entry.value["dev"]?.content == .boolean(true),
      isPinned: exact != nil || specifier.isCommit || entry.value["integrity"] != nil,
      key: key, dependencies: dependencies,
      origin: PackageMaker.Origin(
        integrity: entry.value["integrity"]?.string, source: entry.value["resolved"]?.string))
  }

  /// The version itself, behind `npm:name@`, or in the name of a registry's archive.
  static func exactVersion(_ written: String, of specifier: NodeSpecifier) -> String? {
    if specifier.kind == .remote {
      return NodeSpecifier.version(ofArchive: written, of: specifier.name)
    }
    guard written.hasPrefix("npm:"), let at = written.lastIndex(of: "@") else { return written }
    return String(written[written.index(after: at)...])
  }
}
