import Model

/// `poetry.lock`, versions 1 and 2.
package struct PoetryLockfile: ManifestFormat {
  package static let name = "poetry.lock"
  package static let ecosystem = "PyPI"
  package static let fileNames = ["poetry.lock"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .toml, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    if let version = try maker.fields.string("lock-version", in: root["metadata"]),
      !version.hasPrefix("1."), !version.hasPrefix("2.")
    {
      throw Diagnostics(
        "lockfile version \(PackageText.shown(version)) cannot be read; 1 and 2 can", path: path,
        at: root["metadata"]?["lock-version"]?.span ?? root.span)
    }
    let entries = try maker.fields.elements("package", in: root)
    let index = PythonLockIndex(entries)
    let digests = PythonDigests.table(try maker.fields.entries("files", in: root["metadata"]))
    var packages: [Package] = []
    for entry in entries where entry["source"]?["type"]?.string != "directory" {
      packages.append(try package(entry, index: index, digests: digests, maker: maker))
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  private func package(
    _ entry: Node, index: PythonLockIndex, digests: [String: Node], maker: PackageMaker
  ) throws(Diagnostics) -> Package {
    let fields = maker.fields
    let (written, span) = try fields.required("name", in: entry)
    let version = try fields.required("version", in: entry).text
    let name = PackageNaming.normalizedPython(written)
    var dependencies: [String] = []
    for dependency in try fields.entries("dependencies", in: entry) {
      // One name may have several requirements, each for other platforms.
      let requirements = (dependency.value.elements ?? [dependency.value]).compactMap {
        ($0.string ?? $0["version"]?.string).flatMap { PythonConstraint($0) }
      }
      dependencies += index.keys(of: dependency.key) { version in
        requirements.isEmpty || requirements.contains { $0.contains(version) }
      }
    }
    let groups = try fields.strings("groups", in: entry)
    let category = try fields.string("category", in: entry)
    let source = entry["source"]
    let revision = try fields.string("resolved_reference", in: source)
    return try maker.locked(
      name, version, at: span,
      isDevelopment: groups.isEmpty ? category == "dev" : !groups.contains("main"),
      isPinned: true, key: PythonLockIndex.key(name, version), dependencies: dependencies,
      origin: PackageMaker.Origin(
        integrity: PythonDigests.first(in: entry["files"]?.elements ?? digests[written]?.elements),
        source: try fields.string("url", in: source).map { $0 + (revision.map { "#" + $0 } ?? "") }
      ))
  }
}
