import Model

/// `composer.json` and `composer.lock`.
enum ComposerLocking: LockingRules {
  static let manifest = ComposerManifest.name
  static let lockfiles = [ComposerLockfile.name]

  static func differences(
    in lockfile: LockedFile, from manifests: [LockedFile]
  ) -> [LockDifference]? {
    guard let manifest = manifests.first, let tree = manifest.contents.document.tree,
      let lock = lockfile.contents.document.tree
    else { return nil }
    let production = Set(
      ComposerLockfile.providers(in: lock["packages"]?.elements ?? []).keys)
    let development = Set(
      ComposerLockfile.providers(in: lock["packages-dev"]?.elements ?? []).keys)
    let differences = manifest.contents.packages.compactMap { package -> LockDifference? in
      let name = package.name.lowercased()
      guard !production.contains(name), !package.isDevelopment || !development.contains(name) else {
        return nil
      }
      let message =
        development.contains(name)
        ? "\(package.name) is required, but \(lockfile.fileName) has it for development only"
        : "\(package.name) is required as \(package.requirement ?? ""), but "
          + "\(lockfile.fileName) was made without it"
      return manifest.difference(message, at: package.location.span ?? tree.span)
    }
    guard differences.isEmpty else { return differences }
    return digestDifference(lock: lock, lockfile: lockfile, manifest: manifest, tree: tree)
  }

  static func roots(of lockfile: LockedFile, in manifests: [LockedFile]) -> LockRoots? {
    guard let lock = lockfile.contents.document.tree else { return nil }
    let providers = ComposerLockfile.providers(
      in: (lock["packages"]?.elements ?? []) + (lock["packages-dev"]?.elements ?? []))
    var roots = LockRoots()
    for package in manifests.flatMap(\.contents.packages) {
      guard let key = providers[package.name.lowercased()]?.first else { continue }
      roots.add([key], isDevelopment: package.isDevelopment)
    }
    return roots
  }

  /// Names alone do not tell a changed requirement, the digest of the manifest does.
  private static func digestDifference(
    lock: Node, lockfile: LockedFile, manifest: LockedFile, tree: Node
  ) -> [LockDifference]? {
    guard let recorded = lock["content-hash"]?.string, let own = ComposerDigest.text(of: tree)
    else {
      return nil
    }
    guard recorded != own else { return [] }
    return [
      manifest.difference(
        "\(lockfile.fileName) was made for another \(manifest.fileName): its digest is not the same",
        at: tree.span)
    ]
  }
}
