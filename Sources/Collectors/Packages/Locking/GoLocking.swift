import Model

/// `go.mod` and `go.sum`.
enum GoLocking: LockingRules {
  static let manifest = GoModuleFile.name
  static let lockfiles = [GoChecksumFile.name]

  /// Modules that are built need the digest of their content, the others that of their `go.mod`.
  static func differences(
    in lockfile: LockedFile, from manifests: [LockedFile]
  ) -> [LockDifference]? {
    guard case .goChecksums(let checksums) = lockfile.contents.document,
      let manifest = manifests.first, case .goModule(let module) = manifest.contents.document
    else { return nil }
    return module.selections.compactMap { selection in
      let key = "\(selection.module) \(selection.version)"
      let hasContent = checksums.contents.contains(key)
      let hasManifest = checksums.manifests.contains(key)
      let isComplete =
        selection.isIndirect ? hasContent || hasManifest : hasContent && hasManifest
      guard !isComplete else { return nil }
      let missing = hasContent && !selection.isIndirect ? "the digest of its go.mod" : "a digest"
      return manifest.difference(
        "\(key) is required, but \(lockfile.fileName) lacks \(missing) for it", at: selection.span)
    }
  }
}
