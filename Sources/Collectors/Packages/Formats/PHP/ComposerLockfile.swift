import Model

/// `composer.lock`.
package struct ComposerLockfile: ManifestFormat {
  package static let name = "composer.lock"
  package static let ecosystem = "Packagist"
  package static let fileNames = ["composer.lock"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .json, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    guard root["packages"] != nil else {
      throw Diagnostics("expected a list as \"packages\"", path: path, at: root.span)
    }
    let tables = [
      (try maker.fields.elements("packages", in: root), false),
      (try maker.fields.elements("packages-dev", in: root), true),
    ]
    let providers = Self.providers(in: tables.flatMap(\.0))
    var packages: [Package] = []
    for (table, isDevelopment) in tables {
      for entry in table where entry["dist"]?["type"]?.string != "path" {
        packages.append(
          try package(entry, providers: providers, isDevelopment: isDevelopment, maker: maker))
      }
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  /// Which packages stand for a name: the one itself, or those that replace or provide it.
  static func providers(in entries: [Node]) -> [String: [String]] {
    var providers: [String: [String]] = [:]
    for entry in entries {
      guard let name = entry["name"]?.string?.lowercased() else { continue }
      providers[name, default: []].insert(name, at: 0)
      for table in ["replace", "provide"] {
        for other in entry[table]?.entries ?? [] {
          providers[other.key.lowercased(), default: []].append(name)
        }
      }
    }
    return providers
  }

  private func package(
    _ entry: Node, providers: [String: [String]], isDevelopment: Bool, maker: PackageMaker
  ) throws(Diagnostics) -> Package {
    let fields = maker.fields
    let (name, span) = try fields.required("name", in: entry)
    let version = try fields.required("version", in: entry).text
    let requirements = try fields.entries("require", in: entry)
    let licenses = entry["license"]?.elements?.compactMap(\.string) ?? []
    let dist = try fields.string("url", in: entry["dist"])
    let source = try fields.string("url", in: entry["source"])
    let digest = try fields.string("shasum", in: entry["dist"])
    return try maker.locked(
      name, version, at: span, isDevelopment: isDevelopment, isPinned: true,
      key: name.lowercased(),
      dependencies: requirements.compactMap { providers[$0.key.lowercased()]?.first },
      origin: PackageMaker.Origin(
        // A list leaves the choice.
        license: licenses.count > 1
          ? "(" + licenses.joined(separator: " OR ") + ")" : licenses.first,
        integrity: digest.flatMap { $0.isEmpty ? nil : "sha1:" + $0 },
        source: dist ?? source))
  }
}
