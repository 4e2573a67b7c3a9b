import Model

/// `project.assets.json`, which a restore leaves in `obj`; read only where it is named.
package struct NuGetAssets: ManifestFormat {
  package static let name = "project.assets.json"
  package static let ecosystem = "NuGet"
  package static let fileNames = ["project.assets.json"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .json, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    guard root["targets"] != nil else {
      throw Diagnostics("expected a mapping as \"targets\"", path: path, at: root.span)
    }
    var direct: Set<String> = []
    for framework in try maker.fields.entries("frameworks", in: root["project"]) {
      for entry in try maker.fields.entries("dependencies", in: framework.value) {
        direct.insert(entry.key.lowercased())
      }
    }
    return ManifestContents(
      packages: try NuGetTargets(root: root, maker: maker).packages { direct.contains($0) })
  }
}
