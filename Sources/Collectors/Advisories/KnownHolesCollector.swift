import Advisories
import Model

/// Holds the packages of a folder against a database of advisories.
package struct KnownHolesCollector: Collector {
  private let file: AdvisoryFile

  /// - Parameter database: Where the database is, unless a request names another.
  package init(database: String) { file = AdvisoryFile(standardPath: database) }

  package func collect(
    _ request: KnownHolesRequest, in context: CollectionContext
  ) throws(Unavailable) -> KnownHoles {
    let inventory = try context.timed("reading manifests and lockfiles") {
      () throws(Unavailable) -> PackageInventory in
      try PackagesCollector().collect(
        PackagesRequest(folder: request.folder, patterns: request.patterns), in: context)
    }
    return try context.timed("matching packages with advisories") {
      () throws(Unavailable) -> KnownHoles in
      try holes(in: inventory, by: request.database, context)
    }
  }

  private func holes(
    in inventory: PackageInventory, by database: String?, _ context: CollectionContext
  ) throws(Unavailable) -> KnownHoles {
    let (lookup, state) = try file.open(database)
    return try lookup.inOneTransaction { () throws(Unavailable) -> KnownHoles in
      try holes(in: inventory, with: lookup, state, context)
    }
  }

  private func holes(
    in inventory: PackageInventory, with lookup: AdvisoryLookup, _ state: AdvisoryDatabaseState,
    _ context: CollectionContext
  ) throws(Unavailable) -> KnownHoles {
    var places: [PackageIdentity: [Place]] = [:]
    var open: [Package] = []
    for (index, manifest) in inventory.manifests.enumerated() {
      // What a lockfile fixes is looked up there.
      guard manifest.lockfile == nil, let packages = try? manifest.packages.get() else { continue }
      for package in packages {
        guard let version = package.version else {
          if try lookup.isKnown(package.name, in: package.ecosystem) { open.append(package) }
          continue
        }
        let identity = PackageIdentity(
          ecosystem: package.ecosystem, name: package.name, version: version)
        places[identity, default: []].append(Place(manifest: index, package: package))
      }
    }
    try context.checkCancellation()
    let matches = try lookup.matches(for: Array(places.keys)) { context.isCancelled }
    try context.checkCancellation()
    return KnownHoles(
      inventory: inventory, database: state,
      holes: try holes(of: matches, at: places, in: inventory, with: lookup),
      unversioned: open.sorted { ($0.location, $0.name) < ($1.location, $1.name) })
  }

  private struct Place {
    let manifest: Int
    let package: Package
  }

  private func holes(
    of matches: [AdvisoryMatch], at places: [PackageIdentity: [Place]],
    in inventory: PackageInventory, with lookup: AdvisoryLookup
  ) throws(Unavailable) -> [KnownHole] {
    var builder = HoleBuilder(lookup)
    var routes: [Int: DependencyRoutes] = [:]
    var holes: [KnownHole] = []
    for group in builder.groups(of: matches) {
      var occurrences: [HoleOccurrence] = []
      for (identity, records) in Dictionary(grouping: group, by: \.package) {
        let (fixed, doubt) = Self.outcome(of: records)
        for place in places[identity] ?? [] {
          let manifest = place.manifest
          if routes[manifest] == nil {
            let packages = (try? inventory.manifests[manifest].packages.get()) ?? []
            routes[manifest] = DependencyRoutes(packages)
          }
          occurrences.append(
            HoleOccurrence(
              package: place.package, fixed: fixed, doubt: doubt,
              route: routes[manifest]?.route(to: place.package) ?? []))
        }
      }
      occurrences.sort {
        ($0.package.location, $0.package.name, $0.package.version ?? "")
          < ($1.package.location, $1.package.name, $1.package.version ?? "")
      }
      holes.append(try builder.hole(of: group, occurrences: occurrences))
    }
    return holes.sorted { $0.name < $1.name }
  }

  /// Records of one hole may disagree; one that says so is enough, and the latest fix mends all.
  static func outcome(of records: [AdvisoryMatch]) -> (fixed: String?, doubt: String?) {
    let parts = records.map { (record: $0, parts: $0.outcome.parts) }
    let certain = parts.filter { $0.parts.doubt == nil }
    guard !certain.isEmpty else { return (nil, parts.first?.parts.doubt) }
    let fixes = certain.compactMap { entry -> (EcosystemVersion, String)? in
      guard let fixed = entry.parts.fixed,
        let version = EcosystemVersion(fixed, ecosystem: entry.record.package.ecosystem)
      else { return nil }
      return (version, fixed)
    }
    return (fixes.max { $0.0 < $1.0 }?.1 ?? certain.compactMap(\.parts.fixed).first, nil)
  }
}
