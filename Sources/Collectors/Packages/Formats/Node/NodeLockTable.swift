import Model

/// The `packages` table of lockfile versions 2 and 3: one entry for each installed folder.
struct NodeLockTable {
  private static let modules = "node_modules/"

  let path: String

  func packages(in root: Node) throws(Diagnostics) -> [Package] {
    guard let entries = root["packages"]?.entries else {
      throw Diagnostics(
        "expected a mapping as \"packages\"", path: path, at: root["packages"]?.span ?? root.span)
    }
    let direct = Self.directFolders(of: entries)
    var found: [Package] = []
    for entry in entries where Self.isThirdParty(entry) {
      found.append(try package(entry, isDirect: direct.contains(entry.key)))
    }
    return found
  }

  /// Folders outside `node_modules` are the repository's own, and links lead to them.
  private static func isThirdParty(_ entry: Node.Entry) -> Bool {
    name(ofFolder: entry.key) != nil && entry.value["link"]?.content != .boolean(true)
  }

  /// The name at the end of `node_modules/a/node_modules/@b/c`.
  static func name(ofFolder folder: String) -> String? {
    let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.lastIndex(of: "node_modules"), last + 1 < parts.count else { return nil }
    return parts[(last + 1)...].joined(separator: "/")
  }

  private func package(_ entry: Node.Entry, isDirect: Bool) throws(Diagnostics) -> Package {
    let text = PackageText(path: path)
    guard entry.value.entries != nil else {
      throw Diagnostics(
        "expected a mapping for each package, found \(entry.value.kindName)", path: path,
        at: entry.value.span)
    }
    let name = entry.value["name"]?.string ?? Self.name(ofFolder: entry.key) ?? entry.key
    let version = entry.value["version"]
    guard version == nil || version?.string != nil else {
      throw Diagnostics(
        "expected text as \"version\"", path: path, at: version?.span ?? entry.keySpan)
    }
    let exact = try version?.string.map { value throws(Diagnostics) in
      try text.version(value, at: version?.span ?? entry.keySpan)
    }
    return Package(
      ecosystem: NodeLockfile.ecosystem, name: try text.name(name, at: entry.keySpan),
      version: exact, isDirect: isDirect,
      isDevelopment: entry.value["dev"]?.content == .boolean(true),
      isPinned: exact != nil || Self.isCommit(entry.value),
      location: Location(path: path, span: entry.keySpan))
  }

  private static func isCommit(_ node: Node) -> Bool {
    let fragment = node["resolved"]?.string?.split(separator: "#", maxSplits: 1).dropFirst().first
    return fragment.map { PackageText.isCommit($0) } == true
  }

  /// Where the dependencies that the repository's own packages name are installed: beside them, or
  /// in the nearest folder above.
  private static func directFolders(of entries: [Node.Entry]) -> Set<String> {
    let folders = Set(entries.map(\.key))
    var direct: Set<String> = []
    for entry in entries where name(ofFolder: entry.key) == nil {
      for table in NodeDependency.Table.allCases {
        for dependency in entry.value[table.rawValue]?.entries ?? [] {
          let candidates = parents(of: entry.key).map { $0 + modules + dependency.key }
          if let found = candidates.first(where: folders.contains) { direct.insert(found) }
        }
      }
    }
    return direct
  }

  /// `packages/a/`, `packages/`, and the root as an empty text.
  static func parents(of folder: String) -> [String] {
    var parts = folder.split(separator: "/")
    var parents: [String] = []
    while !parts.isEmpty, parents.count < 64 {
      parents.append(parts.joined(separator: "/") + "/")
      parts.removeLast()
    }
    return parents + [""]
  }
}
