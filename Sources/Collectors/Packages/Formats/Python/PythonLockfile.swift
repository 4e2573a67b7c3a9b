import Model

/// `pylock.toml` and `pylock.name.toml`, version 1.
///
/// Source: PEP 751. Who asks for a package is not in it, and the lists of dependencies are optional.
package struct PythonLockfile: ManifestFormat {
  package static let name = "pylock.toml"
  package static let ecosystem = "PyPI"
  package static let fileNames = ["pylock.toml", "pylock.*.toml"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .toml, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    let version = try maker.fields.required("lock-version", in: root, of: "the lockfile")
    guard version.text.split(separator: ".").first == "1" else {
      throw Diagnostics(
        "lockfile version \(PackageText.shown(version.text)) cannot be read; 1 can", path: path,
        at: version.span)
    }
    let entries = try maker.fields.elements("packages", in: root)
    let locked = PythonLockIndex(entries)
    var packages: [Package] = []
    for entry in entries where entry["directory"] == nil {
      packages.append(try package(entry, locked: locked, maker: maker))
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  private func package(
    _ entry: Node, locked: PythonLockIndex, maker: PackageMaker
  ) throws(Diagnostics) -> Package {
    let fields = maker.fields
    let (written, span) = try fields.required("name", in: entry)
    let version = try fields.string("version", in: entry)
    let name = PackageNaming.normalizedPython(written)
    var dependencies: [String] = []
    for dependency in try fields.elements("dependencies", in: entry) {
      guard let name = try fields.string("name", in: dependency) else { continue }
      dependencies += locked.keys(of: name, version: dependency["version"]?.string)
    }
    let repository = try fields.string("url", in: entry["vcs"])
    let commit = try fields.string("commit-id", in: entry["vcs"])
    let archive = try fields.string("url", in: entry["archive"])
    let index = try fields.string("index", in: entry)
    let files = [entry["sdist"], entry["archive"]].compactMap(\.self)
    return try maker.locked(
      name, version, at: span, isPinned: true, key: PythonLockIndex.key(name, version),
      dependencies: dependencies,
      origin: PackageMaker.Origin(
        integrity: PythonDigests.first(in: files + fields.elements("wheels", in: entry)),
        source: repository.map { $0 + (commit.map { "#" + $0 } ?? "") } ?? archive ?? index))
  }
}
