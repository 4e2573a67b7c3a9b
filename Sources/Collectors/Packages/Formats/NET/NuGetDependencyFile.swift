import Model

/// `*.deps.json`, which a build leaves beside a program.
package struct NuGetDependencyFile: ManifestFormat {
  package static let name = "deps.json"
  package static let ecosystem = "NuGet"
  package static let fileNames = ["*.deps.json"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .json, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    guard root["libraries"] != nil else {
      throw Diagnostics("expected a mapping as \"libraries\"", path: path, at: root.span)
    }
    let targets = NuGetTargets(root: root, maker: maker)
    let direct = try targets.namesOfProjects()
    return ManifestContents(packages: try targets.packages { direct.contains($0) })
  }
}
