import Model

/// `Cargo.lock`, versions 1 to 4.
package struct CargoLockfile: ManifestFormat {
  package static let name = "Cargo.lock"
  package static let ecosystem = "crates.io"
  package static let fileNames = ["Cargo.lock"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    let root = try ManifestTree.read(bytes, as: .toml, path: path)
    if let version = root["version"] {
      guard case .integer(let number) = version.content, (1...4).contains(number) else {
        throw Diagnostics(
          "lockfile version \(PackageText.shown(version.scalarText ?? "?")) cannot be read; 1 to 4 can",
          path: path,
          at: version.span)
      }
    }
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    let entries = try maker.fields.elements("package", in: root)
    let index = CargoLockIndex(entries.filter { $0["source"] != nil })
    // The first version kept the crate itself apart, and the digests at the end.
    let own = entries.filter { $0["source"] == nil } + [root["root"]].compactMap(\.self)
    let direct = Set(own.flatMap { index.dependencies(of: $0) })
    let digests = PythonDigests.table(root["metadata"]?.entries ?? [])
    var packages: [Package] = []
    for entry in entries where entry["source"] != nil {
      packages.append(
        try package(entry, index: index, direct: direct, digests: digests, maker: maker))
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  /// The names in an entry's list, with the versions where several are locked: `rand 0.8.5`.
  static func dependencies(of entry: Node) -> [(name: String, version: String?)] {
    (entry["dependencies"]?.elements ?? []).compactMap { node in
      guard let words = node.string?.split(separator: " "), let name = words.first else {
        return nil
      }
      return (String(name), words.dropFirst().first.map(String.init))
    }
  }

  private func package(
    _ entry: Node, index: CargoLockIndex, direct: Set<String>, digests: [String: Node],
    maker: PackageMaker
  ) throws(Diagnostics) -> Package {
    guard let name = entry["name"], let written = name.string, let exact = entry["version"]?.string,
      let source = entry["source"]?.string
    else {
      throw Diagnostics(
        "a package has no name or no version", path: maker.path,
        at: entry["name"]?.span ?? entry.span)
    }
    let key = index.key(of: entry)
    let apart = digests["checksum \(written) \(exact) (\(source))"]?.string
    return try maker.locked(
      written, exact, at: name.span, isDirect: direct.contains(key), key: key,
      dependencies: index.dependencies(of: entry),
      origin: PackageMaker.Origin(
        integrity: (try maker.fields.string("checksum", in: entry) ?? apart).map { "sha256:" + $0 },
        source: source))
  }
}

/// The keys of a `Cargo.lock`: `name version`, with the source where two crates have both in common.
struct CargoLockIndex {
  private var sources: [String: Set<String>] = [:]
  private var versions: [String: [String]] = [:]

  init(_ entries: [Node]) {
    for entry in entries {
      guard let name = entry["name"]?.string, let version = entry["version"]?.string else {
        continue
      }
      let plain = "\(name) \(version)"
      if sources[plain, default: []].insert(entry["source"]?.string ?? "").inserted {
        versions[name, default: []].append(key(of: entry))
      }
    }
  }

  func key(of entry: Node) -> String {
    let plain = "\(entry["name"]?.string ?? "") \(entry["version"]?.string ?? "")"
    guard (sources[plain]?.count ?? 0) > 1, let source = entry["source"]?.string else {
      return plain
    }
    return "\(plain) (\(source))"
  }

  /// `rand`, `rand 0.8.5` and `rand 0.8.5 (source)`, each as exact as it must be to be told apart.
  func dependencies(of entry: Node) -> [String] {
    (entry["dependencies"]?.elements ?? []).flatMap { node -> [String] in
      guard let text = node.string else { return [] }
      let words = text.split(separator: " ")
      guard let name = words.first else { return [] }
      guard words.count > 1 else { return versions[String(name)] ?? [] }
      let plain = words.prefix(2).joined(separator: " ")
      guard let found = sources[plain] else { return [] }
      return [found.count > 1 ? text : plain]
    }
  }
}
