import Model

/// `package.json` and the lockfile of npm.
enum NodeLocking: LockingRules {
  static let manifest = NodeManifest.name
  // npm itself takes the shrinkwrap before the lockfile.
  static let lockfiles = [
    "npm-shrinkwrap.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock",
    "bun.lockb",
  ]

  // Its members are named in a file of its own.
  static let lockfilesOfTrees = ["pnpm-lock.yaml"]

  static func membership(of folder: String, in root: Node) -> WorkspaceMembership {
    let workspaces = root["workspaces"]
    let patterns = (workspaces?.elements ?? workspaces?["packages"]?.elements ?? [])
      .compactMap(\.string)
    return WorkspacePatterns(
      patterns.filter { !$0.hasPrefix("!") },
      excluding: patterns.filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) }
    ).membership(of: folder)
  }

  /// pnpm's lockfile lists the folders that it was made for.
  static func serves(_ folder: String, _ lockfile: ManifestContents) -> Bool {
    guard let tree = lockfile.document.tree else { return true }
    guard let importers = tree["importers"] else { return false }
    return importers[folder] != nil
  }

  static func differences(
    in lockfile: LockedFile, from manifests: [LockedFile]
  ) -> [LockDifference]? {
    if case .yarn(let lock) = lockfile.contents.document {
      return YarnLocking(lock: lock, lockfile: lockfile, manifests: manifests).differences()
    }
    guard let lock = lockfile.contents.document.tree else { return nil }
    switch lockfile.fileName {
    case PNPMLockfile.name:
      return PNPMLocking(lock: lock, lockfile: lockfile).differences(from: manifests)
    case BunLockfile.name:
      return BunLocking(lock: lock, lockfile: lockfile).differences(from: manifests)
    default: return npmDifferences(in: lockfile, lock: lock, from: manifests)
    }
  }

  /// Yarn and the first form of npm's lockfile say nothing of who asks.
  static func roots(of lockfile: LockedFile, in manifests: [LockedFile]) -> LockRoots? {
    var roots = LockRoots()
    for manifest in manifests {
      guard let tree = manifest.contents.document.tree,
        let wanted = try? NodeDependency.all(in: tree, path: manifest.path)
      else { return nil }
      for dependency in wanted {
        let key: String?
        if case .yarn(let lock) = lockfile.contents.document {
          key = lock.entry(for: dependency.name, as: dependency.specifier)?.key
        } else if lockfile.contents.document.tree?["lockfileVersion"]?.content == .integer(1) {
          key = dependency.name
        } else {
          return nil
        }
        roots.add([key].compactMap(\.self), isDevelopment: dependency.table == .development)
      }
    }
    return roots
  }

  private static func npmDifferences(
    in lockfile: LockedFile, lock: Node, from manifests: [LockedFile]
  ) -> [LockDifference] {
    let installed = NodeInstalledVersions(lock)
    return manifests.flatMap { manifest -> [LockDifference] in
      guard let tree = manifest.contents.document.tree,
        let wanted = try? NodeDependency.all(in: tree, path: manifest.path)
      else { return [] }
      let comparison = NodeLockComparison(
        manifest: manifest, lockfile: lockfile.fileName, wanted: wanted)
      guard installed.isTable else {
        return manifest.folder.isEmpty ? comparison.versions(in: installed) : []
      }
      guard let own = lock["packages"]?[manifest.folder] else {
        let message = "\(lockfile.fileName) has no entry for the workspace \(manifest.folder)"
        return [manifest.difference(message, at: tree.span)]
      }
      let recorded = (try? NodeDependency.all(in: own, path: lockfile.path)) ?? []
      return comparison.requirements(recorded) + comparison.versions(in: installed)
    }
  }
}

/// Where a lockfile puts what it installs.
struct NodeInstalledVersions {
  /// Whether it lists folders (version 2 and later) or nests names (version 1).
  let isTable: Bool
  private var entries: [String: Node] = [:]

  init(_ lock: Node) {
    let table = lock["packages"]?.entries
    isTable = table != nil
    for entry in table ?? lock["dependencies"]?.entries ?? [] { entries[entry.key] = entry.value }
  }

  /// The entry that a folder's code finds under a name.
  func entry(for name: String, from folder: String) -> Node? {
    guard isTable else { return entries[name] }
    for parent in NodeLockTable.parents(of: folder) {
      if let found = entries[parent + "node_modules/" + name] { return found }
    }
    return nil
  }
}

/// One `package.json` against what its lockfile says.
struct NodeLockComparison {
  let manifest: LockedFile
  let lockfile: String
  let wanted: [NodeDependency]

  /// What the lockfile was made for against what is required now.
  func requirements(_ recorded: [NodeDependency]) -> [LockDifference] {
    var known: [String: NodeDependency] = [:]
    for dependency in recorded { known[dependency.name] = dependency }
    var differences: [LockDifference] = []
    for dependency in wanted {
      let old = known.removeValue(forKey: dependency.name)
      if let message = difference(dependency, from: old) {
        differences.append(manifest.difference(message, at: dependency.entry.keySpan))
      }
    }
    let start = manifest.contents.document.tree?.span ?? .start
    for name in known.keys.sorted() where !wanted.contains(where: { $0.name == name }) {
      differences.append(
        manifest.difference(
          "\(lockfile) was made with \(name), which \(manifest.fileName) does not name", at: start))
    }
    return differences
  }

  private func difference(_ new: NodeDependency, from old: NodeDependency?) -> String? {
    let specifier = PackageText.withoutCredentials(new.specifier)
    guard let old else {
      return "\(new.name) is required as \(specifier), but \(lockfile) was made without it"
    }
    if old.specifier != new.specifier {
      return "\(new.name) is required as \(specifier); \(lockfile) was made for "
        + PackageText.withoutCredentials(old.specifier)
    }
    guard old.table != new.table else { return nil }
    return "\(new.name) is in \(new.table.rawValue); \(lockfile) was made with it in "
      + old.table.rawValue
  }

  /// What is installed against what is required.
  func versions(in installed: NodeInstalledVersions) -> [LockDifference] {
    wanted.compactMap { dependency in
      let message = difference(
        dependency, installed: installed.entry(for: dependency.name, from: manifest.folder),
        isTable: installed.isTable)
      return message.map { manifest.difference($0, at: dependency.entry.keySpan) }
    }
  }

  private func difference(
    _ dependency: NodeDependency, installed entry: Node?, isTable: Bool
  ) -> String? {
    guard let entry else {
      // Optional packages may be left out, and npm 6 installed no peers.
      if dependency.table == .optional || dependency.table == .peer { return nil }
      return "\(dependency.name) is required, but \(lockfile) installs no such package"
    }
    let specifier = NodeSpecifier(dependency.specifier, of: dependency.name)
    guard entry["link"]?.content != .boolean(true), let range = specifier.range,
      !specifier.allowsEverything, let version = entry["version"]?.string
    else { return nil }
    let installed = NodeSpecifier(version, of: dependency.name)
    let exact = isTable ? version : NodeLockTree.exactVersion(version, of: installed)
    guard let parsed = exact.flatMap({ SemanticVersion($0) }), range.contains(parsed) else {
      return "\(dependency.name) is required as \(dependency.specifier), but \(lockfile) installs "
        + PackageText.withoutCredentials(version).prefix(120)
    }
    return nil
  }
}
