import Model

/// `pubspec.yaml`.
package struct PubManifest: ManifestFormat {
  package static let name = "pubspec.yaml"
  package static let ecosystem = "Pub"
  package static let fileNames = ["pubspec.yaml"]
  package static let isLockfile = false

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    guard let root = try ManifestTree.readYAML(bytes, path: path).first else {
      throw Diagnostics("the file is empty", path: path, at: .start)
    }
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var packages: [Package] = []
    for (table, isDevelopment) in [("dependencies", false), ("dev_dependencies", true)] {
      for entry in try maker.fields.entries(table, in: root) {
        guard let requirement = try requirement(entry.value, maker: maker) else { continue }
        let isExact = SemanticVersion(requirement) != nil
        let reference = entry.value["git"]?["ref"]?.scalarText
        packages.append(
          try maker.required(
            entry.key, as: requirement, exactly: isExact ? requirement : nil, at: entry.keySpan,
            isDevelopment: isDevelopment,
            isPinned: isExact || reference.map { PackageText.isCommit($0) } == true))
      }
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  /// Nil for a folder of the repository and for what comes with the SDK.
  private func requirement(_ node: Node, maker: PackageMaker) throws(Diagnostics) -> String? {
    if node.isNull { return "any" }
    if let text = node.scalarText { return text }
    try maker.fields.checkMapping(node)
    if node["path"] != nil || node["sdk"] != nil { return nil }
    if let git = node["git"] {
      let reference = git["ref"]?.scalarText.map { "#" + $0 } ?? ""
      return (git.string ?? git["url"]?.string ?? "") + reference
    }
    return node["version"]?.scalarText ?? "any"
  }
}
