import Model

/// `go.sum`.
package struct GoChecksumFile: ManifestFormat {
  package static let name = "go.sum"
  package static let ecosystem = "Go"
  package static let fileNames = ["go.sum"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  private static let ofManifest = "/go.mod"

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let content = try LogicalLines.text(of: bytes, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var checksums = GoChecksums()
    var packages: [Package] = []
    for (index, line) in try LogicalLines.physical(content, path: path).enumerated() {
      let words = line.split(separator: " ")
      if words.isEmpty { continue }
      let span = TextSpan(
        line: index + 1, column: 1, endLine: index + 1,
        endColumn: (words.first?.unicodeScalars.count ?? 0) + 1)
      guard words.count == 3, words[2].hasPrefix("h"), words[2].contains(":") else {
        throw Diagnostics("expected a module, a version and a digest", path: path, at: span)
      }
      let module = String(words[0])
      if words[1].hasSuffix(Self.ofManifest) {
        checksums.manifests.insert("\(module) \(words[1].dropLast(Self.ofManifest.count))")
        continue
      }
      // A line that stands twice adds nothing.
      guard checksums.contents.insert("\(module) \(words[1])").inserted else { continue }
      packages.append(
        try maker.locked(
          module, String(words[1]), at: span, key: "\(module)@\(words[1])",
          origin: PackageMaker.Origin(integrity: String(words[2]))))
    }
    return ManifestContents(packages: packages, document: .goChecksums(checksums))
  }
}

/// The `module version` pairs that a `go.sum` has digests for.
package struct GoChecksums: Sendable {
  /// Digests of the modules themselves.
  var contents: Set<String> = []
  /// Digests of their `go.mod` alone, enough where nothing of the module is built.
  var manifests: Set<String> = []
}
