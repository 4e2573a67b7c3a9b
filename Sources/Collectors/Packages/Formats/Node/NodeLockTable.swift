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
    var folders: [String: Bool] = [:]
    for entry in entries where Self.name(ofFolder: entry.key) != nil {
      folders[entry.key] = Self.isThirdParty(entry)
    }
    let direct = Self.directFolders(of: entries, among: folders)
    var found: [Package] = []
    for entry in entries where folders[entry.key] == true {
      found.append(
        try package(entry, isDirect: direct.contains(entry.key), folders: folders))
    }
    return found
  }

  /// Folders outside `node_modules` are the repository's own, and links lead to them.
  private static func isThirdParty(_ entry: Node.Entry) -> Bool {
    entry.value["link"]?.content != .boolean(true)
  }

  /// The name at the end of `node_modules/a/node_modules/@b/c`.
  static func name(ofFolder folder: String) -> String? {
    let bytes = folder.utf8
    var end = bytes.endIndex
    while true {
      let slash = bytes[..<end].lastIndex(of: UInt8(ascii: "/"))
      let start = slash.map { bytes.index(after: $0) } ?? bytes.startIndex
      if bytes[start..<end].elementsEqual("node_modules".utf8) {
        return end == bytes.endIndex ? nil : String(folder[bytes.index(after: end)...])
      }
      guard let slash else { return nil }
      end = slash
    }
  }

  private func package(
    _ entry: Node.Entry, isDirect: Bool, folders: [String: Bool]
  ) throws(Diagnostics) -> Package {
    guard entry.value.entries != nil else {
      throw Diagnostics(
        "expected a mapping for each package, found \(entry.value.kindName)", path: path,
        at: entry.value.span)
    }
    let maker = PackageMaker(ecosystem: NodeLockfile.ecosystem, path: path)
    let name = entry.value["name"]?.string ?? Self.name(ofFolder: entry.key) ?? entry.key
    let version = entry.value["version"]
    guard version == nil || version?.string != nil else {
      throw Diagnostics(
        "expected text as \"version\"", path: path, at: version?.span ?? entry.keySpan)
    }
    return try maker.locked(
      name, version?.string, at: entry.keySpan, isDirect: isDirect,
      isDevelopment: entry.value["dev"]?.content == .boolean(true),
      isPinned: version != nil || Self.isCommit(entry.value), key: entry.key,
      dependencies: Self.dependencies(of: entry, among: folders),
      origin: PackageMaker.Origin(
        license: NodeLicense.text(entry.value["license"]),
        integrity: entry.value["integrity"]?.string, source: entry.value["resolved"]?.string))
  }

  /// Where the dependencies of a package are installed, as Node finds them.
  private static func dependencies(
    of entry: Node.Entry, among folders: [String: Bool]
  ) -> [String] {
    guard case .mapping(let values) = entry.value.content else { return [] }
    var found: [String] = []
    for table in values where isTableOfInstalled(table.key) {
      for dependency in table.value.entries ?? [] {
        if let folder = folder(of: dependency.key, from: entry.key, among: folders) {
          found.append(folder)
        }
      }
    }
    return found
  }

  private static func isTableOfInstalled(_ key: String) -> Bool {
    key == "dependencies" || key == "optionalDependencies" || key == "peerDependencies"
  }

  /// The nearest folder of a name: inside the package itself, then beside it and each of those above.
  private static func folder(
    of name: String, from folder: String, among folders: [String: Bool]
  ) -> String? {
    var parent = folder[...]
    // No path is deeper than the file's own limit on names.
    while true {
      let candidate = parent.isEmpty ? modules + name : parent + "/" + modules + name
      if let isThirdParty = folders[candidate] { return isThirdParty ? candidate : nil }
      guard !parent.isEmpty else { return nil }
      guard let end = parent.start(ofLast: "/" + modules) else {
        parent = ""
        continue
      }
      parent = parent[..<end]
    }
  }

  private static func isCommit(_ node: Node) -> Bool {
    let fragment = node["resolved"]?.string?.split(separator: "#", maxSplits: 1).dropFirst().first
    return fragment.map { PackageText.isCommit($0) } == true
  }

  /// Where the dependencies that the repository's own packages name are installed: beside them, or
  /// in the nearest folder above.
  private static func directFolders(
    of entries: [Node.Entry], among folders: [String: Bool]
  ) -> Set<String> {
    var direct: Set<String> = []
    for entry in entries where name(ofFolder: entry.key) == nil {
      for table in NodeDependency.Table.allCases {
        for dependency in entry.value[table.rawValue]?.entries ?? [] {
          let candidates = parents(of: entry.key).map { $0 + modules + dependency.key }
          if let found = candidates.first(where: { folders[$0] != nil }) { direct.insert(found) }
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

extension Substring {
  /// Where the last occurrence of a text begins; nil where there is none.
  fileprivate func start(ofLast needle: String) -> Index? {
    var position = utf8.endIndex
    while let slash = utf8[..<position].lastIndex(of: UInt8(ascii: "/")) {
      if utf8[slash...].starts(with: needle.utf8) { return slash }
      position = slash
    }
    return nil
  }
}
