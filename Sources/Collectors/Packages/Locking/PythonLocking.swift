import Model

/// `pyproject.toml` and its lockfiles.
enum PythonLocking: LockingRules {
  static let manifest = PythonProject.name
  static let lockfiles = [
    UVLockfile.name, PoetryLockfile.name, PDMLockfile.name, PythonLockfile.name,
  ]

  static func membership(of folder: String, in root: Node) -> WorkspaceMembership {
    let workspace = root["tool"]?["uv"]?["workspace"]
    return WorkspacePatterns(
      (workspace?["members"]?.elements ?? []).compactMap(\.string),
      excluding: (workspace?["exclude"]?.elements ?? []).compactMap(\.string)
    ).membership(of: folder)
  }

  static func differences(
    in lockfile: LockedFile, from manifests: [LockedFile]
  ) -> [LockDifference]? {
    guard let lock = lockfile.contents.document.tree else { return nil }
    if lockfile.fileName == UVLockfile.name {
      return UVLocking(lock: lock, lockfile: lockfile).differences(from: manifests)
    }
    let locked = PythonLockedVersions(lockfile)
    let groups = lockedGroups(lock, of: lockfile.fileName)
    return manifests.flatMap { manifest in
      locked.differences(
        in: manifest, lockfile: lockfile.fileName, wanted: groups.flatMap { wanted(manifest, $0) })
    }
  }

  /// The groups of optional packages that a lockfile was made for; nil for all of them.
  private static func lockedGroups(_ lock: Node, of fileName: String) -> Set<String>? {
    let lists: [Node?]
    switch fileName {
    case PoetryLockfile.name: return nil
    case PDMLockfile.name: lists = [lock["metadata"]?["groups"]]
    default: lists = [lock["extras"], lock["dependency-groups"], lock["default-groups"]]
    }
    return Set(lists.flatMap { $0?.elements ?? [] }.compactMap { $0.string?.lowercased() })
  }

  /// The names that a project asks for in itself and in some of its groups; nil where they cannot be
  /// told apart.
  private static func wanted(_ manifest: LockedFile, _ groups: Set<String>) -> Set<String>? {
    guard let project = manifest.contents.document.tree?["project"] else { return nil }
    let tables = [
      project["optional-dependencies"], manifest.contents.document.tree?["dependency-groups"],
      manifest.contents.document.tree?["tool"]?["pdm"]?["dev-dependencies"],
    ]
    let chosen = tables.flatMap { $0?.entries ?? [] }
      .filter { groups.contains($0.key.lowercased()) }.map(\.value)
    let texts = ([project["dependencies"]].compactMap(\.self) + chosen)
      .flatMap { $0.elements ?? [] }.compactMap(\.string)
    return Set(texts.compactMap { (try? PythonRequirement($0))?.name })
  }

  /// Of these lockfiles only uv's tells who asks for a package.
  static func roots(of lockfile: LockedFile, in manifests: [LockedFile]) -> LockRoots? {
    guard lockfile.fileName != UVLockfile.name else { return nil }
    return PythonLockedVersions(lockfile).roots(of: manifests)
  }
}

/// The versions that a Python lockfile fixes, found by what a manifest asks for.
struct PythonLockedVersions {
  private var names = PackageNames()
  private let hasGraph: Bool

  init(_ lockfile: LockedFile) {
    for package in lockfile.contents.packages {
      names.add(
        package.name, version: package.version ?? "", key: package.key ?? package.name)
    }
    hasGraph = lockfile.contents.packages.contains { !$0.dependencies.isEmpty }
  }

  /// What a manifest asks for and the lockfile does not give.
  ///
  /// What the manifest no longer asks for cannot be told from what others bring in. Of names that are
  /// not wanted a lockfile may know nothing.
  func differences(
    in manifest: LockedFile, lockfile: String, wanted: Set<String>? = nil
  ) -> [LockDifference] {
    manifest.contents.packages.compactMap { package in
      let requirement = package.requirement ?? ""
      let required =
        "\(package.name) is required" + (requirement.isEmpty ? "" : " as \(requirement)")
      let span = package.location.span ?? .start
      guard names.contains(package.name) else {
        guard wanted?.contains(package.name) ?? true else { return nil }
        return manifest.difference("\(required), but \(lockfile) was made without it", at: span)
      }
      let versions = names.versions(of: package.name).filter { !$0.isEmpty }
      guard let constraint = PythonConstraint(requirement), !versions.isEmpty,
        !versions.contains(where: constraint.contains)
      else { return nil }
      return manifest.difference(
        "\(required), but \(lockfile) has \(versions.sorted().joined(separator: ", "))", at: span)
    }
  }

  /// Nil where no package leads to another, so that what is for development cannot be told.
  func roots(of manifests: [LockedFile]) -> LockRoots? {
    guard hasGraph else { return nil }
    var roots = LockRoots()
    for package in manifests.flatMap(\.contents.packages) {
      let constraint = PythonConstraint(package.requirement ?? "")
      roots.add(
        names.keys(of: package.name) { constraint?.contains($0) ?? true },
        isDevelopment: package.isDevelopment)
    }
    return roots
  }
}
