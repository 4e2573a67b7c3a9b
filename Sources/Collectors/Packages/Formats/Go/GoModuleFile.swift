import Model

/// `go.mod`.
package struct GoModuleFile: ManifestFormat {
  package static let name = "go.mod"
  package static let ecosystem = "Go"
  package static let fileNames = ["go.mod"]
  package static let isLockfile = false

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    var reader = GoModuleReader(path: path)
    let module = try reader.read(try LogicalLines.text(of: bytes, path: path))
    let text = PackageText(path: path)
    var packages: [Package] = []
    for selection in module.selections {
      packages.append(
        Package(
          ecosystem: Self.ecosystem, name: try text.name(selection.module, at: selection.span),
          version: try text.version(selection.version, at: selection.span),
          requirement: selection.version, isDirect: !selection.isIndirect,
          location: Location(path: path, span: selection.span)))
    }
    return ManifestContents(packages: packages, document: .goModule(module))
  }
}
