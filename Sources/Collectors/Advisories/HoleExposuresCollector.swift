import Advisories
import Model
import Systems

/// Follows the lockfiles of a repository along its main line and tells for how long each known hole
/// was in them.
package struct HoleExposuresCollector: Collector {
  private let file: AdvisoryFile

  /// - Parameter database: Where the database is, unless a request names another.
  package init(database: String) { file = AdvisoryFile(standardPath: database) }

  package func collect(
    _ request: HoleExposuresRequest, in context: CollectionContext
  ) throws(Unavailable) -> HoleExposures {
    let inventory = try PackagesCollector().collect(
      PackagesRequest(folder: request.folder, patterns: request.patterns), in: context)
    // Without a database the history tells nothing.
    let (lookup, state) = try file.open(request.database)
    let repository = try GitRepository(at: request.folder)
    let prefix = try GitLastChangeReader.prefix(of: request.folder, in: repository)
    var gaps: [String] = []
    let paths = Self.lockfiles(of: inventory, gaps: &gaps)
    let line = try context.timed("walking the main line") {
      () throws(Unavailable) -> GitPathHistory in
      try repository.mainLine(of: paths.map { prefix + $0 }) { context.isCancelled }
    }
    if line.isCut { gaps.append("the clone is shallow: what came before it is not known") }
    var histories: [LockfileHistory] = []
    for path in paths {
      guard let format = ManifestFormats.format(of: path) else { continue }
      let versions = line.versions[prefix + path] ?? []
      guard !versions.isEmpty else {
        gaps.append("\(path) is not committed on the main line")
        continue
      }
      let history = try context.timed("reading \(versions.count) versions of \(path)") {
        () throws(Unavailable) -> LockfileHistory in
        try LockfileHistory.read(
          path, versions: versions, format: format, from: repository, in: context)
      }
      gaps += history.gaps
      histories.append(history)
    }
    let exposures = try context.timed("matching packages with advisories") {
      () throws(Unavailable) -> [HoleExposure] in
      try lookup.inOneTransaction { () throws(Unavailable) -> [HoleExposure] in
        try self.exposures(in: histories, with: lookup, context)
      }
    }
    return HoleExposures(
      database: state, exposures: exposures,
      lockfiles: Dictionary(
        histories.map { ($0.path, $0.moments.count) }, uniquingKeysWith: { first, _ in first }),
      ecosystems: Set(histories.flatMap { $0.spans.map(\.ecosystem) }).sorted(), gaps: gaps,
      firstCommit: line.first.map(Self.moment), lastCommit: line.last.map(Self.moment))
  }

  /// The files that fix versions: lockfiles, and manifests without one that name exact versions.
  private static func lockfiles(
    of inventory: PackageInventory, gaps: inout [String]
  ) -> [String] {
    inventory.manifests.compactMap { manifest in
      guard manifest.lockfile == nil else { return nil }
      switch manifest.packages {
      case .failure(let reason):
        gaps.append("\(manifest.path): \(reason.reason)")
        return nil
      case .success(let packages):
        return manifest.isLockfile || packages.contains { $0.version != nil } ? manifest.path : nil
      }
    }
  }

  private static func moment(_ commit: GitCommit) -> CommitMoment {
    CommitMoment(commit: commit.id.description, date: commit.committedAt)
  }

  private func exposures(
    in histories: [LockfileHistory], with lookup: AdvisoryLookup, _ context: CollectionContext
  ) throws(Unavailable) -> [HoleExposure] {
    let identities = Set(histories.flatMap { $0.spans.map(\.identity) })
    let matches = try lookup.matches(for: Array(identities)) { context.isCancelled }
    try context.checkCancellation()
    var builder = HoleBuilder(lookup)
    var found: [HoleExposure] = []
    for group in builder.groups(of: matches) {
      let hole = try builder.hole(of: group, occurrences: [])
      let records = Dictionary(grouping: group, by: \.package)
      for history in histories {
        for stretch in Self.stretches(of: history, with: records) {
          found.append(try exposure(stretch, of: hole, in: history, with: lookup))
        }
      }
    }
    return found.sorted {
      ($0.since.date, $0.hole.name, $0.lockfile, $0.package)
        < ($1.since.date, $1.hole.name, $1.lockfile, $1.package)
    }
  }

  /// Versions with the hole that follow each other without a clean state between them.
  private struct Stretch {
    var spans: [PackageSpan]
    var records: [AdvisoryMatch]
    var start: Int
    var end: Int?
  }

  private static func stretches(
    of history: LockfileHistory, with records: [PackageIdentity: [AdvisoryMatch]]
  ) -> [Stretch] {
    let affected = history.spans.filter { records[$0.identity] != nil }
    var stretches: [Stretch] = []
    for (_, spans) in Dictionary(grouping: affected, by: { $0.identity.key }) {
      var current: Stretch?
      for span in spans.sorted(by: { $0.start < $1.start }) {
        let matches = records[span.identity] ?? []
        if var open = current, open.end.map({ span.start <= $0 }) ?? true {
          open.spans.append(span)
          open.records += matches
          open.end = open.end.flatMap { end in span.end.map { max($0, end) } }
          current = open
        } else {
          if let current { stretches.append(current) }
          current = Stretch(spans: [span], records: matches, start: span.start, end: span.end)
        }
      }
      if let current { stretches.append(current) }
    }
    return stretches
  }

  private func exposure(
    _ stretch: Stretch, of hole: KnownHole, in history: LockfileHistory,
    with lookup: AdvisoryLookup
  ) throws(Unavailable) -> HoleExposure {
    let first = stretch.spans[0]
    let (fixed, doubt) = KnownHolesCollector.outcome(of: stretch.records)
    var versions: [String] = []
    for span in stretch.spans where !versions.contains(span.version) {
      versions.append(span.version)
    }
    return HoleExposure(
      hole: hole, lockfile: history.path, ecosystem: first.ecosystem, package: first.name,
      versions: versions, isDevelopment: stretch.spans.allSatisfy(\.isDevelopment),
      since: history.moments[stretch.start],
      until: stretch.end.flatMap {
        history.moments.indices.contains($0) ? history.moments[$0] : nil
      },
      fixed: fixed,
      fixReleased: try fixed.flatMap { version throws(Unavailable) in
        try lookup.release(of: version, package: first.name, in: first.ecosystem)
      }, doubt: doubt)
  }
}

extension PackageSpan {
  var identity: PackageIdentity {
    PackageIdentity(ecosystem: ecosystem, name: name, version: version)
  }
}
