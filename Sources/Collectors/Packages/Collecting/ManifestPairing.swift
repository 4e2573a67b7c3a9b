import Model

/// Finds out which lockfile fixes the versions of which manifest, and whether they agree.
struct ManifestPairing {
  private let files: [String: ManifestFile]
  /// Lockfile paths by manifest path.
  private let lockfiles: [String: String]

  init(_ files: [ManifestFile]) {
    let byPath = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.files = byPath
    var lockfiles: [String: String] = [:]
    for file in files {
      guard let rules = LockingRulesList.rules(forManifest: file.name) else { continue }
      lockfiles[file.path] = Self.lockfile(of: file, by: rules, among: byPath)
    }
    self.lockfiles = lockfiles
  }

  /// The lockfile of a manifest, or the manifests of a lockfile.
  func counterparts(of path: String) -> [String] {
    if let lockfile = lockfiles[path] {
      return [lockfile] + [rootManifest(of: lockfile)].compactMap(\.self)
    }
    return [rootManifest(of: path)].compactMap(\.self)
  }

  /// The file as the inventory shows it; a lockfile is compared with its root manifest and with the
  /// selected ones.
  func manifest(for file: ManifestFile, selected: Set<String>) -> Manifest {
    Manifest(
      path: file.path, ecosystem: file.ecosystem, format: file.format,
      isLockfile: file.isLockfile, digest: file.digest, packages: packages(of: file),
      step: file.isLockfile ? step(of: file, selected: selected) : missingLockfile(of: file),
      lockfile: lockfiles[file.path], carriesIntegrity: file.carriesIntegrity)
  }

  private static func lockfile(
    of file: ManifestFile, by rules: any LockingRules.Type, among files: [String: ManifestFile]
  ) -> String? {
    if let beside = first(rules.lockfiles, in: file.folder, among: files) { return beside }
    if let tree = file.tree, rules.isRoot(tree) { return nil }
    for parent in TreePath.parents(of: file.folder) {
      if let wide = first(rules.lockfilesOfTrees, in: parent, among: files) { return wide }
      guard let root = files[TreePath.join(parent, rules.manifest)]?.tree else { continue }
      switch rules.membership(of: TreePath.relative(file.folder, to: parent), in: root) {
      case .member: return first(rules.lockfiles, in: parent, among: files)
      case .excluded: return nil
      case .unrelated: continue
      }
    }
    return nil
  }

  private static func first(
    _ names: [String], in folder: String, among files: [String: ManifestFile]
  ) -> String? {
    names.map { TreePath.join(folder, $0) }.first { files[$0] != nil }
  }

  private func rootManifest(of lockfile: String) -> String? {
    guard let rules = LockingRulesList.rules(forLockfile: TreePath.name(of: lockfile)) else {
      return nil
    }
    let path = TreePath.join(TreePath.folder(of: lockfile), rules.manifest)
    return files[path] == nil ? nil : path
  }

  private func missingLockfile(of file: ManifestFile) -> LockStep? {
    guard LockingRulesList.rules(forManifest: file.name) != nil, lockfiles[file.path] == nil,
      let packages = file.contents?.packages, !packages.isEmpty
    else { return nil }
    return .missingLockfile(manifest: file.path)
  }

  /// Nil where nothing differs, but not everything could be compared.
  private func step(of file: ManifestFile, selected: Set<String>) -> LockStep? {
    guard let rules = LockingRulesList.rules(forLockfile: file.name),
      let root = rootManifest(of: file.path), let contents = file.contents
    else { return nil }
    var manifests: [LockedFile] = []
    var hasGap = false
    for path in lockfiles.keys.sorted() where lockfiles[path] == file.path {
      guard path == root || selected.contains(path), let manifest = files[path] else { continue }
      guard let contents = manifest.contents, contents.gap == nil else {
        hasGap = true
        continue
      }
      let folder = TreePath.relative(manifest.folder, to: file.folder)
      manifests.append(LockedFile(path: path, folder: folder, contents: contents))
    }
    // The root comes first, though a hidden folder sorts before it.
    manifests.sort { ($0.folder, $0.path) < ($1.folder, $1.path) }
    guard !manifests.isEmpty else { return nil }
    let lockfile = LockedFile(path: file.path, folder: "", contents: contents)
    let differences = rules.differences(in: lockfile, from: manifests)
    guard differences.isEmpty else {
      return .outOfStep(manifest: root, differences: differences)
    }
    return hasGap ? nil : .inStep(manifest: root)
  }

  private func packages(of file: ManifestFile) -> Result<[Package], Unavailable> {
    file.outcome.flatMap { contents in
      if let gap = contents.gap, !isLocked(file) { return .failure(gap) }
      return .success(built(contents.packages, of: file))
    }
  }

  /// Whether a lockfile that was read tells what the manifest leaves open.
  private func isLocked(_ file: ManifestFile) -> Bool {
    lockfiles[file.path].flatMap { files[$0]?.contents } != nil
  }

  /// From Go 1.17 on `go.mod` names every module of the build, while `go.sum` keeps digests of
  /// modules that are no longer part of it.
  private func built(_ packages: [Package], of file: ManifestFile) -> [Package] {
    guard file.format == GoChecksumFile.name, let root = rootManifest(of: file.path),
      case .goModule(let module) = files[root]?.contents?.document, module.isComplete
    else { return packages }
    let built = Set(module.selections.map { "\($0.module) \($0.version)" })
    return packages.filter { built.contains("\($0.name) \($0.version ?? "")") }
  }
}
