import Model
import Systems

/// Reads the manifests and lockfiles of a folder into one inventory of packages.
///
/// Folders of installed, vendored and built things are skipped unless a pattern names them. A
/// manifest brings its lockfile with it and the other way round, whatever the patterns say, since
/// neither tells the whole truth alone.
package struct PackagesCollector: Collector {
  package init() {}

  package func collect(
    _ request: PackagesRequest, in context: CollectionContext
  ) throws(Unavailable) -> PackageInventory {
    try context.inventories.facts(for: request) { () throws(Unavailable) in
      try read(request, in: context)
    }
  }

  private func read(
    _ request: PackagesRequest, in context: CollectionContext
  ) throws(Unavailable) -> PackageInventory {
    let tree = context.trees.tree(at: request.folder)
    let found = try ManifestSearch(tree: tree, patterns: request.patterns).find()
    let reader = ManifestFileReader(tree: tree, context: context)
    let read = try reader.read(found.selected + found.candidates)
    var includes = RequirementIncludes(
      reader: reader, files: read.filter { $0.ecosystem == PythonRequirements.ecosystem })
    var parents = MavenParents(
      reader: reader, files: read.filter { $0.format == MavenManifest.name })
    let others = read.filter {
      $0.ecosystem != PythonRequirements.ecosystem && $0.format != MavenManifest.name
    }
    let files =
      try MSBuildSurroundings(others).resolved() + includes.resolve() + parents.resolve()
    let candidates = Set(found.candidates.map(\.path))
    return try inventory(of: files, selected: Set(files.map(\.path)).subtracting(candidates))
  }

  private func inventory(
    of files: [ManifestFile], selected: Set<String>
  ) throws(Unavailable) -> PackageInventory {
    let count = files.reduce(0) { $0 + ($1.contents?.packages.count ?? 0) }
    guard count <= PackageLimits.mostPackages else {
      throw Unavailable(
        "the manifests name \(count) packages; at most \(PackageLimits.mostPackages) are read")
    }
    let pairing = ManifestPairing(files)
    let shown = selected.union(selected.flatMap(pairing.counterparts))
    return PackageInventory(
      manifests: files.filter { shown.contains($0.path) }.sorted { $0.path < $1.path }
        .map { pairing.manifest(for: $0, selected: selected) })
  }
}
