import Model

/// Follows the `-r` and `-c` lines of requirements files.
///
/// Each file is read once, so that files that include each other come to an end.
struct RequirementIncludes {
  private let reader: ManifestFileReader
  private var files: [String: ManifestFile] = [:]
  /// Files that are only reached as constraints.
  private var constraintsOnly: Set<String> = []

  init(reader: ManifestFileReader, files: [ManifestFile]) {
    self.reader = reader
    for file in files { self.files[file.path] = file }
  }

  /// Every file, the included ones among them, with constraints applied.
  mutating func resolve() throws(Unavailable) -> [ManifestFile] {
    var pending = files.keys.sorted()
    while !pending.isEmpty {
      let assignments = newAssignments(from: pending)
      guard files.count + assignments.count <= PackageLimits.mostFiles else {
        throw Unavailable("more than \(PackageLimits.mostFiles) files include each other")
      }
      for file in try reader.read(assignments) { files[file.path] = file }
      pending = assignments.map(\.path)
    }
    let pinned = files.keys.map { ($0, pins(for: $0)) }
    for (path, pins) in pinned { apply(pins, to: path) }
    for path in constraintsOnly { setAside(path) }
    return files.values.sorted { $0.path < $1.path }
  }

  /// What the files name that was not read yet; a file that names an impossible place is unreadable.
  private mutating func newAssignments(
    from paths: [String]
  ) -> [ManifestFileReader.Assignment] {
    var found: [String: ManifestFileReader.Assignment] = [:]
    for path in paths {
      guard let file = files[path], let includes = file.contents?.includes else { continue }
      for include in includes {
        guard let target = TreePath.resolve(include.path, from: file.folder),
          !include.path.contains("://"), !include.path.contains("$")
        else {
          files[path]?.outcome = .failure(Self.refusal(of: include))
          break
        }
        let isConstraint = include.kind == .constraints || constraintsOnly.contains(path)
        if !isConstraint { constraintsOnly.remove(target) }
        guard files[target] == nil, found[target] == nil || !isConstraint else { continue }
        if isConstraint { constraintsOnly.insert(target) }
        found[target] = ManifestFileReader.Assignment(
          path: target, format: PythonRequirements.self, includedAt: include.location)
      }
    }
    return found.values.sorted { $0.path < $1.path }
  }

  private static func refusal(of include: ManifestInclude) -> Unavailable {
    let shown = PackageText.shown(PackageText.withoutCredentials(include.path), limit: 120)
    return Unavailable(
      "\(include.location.description): the file \(shown) lies outside the folder, so it is not read"
    )
  }

  /// The versions that the constraints of a file fix, those of their own includes too.
  private func pins(for path: String) -> [String: String] {
    var pins: [String: String] = [:]
    var pending = targets(of: path, kinds: [.constraints])
    var seen: Set<String> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted, let contents = files[next]?.contents else { continue }
      for package in contents.packages {
        pins[package.name] = package.version ?? pins[package.name]
      }
      pending += targets(of: next, kinds: [.constraints, .requirements])
    }
    return pins
  }

  private func targets(of path: String, kinds: Set<ManifestInclude.Kind>) -> [String] {
    guard let file = files[path] else { return [] }
    return (file.contents?.includes ?? []).filter { kinds.contains($0.kind) }
      .compactMap { TreePath.resolve($0.path, from: file.folder) }
  }

  private mutating func apply(_ pins: [String: String], to path: String) {
    guard !pins.isEmpty, case .success(var contents) = files[path]?.outcome else { return }
    contents.packages = contents.packages.map { package in
      guard package.version == nil, !package.isPinned, let version = pins[package.name] else {
        return package
      }
      return Package(
        ecosystem: package.ecosystem, name: package.name, version: version,
        requirement: package.requirement, isDirect: package.isDirect,
        isDevelopment: package.isDevelopment, location: package.location)
    }
    files[path]?.outcome = .success(contents)
  }

  /// Constraints install nothing, so the file stays as evidence without packages.
  private mutating func setAside(_ path: String) {
    guard let file = files[path] else { return }
    files[path] = ManifestFile(
      path: path, ecosystem: file.ecosystem, format: "constraints", isLockfile: false,
      digest: file.digest,
      outcome: file.outcome.map { ManifestContents(packages: [], includes: $0.includes) })
  }
}
