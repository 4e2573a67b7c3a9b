import Model
import Systems

/// `gradle/verification-metadata.xml`: the digests of everything that a build may download.
///
/// Like `go.sum` it may keep what nothing uses any more.
package struct GradleVerification: ManifestFormat {
  package static let name = "verification-metadata.xml"
  package static let ecosystem = "Maven"
  package static let fileNames = ["gradle/verification-metadata.xml"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  private static let algorithms = ["sha512", "sha256", "sha1", "md5"]

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestXML.root(of: bytes, path: path)
    guard root.name.local == "verification-metadata" else {
      throw Diagnostics(
        "expected verification-metadata, found \(PackageText.shown(root.name.local))", path: path,
        at: TextSpan(line: root.line, column: 1))
    }
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var packages: [Package] = []
    for component in root.first("components")?.elements("component") ?? [] {
      let span = TextSpan(line: component.line, column: 1)
      guard let group = component["group"], let name = component["name"],
        let version = component["version"]
      else {
        throw Diagnostics("a component has no group, name or version", path: path, at: span)
      }
      packages.append(
        try maker.locked(
          "\(group):\(name)", version, at: span,
          origin: PackageMaker.Origin(integrity: Self.digest(of: component))))
    }
    return ManifestContents(packages: packages)
  }

  /// The strongest digest of the first artifact, the archive before its descriptor.
  private static func digest(of component: XMLElement) -> String? {
    let artifacts = component.elements("artifact")
    let archive = artifacts.first { $0["name"]?.hasSuffix(".jar") == true } ?? artifacts.first
    for algorithm in algorithms {
      if let value = archive?.first(algorithm)?["value"] { return "\(algorithm):\(value)" }
    }
    return nil
  }
}
