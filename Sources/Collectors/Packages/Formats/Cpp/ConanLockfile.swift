import Model

/// `conan.lock`, of Conan 1 (a graph) and Conan 2 (lists).
package struct ConanLockfile: ManifestFormat {
  package static let name = "conan.lock"
  package static let ecosystem = "ConanCenter"
  package static let fileNames = ["conan.lock"]
  package static let isLockfile = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .json, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    let packages =
      root["graph_lock"] == nil
      ? try lists(root, maker: maker) : try graph(root["graph_lock"], maker: maker)
    return ManifestContents(packages: packages, document: .tree(root))
  }

  private func lists(_ root: Node, maker: PackageMaker) throws(Diagnostics) -> [Package] {
    let tables = [("requires", false), ("build_requires", true), ("python_requires", true)]
    guard tables.contains(where: { root[$0.0] != nil }) else {
      throw Diagnostics("expected a list as \"requires\"", path: maker.path, at: root.span)
    }
    var packages: [Package] = []
    for (table, isDevelopment) in tables {
      for node in try maker.fields.elements(table, in: root) {
        packages.append(
          try package(
            node, isDirect: nil, isDevelopment: isDevelopment, key: nil, dependencies: [],
            maker: maker))
      }
    }
    return packages
  }

  private func graph(_ graph: Node?, maker: PackageMaker) throws(Diagnostics) -> [Package] {
    let fields = maker.fields
    let entries = try fields.entries("nodes", in: graph)
    // What no node requires is the project itself, where it has a reference at all.
    var required: Set<String> = []
    for entry in entries {
      required.formUnion(try fields.strings("requires", in: entry.value))
      required.formUnion(try fields.strings("build_requires", in: entry.value))
    }
    let own = entries.filter { !required.contains($0.key) }
    var roots = LockRoots()
    for entry in own {
      roots.add(try fields.strings("requires", in: entry.value), isDevelopment: false)
      roots.add(try fields.strings("build_requires", in: entry.value), isDevelopment: true)
    }
    let isAlone = roots.production.isEmpty && roots.development.isEmpty
    var packages: [Package] = []
    for entry in entries where isAlone || required.contains(entry.key) {
      guard let reference = entry.value["ref"], !reference.isNull else { continue }
      packages.append(
        try package(
          reference, isDirect: nil, isDevelopment: false, key: entry.key,
          dependencies: try fields.strings("requires", in: entry.value)
            + fields.strings("build_requires", in: entry.value), maker: maker))
    }
    guard !isAlone else { return packages }
    return PackageGraph(packages).marked(
      production: roots.production, development: roots.development)
  }

  /// `name/version@user/channel#revision:package%time`.
  private func package(
    _ node: Node, isDirect: Bool?, isDevelopment: Bool, key: String?, dependencies: [String],
    maker: PackageMaker
  ) throws(Diagnostics) -> Package {
    guard let text = node.string, let slash = text.firstIndex(of: "/") else {
      throw maker.fields.wrong(node, expected: "name/version")
    }
    let rest = text[text.index(after: slash)...]
    let version = rest.prefix { !"@#:%".contains($0) }
    let revision = rest.firstIndex(of: "#").map {
      rest[rest.index(after: $0)...].prefix { !":%".contains($0) }
    }
    return try maker.locked(
      String(text[..<slash]), String(version), at: node.span, isDirect: isDirect,
      isDevelopment: isDevelopment, key: key, dependencies: dependencies,
      origin: PackageMaker.Origin(integrity: revision.map { "revision:" + $0 }))
  }
}
