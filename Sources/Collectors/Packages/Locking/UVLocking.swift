import Model

/// `pyproject.toml` files against what uv recorded of them.
struct UVLocking {
  let lock: Node
  let lockfile: LockedFile

  func differences(from manifests: [LockedFile]) -> [LockDifference] {
    let entries = (lock["package"]?.elements ?? []).filter(UVLockfile.isOwn)
    let shared = manifests.first { $0.folder.isEmpty }?.contents.document.tree
    return manifests.flatMap { manifest -> [LockDifference] in
      guard let tree = manifest.contents.document.tree else { return [] }
      let table = PythonProjectTable(root: tree, path: manifest.path)
      let comparison = UVLockComparison(
        manifest: manifest, table: table, lockfile: lockfile.fileName,
        sources: [tree, shared].compactMap(\.self))
      guard tree["project"] != nil else {
        return comparison.groups(recorded: lock["manifest"]?["dependency-groups"])
      }
      guard let own = Self.entry(for: manifest.folder, named: table.name, in: entries) else {
        let message = "\(lockfile.fileName) has no entry for \(table.name ?? "this project")"
        return [manifest.difference(message, at: tree["project"]?.span ?? tree.span)]
      }
      let metadata = own["metadata"]
      return comparison.dependencies(recorded: metadata?["requires-dist"])
        + comparison.groups(recorded: metadata?["requires-dev"])
    }
  }

  private static func entry(for folder: String, named name: String?, in entries: [Node]) -> Node? {
    let wanted = folder.isEmpty ? "." : folder
    return entries.first { UVLockfile.ownFolder(of: $0) == wanted }
      ?? entries.first {
        name != nil && $0["name"]?.string.map(PackageNaming.normalizedPython) == name
      }
  }
}

/// One `pyproject.toml` against what its lockfile recorded of it.
///
/// Markers are left out of the comparison: uv rewrites them, so that equal ones read differently.
struct UVLockComparison {
  private struct Requirements {
    var specifiers: Set<String> = []
    /// A git repository, URL or folder, where the version says nothing.
    var hasSource = false
    var span: TextSpan?
  }

  let manifest: LockedFile
  let table: PythonProjectTable
  let lockfile: String
  /// The projects whose `tool.uv.sources` apply.
  let sources: [Node]

  func dependencies(recorded: Node?) -> [LockDifference] {
    differences((try? table.runtimeDependencies()) ?? [], recorded: recorded?.elements ?? [])
  }

  func groups(recorded: Node?) -> [LockDifference] {
    let lists = (recorded?.entries ?? []).flatMap { $0.value.elements ?? [] }
    return differences((try? table.developmentDependencies()) ?? [], recorded: lists)
  }

  private func differences(
    _ wanted: [PythonProjectTable.Dependency], recorded: [Node]
  ) -> [LockDifference] {
    let new = requirements(wanted)
    let old = requirements(recorded)
    var differences: [LockDifference] = []
    for name in Set(new.keys).union(old.keys).sorted() where name != table.name {
      let message = difference(name, new[name], old[name])
      let span = new[name]?.span ?? table.root["project"]?.span ?? table.root.span
      if let message { differences.append(manifest.difference(message, at: span)) }
    }
    return differences
  }

  private func difference(_ name: String, _ new: Requirements?, _ old: Requirements?) -> String? {
    guard let new else {
      return "\(lockfile) was made with \(name), which \(manifest.fileName) does not name"
    }
    let required = "\(name) is required" + (shown(new).isEmpty ? "" : " as \(shown(new))")
    guard let old else { return "\(required), but \(lockfile) was made without it" }
    guard !new.hasSource, !old.hasSource, new.specifiers != old.specifiers else { return nil }
    return "\(required); \(lockfile) was made for \(shown(old).isEmpty ? "any" : shown(old))"
  }

  private func shown(_ requirements: Requirements) -> String {
    requirements.specifiers.sorted().filter { !$0.isEmpty }.joined(separator: " or ")
  }

  private func requirements(_ wanted: [PythonProjectTable.Dependency]) -> [String: Requirements] {
    let sourced = Set(
      sources.flatMap { $0["tool"]?["uv"]?["sources"]?.entries ?? [] }
        .filter { $0.value["index"] == nil }
        .map { PackageNaming.normalizedPython($0.key) })
    var found: [String: Requirements] = [:]
    for dependency in wanted {
      let requirement = dependency.requirement
      found[requirement.name, default: Requirements()].specifiers.insert(
        Self.specifier(requirement.clauses))
      found[requirement.name]?.span = dependency.span
      if requirement.url != nil || sourced.contains(requirement.name) {
        found[requirement.name]?.hasSource = true
      }
    }
    return found
  }

  private func requirements(_ recorded: [Node]) -> [String: Requirements] {
    var found: [String: Requirements] = [:]
    for node in recorded {
      let name = PackageNaming.normalizedPython(node["name"]?.string ?? "")
      let clauses = (node["specifier"]?.string ?? "").split(separator: ",").map {
        String($0.filter { !$0.isWhitespace })
      }
      found[name, default: Requirements()].specifiers.insert(Self.specifier(clauses))
      if ["git", "url", "path", "editable", "virtual", "directory"].contains(where: {
        node[$0] != nil
      }) {
        found[name]?.hasSource = true
      }
    }
    return found
  }

  /// Clauses in one order and with versions in their normal form.
  private static func specifier(_ clauses: [String]) -> String {
    Set(clauses.map(normalized)).sorted().joined(separator: ",")
  }

  private static func normalized(_ clause: String) -> String {
    let symbol = clause.prefix { "<>=!~".contains($0) }
    let version = clause.dropFirst(symbol.count)
    let isPrefix = version.hasSuffix(".*")
    guard symbol != "===",
      let parsed = PythonVersion(String(isPrefix ? version.dropLast(2) : version))
    else { return clause }
    return symbol + parsed.description + (isPrefix ? ".*" : "")
  }
}
