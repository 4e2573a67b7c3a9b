import Model

/// `Cargo.lock`, versions 1 to 4.
package struct CargoLockfile: ManifestFormat {
  package static let name = "Cargo.lock"
  package static let ecosystem = "crates.io"
  package static let fileNames = ["Cargo.lock"]
  package static let isLockfile = true

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
    let entries = root["package"]?.elements ?? []
    // The first version kept the crate itself apart.
    let own = entries.filter { $0["source"] == nil } + [root["root"]].compactMap(\.self)
    let direct = Set(own.flatMap(Self.dependencies).map(\.name))
    var packages: [Package] = []
    for entry in entries where entry["source"] != nil {
      packages.append(try package(entry, direct: direct, path: path))
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
    _ entry: Node, direct: Set<String>, path: String
  ) throws(Diagnostics) -> Package {
    let text = PackageText(path: path)
    guard let name = entry["name"], let written = name.string, let version = entry["version"],
      let exact = version.string
    else {
      throw Diagnostics(
        "a package has no name or no version", path: path, at: entry["name"]?.span ?? entry.span)
    }
    return Package(
      ecosystem: Self.ecosystem, name: try text.name(written, at: name.span),
      version: try text.version(exact, at: version.span), isDirect: direct.contains(written),
      location: Location(path: path, span: name.span))
  }
}
