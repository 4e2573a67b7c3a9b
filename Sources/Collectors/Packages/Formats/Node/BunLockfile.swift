import Model

/// `bun.lock`, the text form of Bun's lockfile, versions 0 and 1.
package struct BunLockfile: ManifestFormat {
  package static let name = "bun.lock"
  package static let ecosystem = "npm"
  package static let fileNames = ["bun.lock"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(RelaxedJSON.strict(bytes), as: .json, path: path)
    guard case .integer(let version) = root["lockfileVersion"]?.content, (0...1).contains(version)
    else {
      throw Diagnostics(
        "expected 0 or 1 as \"lockfileVersion\"", path: path,
        at: root["lockfileVersion"]?.span ?? root.span)
    }
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    let entries = try maker.fields.entries("packages", in: root)
    let keys = Set(entries.map(\.key))
    var packages: [Package] = []
    for entry in entries {
      if let package = try package(entry, keys: keys, maker: maker) { packages.append(package) }
    }
    let roots = try roots(in: root, keys: keys, fields: maker.fields)
    return ManifestContents(
      packages: PackageGraph(packages).marked(
        production: roots.production, development: roots.development),
      document: .tree(root))
  }

  /// `["name@1.0.0", registry, { dependencies }, digest]`; git and archives leave the registry out.
  private func package(
    _ entry: Node.Entry, keys: Set<String>, maker: PackageMaker
  ) throws(Diagnostics) -> Package? {
    guard let elements = entry.value.elements, let locator = elements.first?.string,
      let (name, place) = YarnLock.split(locator[...])
    else {
      throw Diagnostics(
        "expected a list that begins with name@version", path: maker.path, at: entry.value.span)
    }
    guard !YarnLock.isLocal(place), place != "root:" else { return nil }
    let isExact = SemanticVersion(place) != nil
    let details = elements.first { $0.entries != nil }
    var dependencies: [String] = []
    for table in ["dependencies", "optionalDependencies", "peerDependencies"] {
      for dependency in try maker.fields.entries(table, in: details) {
        if let key = Self.resolve(dependency.key, from: entry.key, among: keys) {
          dependencies.append(key)
        }
      }
    }
    let registry = isExact ? elements.dropFirst().first?.string : place
    return try maker.locked(
      name, isExact ? place : nil, at: entry.keySpan, requirement: isExact ? nil : place,
      isPinned: true, key: entry.key, dependencies: dependencies,
      origin: PackageMaker.Origin(
        integrity: elements.last?.string.flatMap { $0.hasPrefix("sha") ? $0 : nil },
        source: registry?.isEmpty == true ? nil : registry))
  }

  /// The nearest entry of a name: below the package itself, then below each of those above it.
  static func resolve(_ name: String, from key: String, among keys: Set<String>) -> String? {
    var parts = names(in: key)
    while !parts.isEmpty {
      let candidate = parts.joined(separator: "/") + "/" + name
      if keys.contains(candidate) { return candidate }
      parts.removeLast()
    }
    return keys.contains(name) ? name : nil
  }

  /// The package names that a key is made of: `a/@scope/b` are two.
  private static func names(in key: String) -> [String] {
    var names: [String] = []
    var scope: Substring?
    for part in key.split(separator: "/") {
      if let open = scope {
        names.append("\(open)/\(part)")
        scope = nil
      } else if part.first == "@" {
        scope = part
      } else {
        names.append(String(part))
      }
    }
    return names
  }

  private func roots(
    in root: Node, keys: Set<String>, fields: ManifestFields
  ) throws(Diagnostics) -> (production: Set<String>, development: Set<String>) {
    var production: Set<String> = []
    var development: Set<String> = []
    for workspace in try fields.entries("workspaces", in: root) {
      let own = workspace.key.isEmpty ? "" : workspace.value["name"]?.string ?? ""
      for dependency in try NodeDependency.all(in: workspace.value, path: fields.path) {
        guard let key = Self.resolve(dependency.name, from: own, among: keys) else { continue }
        if dependency.table == .development {
          development.insert(key)
        } else {
          production.insert(key)
        }
      }
    }
    return (production, development)
  }
}
