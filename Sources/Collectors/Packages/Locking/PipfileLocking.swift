import Model
import Systems

/// `Pipfile` and `Pipfile.lock`.
enum PipfileLocking: LockingRules {
  static let manifest = Pipfile.name
  static let lockfiles = [PipfileLockfile.name]

  /// A lockfile keeps the SHA-256 of its Pipfile, written as JSON with sorted keys and no spaces.
  static func differences(
    in lockfile: LockedFile, from manifests: [LockedFile]
  ) -> [LockDifference]? {
    guard let manifest = manifests.first, let tree = manifest.contents.document.tree,
      let lock = lockfile.contents.document.tree
    else { return nil }
    let recorded = lock["_meta"]?["hash"]?["sha256"]?.string
    if let recorded, recorded == digest(of: tree) { return [] }
    let named = PythonLockedVersions(lockfile).differences(
      in: manifest, lockfile: lockfile.fileName)
    guard named.isEmpty else { return named }
    guard recorded != nil, digest(of: tree) != nil else { return nil }
    return [
      manifest.difference(
        "\(lockfile.fileName) was made for another \(manifest.fileName): its digest is not the same",
        at: tree.span)
    ]
  }

  static func roots(of lockfile: LockedFile, in manifests: [LockedFile]) -> LockRoots? { nil }

  /// Nil where a value has no certain form in JSON.
  static func digest(of pipfile: Node) -> String? {
    let at = pipfile.span
    func entry(_ key: String, _ value: Node) -> Node.Entry {
      Node.Entry(key: key, keySpan: at, value: value)
    }
    let empty = Node(.mapping([]), at: at)
    let index = Node(
      .mapping([
        entry("name", Node(.string("pypi"), at: at)),
        entry("url", Node(.string("https://pypi.org/simple"), at: at)),
        entry("verify_ssl", Node(.boolean(true), at: at)),
      ]), at: at)
    let meta = Node(
      .mapping([
        entry("sources", pipfile["source"] ?? Node(.sequence([index]), at: at)),
        entry("requires", pipfile["requires"] ?? empty),
      ]), at: at)
    var data = [
      entry("_meta", meta), entry("default", pipfile["packages"] ?? empty),
      entry("develop", pipfile["dev-packages"] ?? empty),
    ]
    let known = Pipfile.otherTables.union(["packages", "dev-packages"])
    data += (pipfile.entries ?? []).filter { !known.contains($0.key) }
    guard let text = SortedJSON.text(of: Node(.mapping(data), at: at)) else { return nil }
    return Digest.sha256(text)
  }
}
