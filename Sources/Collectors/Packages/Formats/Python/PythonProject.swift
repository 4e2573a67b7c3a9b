import Model

/// `pyproject.toml`: the tables of PEP 621 and PEP 735, and those of uv, Poetry and PDM.
///
/// What is needed only to build the project (`build-system.requires`) is not a dependency of it.
package struct PythonProject: ManifestFormat {
  package static let name = "pyproject.toml"
  package static let ecosystem = "PyPI"
  package static let fileNames = ["pyproject.toml"]
  package static let isLockfile = false

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .toml, path: path)
    let table = PythonProjectTable(root: root, path: path)
    var packages: [Package] = []
    for dependency in try table.dependencies() where !table.isOwn(dependency.requirement) {
      packages.append(
        try dependency.requirement.package(
          path: path, span: dependency.span, isDevelopment: dependency.isDevelopment))
    }
    packages += try PoetryTable(root: root, path: path).packages()
    return ManifestContents(
      packages: packages, includes: table.includes, gap: table.gap, document: .tree(root))
  }
}

/// The dependencies of a project that are written as PEP 508 has it.
struct PythonProjectTable {
  struct Dependency {
    let requirement: PythonRequirement
    let span: TextSpan
    let isDevelopment: Bool
  }

  let root: Node
  let path: String

  /// The project's own name, normalised.
  var name: String? {
    (root["project"]?["name"]?.string ?? root["tool"]?["poetry"]?["name"]?.string)
      .map(PackageNaming.normalizedPython)
  }

  /// Everything in the order of the tables, the project's own name and local folders included.
  func dependencies() throws(Diagnostics) -> [Dependency] {
    try runtimeDependencies() + developmentDependencies()
  }

  func runtimeDependencies() throws(Diagnostics) -> [Dependency] {
    let project = root["project"]
    var lists = [project?["dependencies"]]
    lists += try groups(project?["optional-dependencies"], named: "optional-dependencies")
    return try dependencies(in: lists, isDevelopment: false)
  }

  func developmentDependencies() throws(Diagnostics) -> [Dependency] {
    var lists = try groups(root["dependency-groups"], named: "dependency-groups")
    lists.append(root["tool"]?["uv"]?["dev-dependencies"])
    lists += try groups(root["tool"]?["pdm"]?["dev-dependencies"], named: "dev-dependencies")
    return try dependencies(in: lists, isDevelopment: true)
  }

  /// Whether a requirement is the project itself (for its extras), or a folder of the repository.
  func isOwn(_ requirement: PythonRequirement) -> Bool {
    if requirement.name == name { return true }
    if let url = requirement.url { return PythonURL(url).isLocal }
    return localSources.contains(requirement.name)
  }

  /// Names that uv takes from a folder or from the workspace.
  private var localSources: Set<String> {
    let sources = root["tool"]?["uv"]?["sources"]?.entries ?? []
    let local = sources.filter {
      $0.value["workspace"]?.content == .boolean(true)
        || $0.value["path"]?.string.map { !PythonURL($0).isArchive } == true
    }
    return Set(local.map { PackageNaming.normalizedPython($0.key) })
  }

  /// The requirements files that stand in for lists that the project does not write itself.
  var includes: [ManifestInclude] {
    dynamicLists.flatMap { list in
      files(of: list).map {
        ManifestInclude(
          kind: .requirements, path: $0.string ?? "", location: Location(path: path, span: $0.span))
      }
    }
  }

  /// A list that is made while the project is built, by code that is not run here.
  var gap: Unavailable? {
    dynamicLists.first { files(of: $0).isEmpty }.map {
      let place = Location(path: path, span: $0.span).description
      return Unavailable(
        "\(place): \"\($0.string ?? "")\" is dynamic: the list is made when the project is built, "
          + "so it cannot be read")
    }
  }

  private var dynamicLists: [Node] {
    (root["project"]?["dynamic"]?.elements ?? []).filter {
      ["dependencies", "optional-dependencies"].contains($0.string)
    }
  }

  /// The files that setuptools takes a list from.
  private func files(of list: Node) -> [Node] {
    guard let source = root["tool"]?["setuptools"]?["dynamic"]?[list.string ?? ""] else {
      return []
    }
    let tables = source["file"] == nil ? source.entries?.map(\.value) ?? [] : [source]
    return tables.flatMap { $0["file"]?.elements ?? [$0["file"]].compactMap(\.self) }
  }

  private func groups(_ node: Node?, named name: String) throws(Diagnostics) -> [Node?] {
    guard let node else { return [] }
    guard let entries = node.entries else {
      throw Diagnostics(
        "\"\(name)\": expected a table, found \(node.kindName)", path: path, at: node.span)
    }
    return entries.map(\.value)
  }

  private func dependencies(
    in lists: [Node?], isDevelopment: Bool
  ) throws(Diagnostics) -> [Dependency] {
    var found: [Dependency] = []
    for list in lists.compactMap(\.self) {
      guard let elements = list.elements else {
        throw Diagnostics(
          "expected a list of requirements, found \(list.kindName)", path: path, at: list.span)
      }
      // A group may take in another one, which is read where it stands.
      for element in elements where element["include-group"] == nil {
        found.append(try dependency(element, isDevelopment: isDevelopment))
      }
    }
    return found
  }

  private func dependency(_ node: Node, isDevelopment: Bool) throws(Diagnostics) -> Dependency {
    guard let text = node.string else {
      throw Diagnostics(
        "expected a requirement, found \(node.kindName)", path: path, at: node.span)
    }
    do throws(PatternProblem) {
      return Dependency(
        requirement: try PythonRequirement(text), span: node.span, isDevelopment: isDevelopment)
    } catch {
      throw Diagnostics(error.message, path: path, at: node.span)
    }
  }
}
