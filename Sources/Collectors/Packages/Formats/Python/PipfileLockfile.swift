import Model

/// `Pipfile.lock`.
package struct PipfileLockfile: ManifestFormat {
  package static let name = "Pipfile.lock"
  package static let ecosystem = "PyPI"
  package static let fileNames = ["Pipfile.lock"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .json, path: path)
    guard let meta = root["_meta"], meta.entries != nil else {
      throw Diagnostics("expected a mapping as \"_meta\"", path: path, at: root.span)
    }
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var packages: [Package] = []
    for category in root.entries ?? [] where category.key != "_meta" {
      for entry in try maker.fields.entries(of: category.value, named: category.key) {
        let package = try package(
          entry, isDevelopment: category.key == "develop", sources: meta["sources"], maker: maker)
        if let package { packages.append(package) }
      }
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  private func package(
    _ entry: Node.Entry, isDevelopment: Bool, sources: Node?, maker: PackageMaker
  ) throws(Diagnostics) -> Package? {
    let fields = maker.fields
    try fields.checkMapping(entry.value)
    let place = try fields.string(["path", "file"], in: entry.value)
    if let place, PythonURL(place).isLocal, !PythonURL(place).isArchive { return nil }
    let written = try fields.string("version", in: entry.value)
    let version = written.map { String($0.drop { $0 == "=" }) }
    let commit = try fields.string("ref", in: entry.value)
    let git = try fields.string("git", in: entry.value).map {
      $0 + (commit.map { "#" + $0 } ?? "")
    }
    let hashes = try fields.elements("hashes", in: entry.value)
    let index = try fields.string("index", in: entry.value)
    let source = (sources?.elements ?? []).first { $0["name"]?.string == index }
    return try maker.locked(
      PackageNaming.normalizedPython(entry.key), version, at: entry.keySpan,
      isDevelopment: isDevelopment,
      isPinned: version != nil || !hashes.isEmpty
        || commit.map { PackageText.isCommit($0) } == true,
      origin: PackageMaker.Origin(
        integrity: PythonDigests.first(in: hashes),
        source: git ?? place ?? (index == nil ? nil : source?["url"]?.string)))
  }
}
