import Model

/// The nested `dependencies` of lockfile version 1.
struct NodeLockTree {
  let path: String

  func packages(in root: Node) throws(Diagnostics) -> [Package] {
    guard let node = root["dependencies"] else { return [] }
    var found: [Package] = []
    try collect(node, into: &found)
    return found
  }

  /// Goes down the tree, whose depth the parser has bounded.
  private func collect(_ node: Node, into found: inout [Package]) throws(Diagnostics) {
    guard let entries = node.entries else {
      throw Diagnostics(
        "\"dependencies\": expected a mapping, found \(node.kindName)", path: path, at: node.span)
    }
    for entry in entries {
      guard entry.value.entries != nil else {
        throw Diagnostics(
          "expected a mapping for each package, found \(entry.value.kindName)", path: path,
          at: entry.value.span)
      }
      if let package = try package(entry) { found.append(package) }
      if let nested = entry.value["dependencies"] { try collect(nested, into: &found) }
    }
  }

  private func package(_ entry: Node.Entry) throws(Diagnostics) -> Package? {
    let text = PackageText(path: path)
    guard let version = entry.value["version"], let written = version.string else {
      throw Diagnostics(
        "expected text as \"version\"", path: path,
        at: entry.value["version"]?.span ?? entry.keySpan)
    }
    let specifier = NodeSpecifier(written, of: entry.key)
    guard specifier.kind != .local else { return nil }
    let exact = Self.exactVersion(written, of: specifier)
    return Package(
      ecosystem: NodeLockfile.ecosystem, name: try text.name(specifier.name, at: entry.keySpan),
      version: try exact.map { value throws(Diagnostics) in
        try text.version(value, at: version.span)
      },
      requirement: exact == nil ? try text.requirement(written, at: version.span) : nil,
      isDirect: nil, isDevelopment: entry.value["dev"]?.content == .boolean(true),
      isPinned: exact != nil || specifier.isCommit || entry.value["integrity"] != nil,
      location: Location(path: path, span: entry.keySpan))
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
