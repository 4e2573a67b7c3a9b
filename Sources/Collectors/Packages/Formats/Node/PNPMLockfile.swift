import Model

/// `pnpm-lock.yaml`, versions 5 to 9.
package struct PNPMLockfile: ManifestFormat {
  package static let name = "pnpm-lock.yaml"
  package static let ecosystem = "npm"
  package static let fileNames = ["pnpm-lock.yaml"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    // A document before the last is that of pnpm itself and of its configuration.
    let roots = try ManifestTree.readYAML(bytes, path: path)
    var packages: [Package] = []
    for root in roots { packages += try PNPMLockReader(root: root, path: path).packages() }
    return ManifestContents(packages: packages, document: roots.last.map { .tree($0) } ?? .none)
  }
}

/// The packages of one document of a `pnpm-lock.yaml`.
struct PNPMLockReader {
  private let root: Node
  private let maker: PackageMaker
  private let version: Int

  init(root: Node, path: String) throws(Diagnostics) {
    self.root = root
    maker = PackageMaker(ecosystem: PNPMLockfile.ecosystem, path: path)
    let written = root["lockfileVersion"]
    guard let text = written?.scalarText, let major = text.split(separator: ".").first,
      let version = Int(major), (5...9).contains(version)
    else {
      throw Diagnostics(
        "expected a \"lockfileVersion\" from 5 to 9", path: path, at: written?.span ?? root.span)
    }
    self.version = version
  }

  func packages() throws(Diagnostics) -> [Package] {
    let table = try maker.fields.entries("packages", in: root)
    let details = Dictionary(table.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    // Since version 9 the graph stands apart, with one entry for each choice of peers.
    let snapshots = version >= 9 ? try maker.fields.entries("snapshots", in: root) : []
    let instances = snapshots.isEmpty ? table : snapshots
    let keys = Set(instances.map(\.key))
    var found: [Package] = []
    for instance in instances {
      let detail = details[instance.key] ?? details[Self.withoutPeers(instance.key)]
      try maker.fields.checkMapping(instance.value)
      if let package = try package(instance, detail: detail ?? instance, keys: keys) {
        found.append(package)
      }
    }
    let roots = try roots(keys: keys)
    return PackageGraph(found).marked(
      production: roots.production, development: roots.development)
  }

  private func package(
    _ instance: Node.Entry, detail: Node.Entry, keys: Set<String>
  ) throws(Diagnostics) -> Package? {
    let fields = maker.fields
    let resolution = detail.value["resolution"]
    guard resolution?["directory"] == nil else { return nil }
    guard let (name, written) = identity(of: instance.key, detail: detail.value) else {
      throw Diagnostics(
        "the name and version of a package cannot be told", path: maker.path, at: instance.keySpan)
    }
    var dependencies: [String] = []
    for table in ["dependencies", "optionalDependencies"] {
      for entry in try fields.entries(table, in: instance.value) {
        if let key = key(of: entry.key, as: entry.value.scalarText ?? "", among: keys) {
          dependencies.append(key)
        }
      }
    }
    return try maker.locked(
      name, written, at: detail.keySpan, isPinned: true, key: instance.key,
      dependencies: dependencies,
      origin: PackageMaker.Origin(
        integrity: try fields.string("integrity", in: resolution),
        source: try fields.string(["tarball", "repo"], in: resolution)))
  }

  /// The name and version in a key: `/a/1.0.0_peer`, `/a@1.0.0(peer)`, `a@1.0.0`, or as fields.
  private func identity(of key: String, detail: Node) -> (name: String, version: String?)? {
    let fieldVersion = detail["version"]?.scalarText
    if let name = detail["name"]?.string {
      return (name, fieldVersion ?? Self.parts(of: key, version: version)?.version)
    }
    guard let (name, written) = Self.parts(of: key, version: version) else { return nil }
    let isExact = SemanticVersion(written) != nil
    return (name, isExact ? written : fieldVersion)
  }

  private static func parts(of key: String, version: Int) -> (name: String, version: String)? {
    var rest = withoutPeers(key)[...]
    if rest.first == "/" {
      rest = rest.dropFirst()
    } else if version < 9, let slash = rest.firstIndex(of: "/") {
      // Another registry's host stands in front.
      rest = rest[rest.index(after: slash)...]
    }
    if version >= 6 { return YarnLock.split(rest).map { ($0.name, $0.range) } }
    let words = rest.split(separator: "/", omittingEmptySubsequences: false)
    let nameWords = rest.first == "@" ? 2 : 1
    guard words.count > nameWords else { return nil }
    let name = words[..<nameWords].joined(separator: "/")
    let version = words[nameWords].prefix { $0 != "_" }
    return (name, String(version))
  }

  private static func withoutPeers(_ key: String) -> String {
    guard let open = key.utf8.firstIndex(of: UInt8(ascii: "(")) else { return key }
    return String(key[..<open])
  }

  /// The key that a reference stands for: a version, or the key itself where the name is another.
  private func key(of name: String, as reference: String, among keys: Set<String>) -> String? {
    let separator = version >= 6 ? "@" : "/"
    let own = (version >= 9 ? "" : "/") + name + separator + reference
    return [own, reference].first { keys.contains($0) }
  }

  /// What the repository's own packages ask for.
  private func roots(
    keys: Set<String>
  ) throws(Diagnostics) -> (production: Set<String>, development: Set<String>) {
    var production: Set<String> = []
    var development: Set<String> = []
    let importers = try maker.fields.entries("importers", in: root).map(\.value)
    for importer in importers.isEmpty ? [root] : importers {
      for table in [NodeDependency.Table.production, .optional, .development] {
        for entry in try maker.fields.entries(table.rawValue, in: importer) {
          let reference = entry.value["version"]?.scalarText ?? entry.value.scalarText ?? ""
          guard let key = key(of: entry.key, as: reference, among: keys) else { continue }
          if table == .development {
            development.insert(key)
          } else {
            production.insert(key)
          }
        }
      }
    }
    return (production, development)
  }
}
