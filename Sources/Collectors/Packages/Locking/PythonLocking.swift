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
    return manifests.flatMap { locked.differences(in: $0, lockfile: lockfile.fileName) }
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
  /// What the manifest no longer asks for cannot be told from what others bring in.
  func differences(in manifest: LockedFile, lockfile: String) -> [LockDifference] {
    manifest.contents.packages.compactMap { package in
      let requirement = package.requirement ?? ""
      let required =
        "\(package.name) is required" + (requirement.isEmpty ? "" : " as \(requirement)")
      let span = package.location.span ?? .start
      guard names.contains(package.name) else {
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
