import Model

/// `Cargo.toml` and `Cargo.lock`.
enum CargoLocking: LockingRules {
  static let manifest = CargoManifest.name
  static let lockfiles = [CargoLockfile.name]

  static func isRoot(_ manifest: Node) -> Bool { manifest["workspace"] != nil }

  /// Cargo takes every crate below a workspace for a member, unless it is excluded.
  static func membership(of folder: String, in root: Node) -> WorkspaceMembership {
    guard let workspace = root["workspace"] else { return .unrelated }
    let excluded = (workspace["exclude"]?.elements ?? []).compactMap(\.string)
    let isExcluded = excluded.contains { path in
      folder == path || folder.hasPrefix(path.hasSuffix("/") ? path : path + "/")
    }
    return isExcluded ? .excluded : .member
  }

  static func differences(
    in lockfile: LockedFile, from manifests: [LockedFile]
  ) -> [LockDifference]? {
    guard let lock = lockfile.contents.document.tree else { return nil }
    let root = manifests.first { $0.folder.isEmpty }?.contents.document.tree
    let locked = CargoLockedCrates(lock)
    return manifests.flatMap {
      CargoLockComparison(
        manifest: $0, lockfile: lockfile.fileName, locked: locked,
        inherited: root?["workspace"]?["dependencies"]
      ).differences()
    }
  }
}

extension CargoLocking {
  /// The lockfile tells who asks, but not in which table.
  static func roots(of lockfile: LockedFile, in manifests: [LockedFile]) -> LockRoots? {
    guard let lock = lockfile.contents.document.tree else { return nil }
    let index = CargoLockIndex((lock["package"]?.elements ?? []).filter { $0["source"] != nil })
    let locked = CargoLockedCrates(lock)
    let inherited = manifests.first { $0.folder.isEmpty }?
      .contents.document.tree?["workspace"]?["dependencies"]
    var roots = LockRoots()
    var unseen = locked.ownNames
    for manifest in manifests {
      guard let tree = manifest.contents.document.tree else { return nil }
      guard let name = tree["package"]?["name"]?.string else { continue }
      guard let own = try? CargoDependency.own(in: tree, path: manifest.path),
        let entry = locked.entry(of: name, version: tree["package"]?["version"]?.string)
      else { return nil }
      unseen.remove(name)
      let used = Set(
        own.filter { $0.table != .development }.map { dependency in
          inherited?.entry(dependency.entry.key).map {
            dependency.source == .workspace
              ? CargoDependency(table: dependency.table, entry: $0).crate : dependency.crate
          } ?? dependency.crate
        })
      for key in index.dependencies(of: entry) {
        let crate = String(key.prefix { $0 != " " })
        roots.add([key], isDevelopment: !used.contains(crate))
      }
    }
    // A crate whose manifest was not read could need anything for itself.
    return unseen.isEmpty ? roots : nil
  }
}

/// The crates of a lockfile by name.
struct CargoLockedCrates {
  private var versions: [String: [String]] = [:]
  private var own: [String: [Node]] = [:]

  init(_ lock: Node) {
    for entry in (lock["package"]?.elements ?? []) + [lock["root"]].compactMap(\.self) {
      guard let name = entry["name"]?.string else { continue }
      versions[name, default: []].append(entry["version"]?.string ?? "")
      if entry["source"] == nil { own[name, default: []].append(entry) }
    }
  }

  var ownNames: Set<String> { Set(own.keys) }

  func versions(of name: String) -> [String] { versions[name] ?? [] }

  /// The entry of a crate of the repository; of several with one name, the one of that version.
  func entry(of name: String, version: String?) -> Node? {
    own[name]?.first { $0["version"]?.string == version } ?? own[name]?.first
  }
}

/// One `Cargo.toml` against its entry in the lockfile.
struct CargoLockComparison {
  let manifest: LockedFile
  let lockfile: String
  let locked: CargoLockedCrates
  /// The workspace's own table of dependencies.
  let inherited: Node?

  func differences() -> [LockDifference] {
    guard let tree = manifest.contents.document.tree, let name = tree["package"]?["name"]?.string,
      let dependencies = try? CargoDependency.own(in: tree, path: manifest.path)
    else { return [] }
    let place = tree["package"]?["name"]?.span ?? tree.span
    guard let entry = locked.entry(of: name, version: tree["package"]?["version"]?.string) else {
      let way = manifest.folder.isEmpty ? "" : "; it is neither a member nor excluded"
      return [
        manifest.difference("\(lockfile) has no entry for the crate \(name)\(way)", at: place)
      ]
    }
    let recorded = Dictionary(grouping: CargoLockfile.dependencies(of: entry)) { $0.name }
    var unnamed = Set(recorded.keys)
    var differences: [LockDifference] = []
    for dependency in dependencies {
      let effective = effective(dependency)
      unnamed.remove(effective.crate)
      guard effective.crate != name else { continue }
      let message = difference(effective, recorded[effective.crate]?.map(\.version))
      if let message {
        differences.append(manifest.difference(message, at: dependency.entry.keySpan))
      }
    }
    for extra in unnamed.sorted() where extra != name {
      let message = "\(lockfile) was made with \(extra), which \(manifest.fileName) does not name"
      differences.append(manifest.difference(message, at: place))
    }
    return differences
  }

  /// The dependency as the workspace has it, where the crate says so.
  private func effective(_ dependency: CargoDependency) -> CargoDependency {
    guard dependency.source == .workspace, let entry = inherited?.entry(dependency.entry.key) else {
      return dependency
    }
    return CargoDependency(table: dependency.table, entry: entry)
  }

  private func difference(_ dependency: CargoDependency, _ recorded: [String?]?) -> String? {
    let crate = dependency.crate
    let written = dependency.requirement.map { " as \($0)" } ?? ""
    guard let recorded else {
      return "\(crate) is required\(written), but \(lockfile) was made without it"
    }
    guard dependency.source != .path, let requirement = dependency.requirement else { return nil }
    guard let range = VersionRange(cargo: requirement) else {
      return "\(crate) is required\(written), which is no requirement that Cargo reads"
    }
    let versions = recorded.flatMap { $0.map { [$0] } ?? locked.versions(of: crate) }
    let fits = versions.contains { SemanticVersion($0).map(range.contains) ?? false }
    guard !fits else { return nil }
    let found = versions.isEmpty ? "no version of it" : versions.sorted().joined(separator: ", ")
    return "\(crate) is required\(written), but \(lockfile) has \(found)"
  }
}
