import Model

/// `package.json` files against the importers of a `pnpm-lock.yaml`.
struct PNPMLocking {
  let lock: Node
  let lockfile: LockedFile

  func differences(from manifests: [LockedFile]) -> [LockDifference]? {
    var differences: [LockDifference] = []
    for manifest in manifests {
      guard let tree = manifest.contents.document.tree,
        let all = try? NodeDependency.all(in: tree, path: manifest.path)
      else { return nil }
      guard let importer = importer(of: manifest.folder) else {
        let message = "\(lockfile.fileName) has no entry for the workspace \(manifest.folder)"
        differences.append(manifest.difference(message, at: tree.span))
        continue
      }
      // Peers are installed, and recorded, only where a setting says so.
      let peers = Set(all.filter { $0.table == .peer }.map(\.name))
      let wanted = all.filter { $0.table != .peer && !isOverridden($0) && !isLeftOut($0) }
      let recorded = recorded(in: importer).filter { !peers.contains($0.name) && !isOverridden($0) }
      differences += NodeLockComparison(
        manifest: manifest, lockfile: lockfile.fileName, wanted: wanted
      ).requirements(recorded)
    }
    return differences
  }

  private func importer(of folder: String) -> Node? {
    if let importers = lock["importers"] { return importers[folder.isEmpty ? "." : folder] }
    // Without workspaces older versions have no such table.
    return folder.isEmpty ? lock : nil
  }

  private func recorded(in importer: Node) -> [NodeDependency] {
    let apart = importer["specifiers"]
    return [NodeDependency.Table.production, .optional, .development].flatMap { table in
      (importer[table.rawValue]?.entries ?? []).map { entry in
        let specifier = entry.value["specifier"] ?? apart?[entry.key]
        let text = Node(
          .string(specifier?.scalarText ?? ""), at: specifier?.span ?? entry.keySpan)
        return NodeDependency(
          table: table,
          entry: Node.Entry(key: entry.key, keySpan: entry.keySpan, value: text))
      }
    }
  }

  /// The overrides of the workspace stand in the lockfile in place of what the manifest says.
  private func isOverridden(_ dependency: NodeDependency) -> Bool {
    (lock["overrides"]?.entries ?? []).contains {
      $0.key == dependency.name || $0.key.hasPrefix(dependency.name + "@")
    }
  }

  private func isLeftOut(_ dependency: NodeDependency) -> Bool {
    dependency.table == .optional
      && (lock["ignoredOptionalDependencies"]?.elements ?? []).contains {
        $0.string == dependency.name
      }
  }
}
