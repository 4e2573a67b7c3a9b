import Model
import Resources
import Systems

/// Looks for names of vendors' hosts, OAuth scopes and environment variables in the files of a folder.
///
/// Lockfiles are left out, since they name where packages come from; what they contain is asked of
/// the packages themselves.
package struct VendorSightingsCollector: Collector {
  private static let largestFile = 4 << 20
  private static let mostGaps = 20

  private let library: ResourceLibrary

  package init(library: ResourceLibrary) { self.library = library }

  package func collect(
    _ request: VendorSightingsRequest, in context: CollectionContext
  ) throws(Unavailable) -> VendorSightings {
    let vendors: [Vendor]
    do throws(Diagnostics) {
      vendors = try VendorCatalog.load(from: library)
    } catch {
      throw Unavailable("the list of vendors is broken: \(error.list.first?.description ?? "")")
    }
    let tree = context.trees.tree(at: request.folder)
    let paths = try paths(of: request, in: tree)
    let signs = VendorSigns(vendors)
    try context.checkCancellation()
    let scans = ParallelMap.map(paths, inStretchesOf: 16) { path in
      context.isCancelled ? .failure(Unavailable("cancelled")) : scan(path, in: tree, with: signs)
    }
    try context.checkCancellation()
    var sightings: [VendorSighting] = []
    var gaps: [String] = []
    for scan in scans {
      switch scan {
      case .success(let found): sightings += found
      case .failure(let reason): gaps.append(reason.reason)
      }
    }
    sightings.sort { ($0.vendor, $0.location, $0.text) < ($1.vendor, $1.location, $1.text) }
    if gaps.count > Self.mostGaps {
      gaps = gaps.prefix(Self.mostGaps) + ["\(gaps.count - Self.mostGaps) more files"]
    }
    return VendorSightings(
      vendors: vendors, sightings: sightings, filesRead: paths.count - gaps.count, gaps: gaps)
  }

  private func paths(
    of request: VendorSightingsRequest, in tree: FileTree
  ) throws(Unavailable) -> [String] {
    let patterns = try PatternList.parse(request.patterns)
    let exceptions = try PatternList.parse(request.exceptions)
    let named = Set(request.patterns.flatMap { $0.split(separator: "/").map(String.init) })
    let skipped = ManifestSearch.skippedFolders.subtracting(named)
    return try tree.files(
      where: { path in
        guard ManifestFormats.format(of: path)?.isLockfile != true,
          ManifestFormats.unreadFormat(of: path)?.isLockfile != true
        else { return false }
        return (patterns.isEmpty || patterns.contains { $0.matches(path) })
          && !exceptions.contains { $0.matches(path) }
      }, entering: { !skipped.contains(TreePath.name(of: $0)) })
  }

  /// Files that are no text hold no names to read; a link out of the tree is no part of it.
  private func scan(
    _ path: String, in tree: FileTree, with signs: VendorSigns
  ) -> Result<[VendorSighting], Unavailable> {
    do throws(Unavailable) {
      let bytes = try tree.read(path, limit: Self.largestFile)
      guard !bytes.prefix(8_192).contains(0) else { return .success([]) }
      var scan = VendorFileScan(
        signs: signs, path: path, purpose: VendorFileKind.purpose(of: path),
        isSettings: VendorFileKind.isSettings(path))
      scan.read(bytes)
      return .success(scan.sightings)
    } catch {
      return .failure(error)
    }
  }
}
