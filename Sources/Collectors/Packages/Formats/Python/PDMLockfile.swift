import Model

/// `pdm.lock`, version 4.
package struct PDMLockfile: ManifestFormat {
  package static let name = "pdm.lock"
  package static let ecosystem = "PyPI"
  package static let fileNames = ["pdm.lock"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .toml, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    if let version = try maker.fields.string("lock_version", in: root["metadata"]),
      version.split(separator: ".").first != "4"
    {
      throw Diagnostics(
        "lockfile version \(PackageText.shown(version)) cannot be read; 4 can", path: path,
        at: root["metadata"]?["lock_version"]?.span ?? root.span)
    }
    let entries = try maker.fields.elements("package", in: root)
    let index = PythonLockIndex(entries)
    // Until 4.2 the digests stood at the end of the file.
    let digests = PythonDigests.table(try maker.fields.entries("files", in: root["metadata"]))
    var packages: [Package] = []
    for entry in entries where !Self.isOwn(entry) {
      packages.append(try package(entry, index: index, digests: digests, maker: maker))
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  private static func isOwn(_ entry: Node) -> Bool {
    guard let path = entry["path"]?.string else { return false }
    return !PythonURL(path).isArchive
  }

  private func package(
    _ entry: Node, index: PythonLockIndex, digests: [String: Node], maker: PackageMaker
  ) throws(Diagnostics) -> Package {
    let fields = maker.fields
    let (written, span) = try fields.required("name", in: entry)
    let version = try fields.string("version", in: entry)
    let name = PackageNaming.normalizedPython(written)
    let dependencies = try fields.strings("dependencies", in: entry)
    let place = try fields.string(["git", "url"], in: entry)
    let revision = try fields.string("revision", in: entry)
    return try maker.locked(
      name, version, at: span, isPinned: true, key: PythonLockIndex.key(name, version),
      dependencies: dependencies.flatMap(index.keys(ofRequirement:)),
      origin: PackageMaker.Origin(
        integrity: PythonDigests.first(
          in: entry["files"]?.elements ?? digests["\(written) \(version ?? "")"]?.elements),
        source: place.map { $0 + (revision.map { "#" + $0 } ?? "") }))
  }
}
