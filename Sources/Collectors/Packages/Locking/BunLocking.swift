import Model

/// `package.json` files against the workspaces of a `bun.lock`.
struct BunLocking {
  let lock: Node
  let lockfile: LockedFile

  func differences(from manifests: [LockedFile]) -> [LockDifference]? {
    var differences: [LockDifference] = []
    for manifest in manifests {
      guard let tree = manifest.contents.document.tree,
        let wanted = try? NodeDependency.all(in: tree, path: manifest.path)
      else { return nil }
      guard let own = lock["workspaces"]?[manifest.folder] else {
        let message = "\(lockfile.fileName) has no entry for the workspace \(manifest.folder)"
        differences.append(manifest.difference(message, at: tree.span))
        continue
      }
      guard let recorded = try? NodeDependency.all(in: own, path: lockfile.path) else { return nil }
      // Which peers are optional is recorded in another way.
      differences += NodeLockComparison(
        manifest: manifest, lockfile: lockfile.fileName, wanted: wanted.filter { $0.table != .peer }
      ).requirements(recorded.filter { $0.table != .peer })
    }
    return differences
  }
}
