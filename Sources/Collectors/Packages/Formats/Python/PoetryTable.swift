import Model

/// The dependency tables of Poetry in `pyproject.toml`.
struct PoetryTable {
  private let poetry: Node?
  private let path: String

  init(root: Node, path: String) {
    poetry = root["tool"]?["poetry"]
    self.path = path
  }

  func packages() throws(Diagnostics) -> [Package] {
    var found = try packages(in: poetry?["dependencies"], isDevelopment: false)
    found += try packages(in: poetry?["dev-dependencies"], isDevelopment: true)
    for group in poetry?["group"]?.entries ?? [] {
      found += try packages(in: group.value["dependencies"], isDevelopment: group.key != "main")
    }
    return found
  }

  private func packages(in table: Node?, isDevelopment: Bool) throws(Diagnostics) -> [Package] {
    guard let table else { return [] }
    guard let entries = table.entries else {
      throw Diagnostics(
        "expected a table of requirements, found \(table.kindName)", path: path, at: table.span)
    }
    var found: [Package] = []
    for entry in entries where entry.key.lowercased() != "python" {
      // One name may have several requirements, each for other platforms.
      for node in entry.value.elements ?? [entry.value] {
        let requirement = try requirement(node, of: entry.key)
        guard let requirement else { continue }
        found.append(
          try requirement.package(
            path: path, span: entry.keySpan, isDevelopment: isDevelopment))
      }
    }
    return found
  }

  /// The requirement, or nil when it is a folder of the same repository.
  private func requirement(_ node: Node, of name: String) throws(Diagnostics)
    -> PythonRequirement?
  {
    if let text = node.string { return Self.requirement(text, of: name) }
    guard node.entries != nil else {
      throw Diagnostics(
        "expected a requirement, found \(node.kindName)", path: path, at: node.span)
    }
    if let place = node["path"]?.string, !PythonURL(place).isArchive { return nil }
    if let git = node["git"]?.string {
      let commit = node["rev"]?.string
      return PythonRequirement(
        name: name, url: git, requirement: "@ git+" + git + (commit.map { "@" + $0 } ?? ""),
        isFixed: commit.map { PackageText.isCommit($0) } ?? false)
    }
    if let url = node["url"]?.string ?? node["path"]?.string {
      return PythonRequirement(
        name: name, url: url, requirement: "@ " + url, isFixed: PythonURL(url).isFixed)
    }
    guard let version = node["version"]?.string else {
      throw Diagnostics(
        "expected \"version\", \"git\", \"url\" or \"path\"", path: path, at: node.span)
    }
    return Self.requirement(version, of: name)
  }

  /// Poetry reads a bare version as that version and no other.
  private static func requirement(_ text: String, of name: String) -> PythonRequirement {
    let written = NodeSpecifier.trimmed(text)
    let bare = PythonVersion(written) != nil
    let clauses =
      bare
      ? ["==" + written]
      : written.split(separator: ",").map {
        String($0.filter { !$0.isWhitespace })
      }
    // `||` leaves a choice, whatever its parts say.
    return PythonRequirement(
      name: name, clauses: written.contains("|") ? [] : clauses, requirement: written)
  }
}
