import Model

/// `packages.config`, the list of packages of older projects.
package struct NuGetConfig: ManifestFormat {
  package static let name = "packages.config"
  package static let ecosystem = "NuGet"
  package static let fileNames = ["packages.config"]
  package static let isLockfile = false

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestXML.root(of: bytes, path: path)
    guard root.name.local == "packages" else {
      throw Diagnostics(
        "expected packages, found \(PackageText.shown(root.name.local))", path: path,
        at: TextSpan(line: root.line, column: 1))
    }
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var packages: [Package] = []
    for element in root.elements("package") {
      let span = TextSpan(line: element.line, column: 1)
      guard let name = element["id"], let version = element["version"] else {
        throw Diagnostics("a package has no id or no version", path: path, at: span)
      }
      // Everything stands in it, what others bring in as well.
      packages.append(
        try maker.locked(
          name, version, at: span, requirement: version,
          isDevelopment: element["developmentDependency"]?.lowercased() == "true"))
    }
    return ManifestContents(packages: packages)
  }
}
