import Model

/// `Pipfile`.
package struct Pipfile: ManifestFormat {
  package static let name = "Pipfile"
  package static let ecosystem = "PyPI"
  package static let fileNames = ["Pipfile"]
  package static let isLockfile = false

  /// Tables that hold no packages; any other is a category of them.
  static let otherTables: Set<String> = ["source", "requires", "scripts", "pipenv", "pipfile"]

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .toml, path: path)
    let fields = ManifestFields(path: path)
    var packages: [Package] = []
    for table in root.entries ?? [] where !Self.otherTables.contains(table.key) {
      for entry in try fields.entries(of: table.value, named: table.key) {
        let requirement = try requirement(entry, path: path)
        guard let requirement else { continue }
        packages.append(
          try requirement.package(
            path: path, span: entry.keySpan, isDevelopment: table.key == "dev-packages"))
      }
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  /// The requirement, or nil when it is a folder of the same repository.
  private func requirement(
    _ entry: Node.Entry, path: String
  ) throws(Diagnostics) -> PythonRequirement? {
    if let text = entry.value.string { return Self.requirement(text, of: entry.key) }
    let fields = ManifestFields(path: path)
    try fields.checkMapping(entry.value)
    if let git = try fields.string("git", in: entry.value) {
      let commit = try fields.string("ref", in: entry.value)
      return PythonRequirement(
        name: entry.key, url: git, requirement: "@ git+" + git + (commit.map { "@" + $0 } ?? ""),
        isFixed: commit.map { PackageText.isCommit($0) } ?? false)
    }
    if let place = try fields.string(["file", "path"], in: entry.value) {
      let url = PythonURL(place)
      guard !url.isLocal || url.isArchive else { return nil }
      return PythonRequirement(
        name: entry.key, url: place, requirement: "@ " + place, isFixed: url.isFixed)
    }
    return Self.requirement(try fields.string("version", in: entry.value) ?? "*", of: entry.key)
  }

  private static func requirement(_ text: String, of name: String) -> PythonRequirement {
    let written = NodeSpecifier.trimmed(text)
    let clauses = written.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
    return PythonRequirement(
      name: name, clauses: written == "*" ? [] : clauses, requirement: written)
  }
}
