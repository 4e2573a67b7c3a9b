import Model

/// `mix.lock`.
package struct MixLockfile: ManifestFormat {
  package static let name = "mix.lock"
  package static let ecosystem = "Hex"
  package static let fileNames = ["mix.lock"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    var reader = ElixirReader(try LogicalLines.text(of: bytes, path: path), path: path)
    guard case .map(let pairs) = try reader.read().content else {
      throw Diagnostics("expected a map of packages", path: path, at: .start)
    }
    let keys = Set(pairs.compactMap { $0.key.text ?? $0.key.atom })
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    var packages: [Package] = []
    for (key, value) in pairs {
      guard let name = key.text ?? key.atom, let parts = value.tuple else {
        throw Diagnostics("expected a package and where it is from", path: path, at: key.span)
      }
      packages.append(try package(name, parts, at: key.span, keys: keys, maker: maker))
    }
    return ManifestContents(packages: packages)
  }

  /// `{:hex, :name, "1.0", "digest", managers, dependencies, "repository", "digest"}` or
  /// `{:git, "address", "commit", options}`.
  private func package(
    _ name: String, _ parts: [ElixirTerm], at span: TextSpan, keys: Set<String>, maker: PackageMaker
  ) throws(Diagnostics) -> Package {
    if parts.count >= 3, parts[0].atom == "git", let address = parts[1].text,
      let commit = parts[2].text
    {
      return try maker.locked(
        name, nil, at: span, requirement: commit, isPinned: true, key: name,
        origin: PackageMaker.Origin(source: address + "#" + commit))
    }
    guard parts.count >= 3, parts[0].atom == "hex", let version = parts[2].text,
      let package = parts[1].atom ?? parts[1].text
    else {
      throw Diagnostics("expected :hex or :git and what follows it", path: maker.path, at: span)
    }
    let needed = parts.count > 5 ? parts[5].list ?? [] : []
    // The outer digest is of the whole archive; old entries have the inner one alone.
    let digest = parts.count > 7 ? parts[7].text : parts.count > 3 ? parts[3].text : nil
    return try maker.locked(
      package, version, at: span, key: name,
      dependencies: needed.compactMap { $0.tuple?.first?.atom }.filter(keys.contains),
      origin: PackageMaker.Origin(
        integrity: digest.map { "sha256:" + $0 },
        source: parts.count > 6 ? parts[6].text : nil))
  }
}
