import Model

/// `package.json` files against the descriptors of a `yarn.lock`.
struct YarnLocking {
  let lock: YarnLock
  let lockfile: LockedFile
  let manifests: [LockedFile]

  func differences() -> [LockDifference]? {
    let root = manifests.first { $0.folder.isEmpty }?.contents.document.tree
    let resolutions = (root?["resolutions"]?.entries ?? []).map(\.key)
    let siblings = Set(manifests.compactMap { $0.contents.document.tree?["name"]?.string })
    var differences: [LockDifference] = []
    for manifest in manifests {
      guard let tree = manifest.contents.document.tree,
        let all = try? NodeDependency.all(in: tree, path: manifest.path)
      else { return nil }
      let wanted = all.filter { dependency in
        dependency.table != .peer && isPlain(dependency.specifier)
          && !siblings.contains(dependency.name)
          && !resolutions.contains { Self.resolution($0, names: dependency.name) }
      }
      differences +=
        lock.isBerry
        ? modern(manifest, tree: tree, wanted: wanted, all: all)
        : wanted.compactMap { classic($0, in: manifest) }
    }
    return differences
  }

  /// Yarn 1 keeps no list of what a manifest asks for, only an entry for each thing asked.
  private func classic(_ dependency: NodeDependency, in manifest: LockedFile) -> LockDifference? {
    guard lock.entry(for: dependency.name, as: dependency.specifier) == nil else { return nil }
    return manifest.difference(
      "\(dependency.name) is required as "
        + PackageText.withoutCredentials(dependency.specifier)
        + ", but \(lockfile.fileName) was made without it", at: dependency.entry.keySpan)
  }

  private func modern(
    _ manifest: LockedFile, tree: Node, wanted: [NodeDependency], all: [NodeDependency]
  ) -> [LockDifference] {
    guard let own = lock.workspace(at: manifest.folder) else {
      let message =
        manifest.folder.isEmpty
        ? "\(lockfile.fileName) has no entry for this workspace"
        : "\(lockfile.fileName) has no entry for the workspace \(manifest.folder)"
      return [manifest.difference(message, at: tree.span)]
    }
    let tables = Dictionary(
      all.map { ($0.name, $0.table) }, uniquingKeysWith: { first, _ in first })
    let named = Set(wanted.map(\.name))
    let recorded = own.dependencies.filter { tables[$0.name] == nil || named.contains($0.name) }
      .map { dependency in
        let plain =
          dependency.range.hasPrefix("npm:") && !dependency.range.dropFirst(5).contains("@")
          ? String(dependency.range.dropFirst(4)) : dependency.range
        // The entry does not tell the tables apart.
        return NodeDependency(
          table: tables[dependency.name] ?? .production,
          entry: Node.Entry(
            key: dependency.name, keySpan: own.span, value: Node(.string(plain), at: own.span)))
      }
    return NodeLockComparison(manifest: manifest, lockfile: lockfile.fileName, wanted: wanted)
      .requirements(recorded)
  }

  /// Whether a requirement stands in the lockfile as it was written: not a folder, a patch or an
  /// address, which Yarn writes anew.
  private func isPlain(_ specifier: String) -> Bool {
    if specifier.hasPrefix("npm:") { return !lock.isBerry || specifier.dropFirst(5).contains("@") }
    return !lock.isBerry && !YarnLock.isLocal(specifier)
      || !specifier.contains(":") && !specifier.contains("/")
  }

  /// `**/name`, `parent/name` and `name@range` all speak of a name.
  private static func resolution(_ pattern: String, names name: String) -> Bool {
    pattern == name || pattern.hasSuffix("/" + name) || pattern.hasPrefix(name + "@")
      || pattern.contains("/" + name + "@")
  }
}
