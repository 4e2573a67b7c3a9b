import Model

/// `package.json`.
package struct NodeManifest: ManifestFormat {
  package static let name = "package.json"
  package static let ecosystem = "npm"
  package static let fileNames = ["package.json"]
  package static let isLockfile = false

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .json, path: path)
    var packages: [Package] = []
    for dependency in try NodeDependency.all(in: root, path: path) {
      if let package = try package(dependency, path: path) { packages.append(package) }
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  /// The third-party package that a dependency stands for; nil for one of the same repository.
  private func package(_ dependency: NodeDependency, path: String) throws(Diagnostics) -> Package? {
    let text = PackageText(path: path)
    let specifier = NodeSpecifier(dependency.specifier, of: dependency.name)
    let span = dependency.entry.keySpan
    guard specifier.kind != .local else { return nil }
    let exact = specifier.kind == .range ? specifier.range?.exactVersion?.description : nil
    return Package(
      ecosystem: Self.ecosystem, name: try text.name(specifier.name, at: span), version: exact,
      requirement: try text.requirement(dependency.specifier, at: dependency.entry.value.span),
      isDirect: true, isDevelopment: dependency.table == .development,
      isPinned: exact != nil || specifier.isCommit,
      location: Location(path: path, span: span))
  }
}

/// One entry of a dependency table of `package.json`.
struct NodeDependency {
  enum Table: String, CaseIterable {
    case production = "dependencies"
    case optional = "optionalDependencies"
    case development = "devDependencies"
    case peer = "peerDependencies"
  }

  let table: Table
  let entry: Node.Entry

  var name: String { entry.key }
  var specifier: String { entry.value.string ?? "" }

  /// The dependencies that npm would install, each once.
  ///
  /// As npm has it, an optional dependency stands above a plain one of the same name, and a peer is
  /// left out where another table names it or where it is marked optional.
  static func all(in root: Node, path: String) throws(Diagnostics) -> [NodeDependency] {
    var found: [NodeDependency] = []
    for table in Table.allCases {
      guard let node = root[table.rawValue], !node.isNull else { continue }
      guard let entries = node.entries else {
        // Long-gone npm versions wrote an empty list for no dependencies.
        if node.elements?.isEmpty == true { continue }
        throw Diagnostics(
          "\"\(table.rawValue)\": expected a mapping, found \(node.kindName)", path: path,
          at: node.span)
      }
      for entry in entries {
        guard entry.value.string != nil else {
          throw Diagnostics(
            "the requirement of a package is \(entry.value.kindName); expected text", path: path,
            at: entry.value.span)
        }
        found.append(NodeDependency(table: table, entry: entry))
      }
    }
    return effective(found, in: root)
  }

  private static func effective(_ all: [NodeDependency], in root: Node) -> [NodeDependency] {
    let optional = Set(all.filter { $0.table == .optional }.map(\.name))
    let named = Set(all.filter { $0.table != .peer }.map(\.name))
    let optionalPeers = Set(
      (root["peerDependenciesMeta"]?.entries ?? [])
        .filter { $0.value["optional"]?.content == .boolean(true) }.map(\.key))
    return all.filter {
      switch $0.table {
      case .production: !optional.contains($0.name)
      case .peer: !named.contains($0.name) && !optionalPeers.contains($0.name)
      case .optional, .development: true
      }
    }
  }
}
