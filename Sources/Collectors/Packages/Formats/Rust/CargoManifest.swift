import Model

/// `Cargo.toml`.
package struct CargoManifest: ManifestFormat {
  package static let name = "Cargo.toml"
  package static let ecosystem = "crates.io"
  package static let fileNames = ["Cargo.toml"]
  package static let isLockfile = false

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .toml, path: path)
    var packages: [Package] = []
    for dependency in try CargoDependency.all(in: root, path: path)
    where dependency.source != .workspace && dependency.source != .path {
      packages.append(try package(dependency, path: path))
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  private func package(_ dependency: CargoDependency, path: String) throws(Diagnostics) -> Package {
    let text = PackageText(path: path)
    let span = dependency.entry.keySpan
    let requirement = dependency.requirement
    let exact = requirement.flatMap { VersionRange(cargo: $0)?.exactVersion?.description }
    return Package(
      ecosystem: Self.ecosystem, name: try text.name(dependency.crate, at: span), version: exact,
      requirement: try text.requirement(requirement ?? dependency.place ?? "*", at: span),
      isDirect: true, isDevelopment: dependency.table == .development,
      isPinned: exact != nil || dependency.isCommit, location: Location(path: path, span: span))
  }
}

/// One entry of a dependency table of `Cargo.toml`.
struct CargoDependency {
  enum Table: String, CaseIterable {
    case normal = "dependencies"
    case development = "dev-dependencies"
    case build = "build-dependencies"
  }

  enum Source {
    case registry
    case git
    /// A folder of the same repository.
    case path
    /// The requirement stands in the workspace's root.
    case workspace
  }

  /// Nil for the table of the workspace that its members inherit from.
  let table: Table?
  let entry: Node.Entry

  /// The crate's own name, where the key is another.
  var crate: String { entry.value["package"]?.string ?? entry.key }

  var requirement: String? { entry.value.string ?? entry.value["version"]?.string }

  var source: Source {
    if entry.value["workspace"]?.content == .boolean(true) { return .workspace }
    if entry.value["path"] != nil { return .path }
    return entry.value["git"] == nil ? .registry : .git
  }

  /// The repository it comes from, with the commit.
  var place: String? {
    entry.value["git"]?.string.map { git in
      let revision = ["rev", "tag", "branch"].compactMap { entry.value[$0]?.string }.first
      return git + (revision.map { "#" + $0 } ?? "")
    }
  }

  var isCommit: Bool { entry.value["rev"]?.string.map { PackageText.isCommit($0) } ?? false }

  /// Every dependency of the crate and of its workspace table.
  static func all(in root: Node, path: String) throws(Diagnostics) -> [CargoDependency] {
    var found = try own(in: root, path: path)
    if let workspace = root["workspace"]?["dependencies"] {
      found += try entries(of: workspace, path: path).map {
        CargoDependency(table: nil, entry: $0)
      }
    }
    return found
  }

  /// The dependencies of the crate itself, those for some platforms included.
  static func own(in root: Node, path: String) throws(Diagnostics) -> [CargoDependency] {
    let platforms = (root["target"]?.entries ?? []).map(\.value)
    var found: [CargoDependency] = []
    for holder in [root] + platforms {
      for table in Table.allCases {
        // Cargo still takes the spelling with an underscore.
        let underscored = String(table.rawValue.map { $0 == "-" ? "_" : $0 })
        guard let node = holder[table.rawValue] ?? holder[underscored] else { continue }
        found += try entries(of: node, path: path).map { CargoDependency(table: table, entry: $0) }
      }
    }
    return found
  }

  private static func entries(of node: Node, path: String) throws(Diagnostics) -> [Node.Entry] {
    guard let entries = node.entries else {
      throw Diagnostics(
        "expected a table of dependencies, found \(node.kindName)", path: path, at: node.span)
    }
    for entry in entries where entry.value.string == nil && entry.value.entries == nil {
      throw Diagnostics(
        "expected a requirement, found \(entry.value.kindName)", path: path, at: entry.value.span)
    }
    return entries
  }
}
