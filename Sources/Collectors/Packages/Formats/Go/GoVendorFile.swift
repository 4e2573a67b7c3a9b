import Model

/// `vendor/modules.txt`: the modules whose code lies in the repository; read only where it is named.
package struct GoVendorFile: ManifestFormat {
  package static let name = "vendor/modules.txt"
  package static let ecosystem = "Go"
  package static let fileNames = ["vendor/modules.txt"]
  package static let isLockfile = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let text = try LogicalLines.text(of: bytes, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var packages: [Package] = []
    for (index, line) in try LogicalLines.physical(text, path: path).enumerated()
    where line.hasPrefix("# ") {
      let span = TextSpan(
        line: index + 1, column: 3, endLine: index + 1, endColumn: line.unicodeScalars.count + 1)
      let sides = line.dropFirst(2).split(separator: " ").split(separator: "=>")
      guard let last = sides.last.map(Array.init), let name = last.first, sides.count <= 2,
        last.count <= 2
      else { throw Diagnostics("expected a module and its version", path: path, at: span) }
      guard last.count == 2 else {
        // Replaced by a folder; without an arrow a version is missing.
        guard sides.count == 2 else {
          throw Diagnostics("expected a module and its version", path: path, at: span)
        }
        continue
      }
      packages.append(try maker.locked(String(name), String(last[1]), at: span))
    }
    return ManifestContents(packages: packages)
  }
}
