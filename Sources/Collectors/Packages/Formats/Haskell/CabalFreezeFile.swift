import Model

/// `cabal.project.freeze`.
package struct CabalFreezeFile: ManifestFormat {
  package static let name = "cabal.project.freeze"
  package static let ecosystem = "Hackage"
  package static let fileNames = ["cabal.project.freeze"]
  package static let isLockfile = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let text = try LogicalLines.text(of: bytes, path: path)
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var packages: [Package] = []
    var isInConstraints = false
    for (index, line) in try LogicalLines.physical(text, path: path).enumerated() {
      var content = line.drop { $0 == " " || $0 == "\t" }
      guard !content.isEmpty, !content.hasPrefix("--") else { continue }
      if content.startIndex == line.startIndex {
        guard let colon = content.firstIndex(of: ":") else {
          throw Diagnostics(
            "expected a field and a colon", path: path, at: TextSpan(line: index + 1, column: 1))
        }
        isInConstraints = content[..<colon] == "constraints"
        content = content[content.index(after: colon)...]
      }
      guard isInConstraints else { continue }
      try read(content, of: line, number: index + 1, maker: maker, into: &packages)
    }
    return ManifestContents(packages: packages)
  }

  /// `any.name ==1.0`; `name +flag` sets a flag, `name installed` takes what the compiler has.
  private func read(
    _ content: Substring, of line: Substring, number: Int, maker: PackageMaker,
    into packages: inout [Package]
  ) throws(Diagnostics) {
    for constraint in content.split(separator: ",") {
      guard let equals = constraint.firstRange(of: "==") else { continue }
      let written = constraint[..<equals.lowerBound].drop { $0 == " " || $0 == "\t" }
      let version = NodeSpecifier.trimmed(String(constraint[equals.upperBound...]))
      let column = line[..<written.startIndex].unicodeScalars.count + 1
      let span = TextSpan(line: number, column: column)
      guard !version.isEmpty, !version.contains(where: { "|&<>* ".contains($0) }) else {
        throw Diagnostics("expected one exact version", path: maker.path, at: span)
      }
      let name = NodeSpecifier.trimmed(String(written))
      packages.append(
        try maker.locked(
          name.hasPrefix("any.") ? String(name.dropFirst(4)) : name, version, at: span))
    }
  }
}
