import Model

/// Finds out which lockfile fixes the versions of which manifest, and whether they agree.
struct ManifestPairing {
  private let files: [String: ManifestFile]
  /// Lockfile paths by manifest path.
  private let lockfiles: [String: String]
  /// Manifest paths by lockfile path, in order.
  private let manifests: [String: [String]]

  init(_ files: [ManifestFile]) {
    let byPath = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.files = byPath
    var lockfiles: [String: String] = [:]
    for file in files {
      if let rules = LockingRulesList.rules(forManifest: file.name) {
        lockfiles[file.path] = Self.lockfile(of: file, by: rules, among: byPath)
      } else if let code = ManifestFormats.unreadFormat(of: file.path) {
        lockfiles[file.path] = Self.lockfile(of: file, as: code, among: byPath)
      }
    }
    self.lockfiles = lockfiles
    manifests = Dictionary(grouping: lockfiles.keys.sorted()) { lockfiles[$0] ?? "" }
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
      let relative = TreePath.relative(file.folder, to: parent)
      if let wide = first(rules.lockfilesOfTrees, in: parent, among: files),
        files[wide]?.contents.map({ rules.serves(relative, $0) }) ?? true
      {
        return wide
      }
      guard let root = files[TreePath.join(parent, rules.manifest)]?.tree else { continue }
      switch rules.membership(of: relative, in: root) {
      case .member: return first(rules.lockfiles, in: parent, among: files)
      case .excluded: return nil
      case .unrelated: continue
      }
    }
    return nil
  }

  /// The lockfile of a manifest that is code: beside it, or for some above it.
  private static func lockfile(
    of file: ManifestFile, as code: ManifestFormats.UnreadFormat,
    among files: [String: ManifestFile]
  ) -> String? {
    let parents = code.isServedFromAbove ? TreePath.parents(of: file.folder) : []
    for folder in [file.folder] + parents {
      if let found = first(code.lockfiles, in: folder, among: files) { return found }
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
    let folder = TreePath.folder(of: lockfile)
    let path = TreePath.join(folder, rules.manifest)
    if files[path] != nil { return path }
    // The name may be any with the right ending.
    return (manifests[lockfile] ?? []).first { TreePath.folder(of: $0) == folder }
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
    let (manifests, hasGap) = manifests(of: file) { $0 == root || selected.contains($0) }
    guard !manifests.isEmpty else { return nil }
    let lockfile = LockedFile(path: file.path, folder: "", contents: contents)
    guard let differences = rules.differences(in: lockfile, from: manifests) else { return nil }
    guard differences.isEmpty else {
      return .outOfStep(manifest: root, differences: differences)
    }
    return hasGap ? nil : .inStep(manifest: root)
  }

  /// The manifests of a lockfile that were understood, and whether some were not.
  private func manifests(
    of file: ManifestFile, where isMeant: (String) -> Bool
  ) -> (understood: [LockedFile], hasGap: Bool) {
    var found: [LockedFile] = []
    var hasGap = false
    for path in manifests[file.path] ?? [] where isMeant(path) {
      guard let manifest = files[path] else { continue }
      guard let contents = manifest.contents, contents.gap == nil else {
        hasGap = true
        continue
      }
      let folder = TreePath.relative(manifest.folder, to: file.folder)
      found.append(LockedFile(path: path, folder: folder, contents: contents))
    }
    // The root comes first, though a hidden folder sorts before it.
    found.sort { ($0.folder, $0.path) < ($1.folder, $1.path) }
    return (found, hasGap)
  }

  private func packages(of file: ManifestFile) -> Result<[Package], Unavailable> {
    // What is code tells nothing by itself, but its lockfile tells all.
    if case .failure = file.outcome, isCode(file), isLocked(file) { return .success([]) }
    return file.outcome.flatMap { contents in
      if let gap = contents.gap, !isLocked(file) { return .failure(gap) }
      return .success(marked(built(contents.packages, of: file), of: file))
    }
  }

  private func isCode(_ file: ManifestFile) -> Bool {
    ManifestFormats.unreadFormat(of: file.path)?.lockfiles.isEmpty == false
  }

  /// The packages of a lockfile as its manifests show them: direct or not, for development or not.
  private func marked(_ packages: [Package], of file: ManifestFile) -> [Package] {
    guard file.isLockfile, let contents = file.contents,
      let rules = LockingRulesList.rules(forLockfile: file.name)
    else { return packages }
    let (manifests, hasGap) = manifests(of: file) { _ in true }
    let lockfile = LockedFile(path: file.path, folder: "", contents: contents)
    guard !hasGap, !manifests.isEmpty, let roots = rules.roots(of: lockfile, in: manifests) else {
      return packages
    }
    return PackageGraph(packages).marked(
      production: roots.production, development: roots.development)
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
    var isDirect: [String: Bool] = [:]
    for selection in module.selections {
      isDirect["\(selection.module) \(selection.version)"] = !selection.isIndirect
    }
    return packages.compactMap { package in
      isDirect["\(package.name) \(package.version ?? "")"].map {
        package.marked(isDirect: $0, isDevelopment: package.isDevelopment)
      }
    }
  }
}
