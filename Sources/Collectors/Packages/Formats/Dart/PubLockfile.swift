import Model

/// `pubspec.lock`.
package struct PubLockfile: ManifestFormat {
  package static let name = "pubspec.lock"
  package static let ecosystem = "Pub"
  package static let fileNames = ["pubspec.lock"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    guard let root = try ManifestTree.readYAML(bytes, path: path).first else {
      throw Diagnostics("the file is empty", path: path, at: .start)
    }
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var packages: [Package] = []
    for entry in try maker.fields.entries("packages", in: root) {
      try maker.fields.checkMapping(entry.value)
      let source = entry.value["source"]?.string
      // What comes with the SDK has no version of its own.
      guard source != "path", source != "sdk" else { continue }
      packages.append(try package(entry, maker: maker))
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  private func package(
    _ entry: Node.Entry, maker: PackageMaker
  ) throws(Diagnostics) -> Package {
    let description = entry.value["description"]
    let kind = entry.value["dependency"]?.string ?? ""
    let commit = description?["resolved-ref"]?.scalarText
    guard let version = entry.value["version"]?.scalarText else {
      throw Diagnostics("a package has no version", path: maker.path, at: entry.keySpan)
    }
    return try maker.locked(
      description?["name"]?.string ?? entry.key, version, at: entry.keySpan,
      isDirect: kind.hasPrefix("direct"), isDevelopment: kind == "direct dev",
      origin: PackageMaker.Origin(
        integrity: description?["sha256"]?.scalarText.map { "sha256:" + $0 },
        source: description?["url"]?.string.map { $0 + (commit.map { "#" + $0 } ?? "") }))
  }
}
