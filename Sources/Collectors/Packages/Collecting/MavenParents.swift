import Model

/// Puts the parents of `pom.xml` files into them, as far as they are in the tree.
///
/// A parent elsewhere stays unknown, and so do the versions that it alone fixes. Each file is read
/// once, and no lineage is longer than a bound, so that files that name each other come to an end.
struct MavenParents {
  private static let longestLineage = 32

  private let reader: ManifestFileReader
  private var files: [String: ManifestFile] = [:]
  /// Parents that were only read for their children.
  private var extra: Set<String> = []

  init(reader: ManifestFileReader, files: [ManifestFile]) {
    self.reader = reader
    for file in files { self.files[file.path] = file }
  }

  mutating func resolve() throws(Unavailable) -> [ManifestFile] {
    var pending = files.keys.sorted()
    while !pending.isEmpty {
      let missing = Set(pending.compactMap { parentPath(of: $0) }).filter {
        files[$0] == nil && (try? reader.tree.contains($0)) == true
      }
      guard files.count + missing.count <= PackageLimits.mostFiles else {
        throw Unavailable("more than \(PackageLimits.mostFiles) files are parents of each other")
      }
      let assignments = missing.sorted().map {
        ManifestFileReader.Assignment(path: $0, format: MavenManifest.self)
      }
      for file in try reader.read(assignments) { files[file.path] = file }
      extra.formUnion(missing)
      pending = assignments.map(\.path)
    }
    let lineages = files.keys.sorted().map { ($0, lineage(of: $0)) }
    var byName: [String: [MavenProject]] = [:]
    for (_, lineage) in lineages {
      byName[MavenModel(lineage: lineage, imported: [:]).name] = lineage
    }
    let own = Set(byName.keys)
    for (path, lineage) in lineages where !lineage.isEmpty {
      apply(MavenModel(lineage: lineage, imported: byName), to: path, own: own)
    }
    return files.values.filter { !extra.contains($0.path) }.sorted { $0.path < $1.path }
  }

  private mutating func apply(_ model: MavenModel, to path: String, own: Set<String>) {
    guard case .success(var contents) = files[path]?.outcome else { return }
    do throws(Diagnostics) {
      contents.packages = try model.packages(path: path, own: own)
      files[path]?.outcome = .success(contents)
    } catch {
      let first = error.list.min()
      files[path]?.outcome = .failure(
        Unavailable("\(first?.location.description ?? path): \(first?.message ?? "unreadable")"))
    }
  }

  private func project(at path: String) -> MavenProject? {
    guard case .maven(let project) = files[path]?.contents?.document else { return nil }
    return project
  }

  private func lineage(of path: String) -> [MavenProject] {
    var lineage: [MavenProject] = []
    var seen: Set<String> = []
    var current: String? = path
    while let next = current, seen.insert(next).inserted, lineage.count < Self.longestLineage,
      let project = project(at: next)
    {
      lineage.append(project)
      current = parentPath(of: next)
      // A file at that place that is another project is not the parent.
      if let parent = project.parent, let path = current, let found = self.project(at: path),
        found.artifact != parent.artifact
      {
        current = nil
      }
    }
    return lineage
  }

  /// The path that a file gives for its parent; a folder stands for the `pom.xml` in it.
  private func parentPath(of path: String) -> String? {
    guard let written = project(at: path)?.parent?.path,
      let target = TreePath.resolve(written, from: TreePath.folder(of: path), allowsRoot: true)
    else { return nil }
    if target.hasSuffix(".xml") { return target }
    return TreePath.join(target, MavenManifest.name)
  }
}
