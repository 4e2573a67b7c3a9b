import Model

/// `pubspec.yaml` and `pubspec.lock`.
enum PubLocking: LockingRules {
  static let manifest = PubManifest.name
  static let lockfiles = [PubLockfile.name]

  /// A lockfile tells what was asked for directly, but not in which range.
  static func differences(
    in lockfile: LockedFile, from manifests: [LockedFile]
  ) -> [LockDifference]? {
    guard let manifest = manifests.first, let tree = manifest.contents.document.tree,
      let lock = lockfile.contents.document.tree
    else { return nil }
    let entries = lock["packages"]?.entries ?? []
    let locked = Dictionary(
      entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    let overridden = Set((tree["dependency_overrides"]?.entries ?? []).map(\.key))
    var differences: [LockDifference] = []
    var isWhole = true
    for package in manifest.contents.packages where !overridden.contains(package.name) {
      let span = package.location.span ?? tree.span
      let required = "\(package.name) is required as \(package.requirement ?? "any")"
      guard let entry = locked[package.name] else {
        differences.append(
          manifest.difference("\(required), but \(lockfile.fileName) was made without it", at: span)
        )
        continue
      }
      let version = entry["version"]?.scalarText ?? ""
      switch admits(package.requirement ?? "any", version) {
      case true: continue
      case false:
        differences.append(
          manifest.difference("\(required), but \(lockfile.fileName) has \(version)", at: span))
      case nil: if entry["source"]?.string == "hosted" { isWhole = false }
      }
    }
    let named = Set(
      ["dependencies", "dev_dependencies", "dependency_overrides"].flatMap {
        (tree[$0]?.entries ?? []).map(\.key)
      })
    for entry in entries where !named.contains(entry.key) {
      guard entry.value["dependency"]?.string?.hasPrefix("direct") == true else { continue }
      differences.append(
        manifest.difference(
          "\(lockfile.fileName) was made with \(entry.key), which \(manifest.fileName) does not name",
          at: tree.span))
    }
    return differences.isEmpty && !isWhole ? nil : differences
  }

  /// Whether a range of Pub holds a version; nil where one of them cannot be read.
  ///
  /// Source: https://dart.dev/tools/pub/dependencies#version-constraints
  private static func admits(_ range: String, _ version: String) -> Bool? {
    guard let version = SemanticVersion(version) else { return nil }
    if range == "any" { return true }
    if let exact = SemanticVersion(range) { return exact == version }
    if range.first == "^" {
      guard let low = SemanticVersion(String(range.dropFirst())) else { return nil }
      let high =
        low.major == 0
        ? PartialVersion.lowest(0, low.minor + 1, 0) : PartialVersion.lowest(low.major + 1, 0, 0)
      return version >= low && version < high
    }
    for word in range.split(separator: " ") {
      let symbol = word.prefix { "<>=".contains($0) }
      guard let bound = SemanticVersion(String(word.dropFirst(symbol.count))) else { return nil }
      let holds: Bool
      switch symbol {
      case ">=": holds = version >= bound
      case ">": holds = version > bound
      case "<=": holds = version <= bound
      case "<": holds = version < bound
      default: return nil
      }
      guard holds else { return false }
    }
    return true
  }
}
