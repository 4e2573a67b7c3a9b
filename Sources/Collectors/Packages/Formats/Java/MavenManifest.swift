import Model

/// `pom.xml`.
///
/// By itself a file tells only what its own properties and lists fix; parents in the tree are added by
/// `MavenParents`.
package struct MavenManifest: ManifestFormat {
  package static let name = "pom.xml"
  package static let ecosystem = "Maven"
  package static let fileNames = ["pom.xml"]
  package static let isLockfile = false

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let project = try MavenProjectReader(path: path).read(bytes)
    let model = MavenModel(lineage: [project], imported: [:])
    return ManifestContents(
      packages: try model.packages(path: path), document: .maven(project))
  }
}
