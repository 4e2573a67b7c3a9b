import Model
import Systems

/// Scans a repository's history: what commits and trees hold is worked out while the objects are
/// scanned.
struct HistoryScan {
  let request: SecretScanRequest
  let collector: SecretCollector
  let context: CollectionContext

  private static let kinds: Set<ObjectKind> = [.blob, .commit, .tag]

  func run() throws(Unavailable) -> SecretScan {
    let outcome = try outcome()
    let sorted = collector.sort(
      outcome.matches, for: request, isComplete: outcome.gaps.isEmpty, in: context)
    return SecretScan(
      scope: request.scope, matches: sorted.findings, commits: outcome.commits,
      blobs: outcome.blobs, bytes: outcome.bytes, digest: outcome.digest, head: outcome.head,
      gaps: GapList.bounded(outcome.gaps), rules: collector.rules.rules.count,
      rulesDigest: collector.rules.digest, lookAlikes: outcome.lookAlikes,
      exceptions: sorted.exceptions)
  }

  /// What an earlier run came to in the same state, or a new one comes to.
  private func outcome() throws(Unavailable) -> HistoryOutcome {
    let folders = try RepositoryFolders.discover(from: request.repository)
    let references = try RepositoryReferences(of: folders)
    guard let folder = collector.cache else {
      return try outcome(of: folders, references, cache: nil)
    }
    let cache = SecretScanCache(folder, of: folders, rulesDigest: collector.rules.digest)
    guard request.scope == .history else {
      return try outcome(of: folders, references, cache: cache)
    }
    let unreachable = request.includesUnreachable
    // Told before anything is read, so that what changes meanwhile is looked at by the next run.
    let state = folders.state(references)
    if let known = cache.outcome(in: state, unreachable: unreachable) { return known }
    let outcome = try outcome(of: folders, references, cache: cache)
    cache.keep(outcome, in: state, unreachable: unreachable)
    return outcome
  }

  private func outcome(
    of folders: RepositoryFolders, _ references: RepositoryReferences, cache: SecretScanCache?
  ) throws(Unavailable) -> HistoryOutcome {
    let store = ObjectStore(folders)
    let history = try history(of: store)
    let known = cache?.objects() ?? KnownObjects(hash: store.hash)
    var scan = ObjectScan(
      catalog: history.catalog, rules: collector.rules, fingerprintKey: collector.fingerprintKey,
      workers: collector.workers)
    scan.tellsVisited = cache != nil
    let (source, found) =
      request.scope == .history
      ? try everything(scan, history, references, besides: known)
      : try part(scan, history, references, besides: known)
    var scanned = found
    let isPresent = { (name: ObjectName) in
      history.number(of: name).map { history.isPresent($0) } ?? false
    }
    if let cache, !scanned.visited.isEmpty {
      cache.keep(known.adding(scanned, where: isPresent))
    }
    let asked =
      request.scope == .history
      ? nil : Set((source.newBlobs + source.commits).compactMap { history.name(of: $0) })
    for (name, told) in known.told where asked?.contains(name) ?? isPresent(name) {
      scanned.add(told.scan, of: name, kind: told.kind)
    }
    return try outcome(of: source, scanned, store)
  }

  private func outcome(
    of source: SecretHistory, _ scanned: ScannedObjects, _ store: ObjectStore
  ) throws(Unavailable) -> HistoryOutcome {
    let names = try FileNameScan(of: source, with: collector)
    let attribution = try SecretAttribution(
      source: source, scanned: scanned, names: names, collector: collector, request: request)
    var outcome = HistoryOutcome()
    outcome.matches = try attribution.matches()
    outcome.gaps =
      source.gaps + names.problems + store.problems + gaps(in: source, scanned, store)
    outcome.commits = source.commits.count
    outcome.blobs = source.newBlobs.count
    outcome.bytes = scanned.bytes
    outcome.digest = source.digest
    outcome.head = source.head.map { source.description(of: $0) }
    outcome.lookAlikes = scanned.lookAlikes.count
    outcome.isLasting =
      scanned.unread.isEmpty && scanned.told.values.allSatisfy { $0.scan.isLasting }
      && names.problems.isEmpty && store.problems.isEmpty && source.gaps.isEmpty
    return outcome
  }

  private func history(of store: ObjectStore) throws(Unavailable) -> StoredHistory {
    let context = context
    do throws(Unavailable) {
      let catalog = try ObjectCatalog(
        store, workers: collector.workers, isCancelled: { context.isCancelled })
      return try StoredHistory(
        catalog, workers: collector.workers, isCancelled: { context.isCancelled })
    } catch {
      try context.checkCancellation()
      throw error
    }
  }

  /// All objects of the store, while commits and trees tell which of them the history holds.
  private func everything(
    _ scan: ObjectScan, _ history: StoredHistory, _ references: RepositoryReferences,
    besides known: KnownObjects
  ) throws(Unavailable) -> (SecretHistory, ScannedObjects) {
    let context = context
    let isNew: @Sendable (ObjectName) -> Bool = { !known.contains($0) }
    let wanted = known.count == 0 ? nil : isNew
    let progress = ByteProgress("history", in: context)
    let scanning = Background { (isAbandoned) throws(Unavailable) in
      try scan.run(
        Self.kinds, wanted: wanted, isCancelled: { context.isCancelled || isAbandoned() },
        progress: progress.update)
    }
    do throws(Unavailable) {
      let source = try SecretHistory(of: history, references, in: context)
      let scanned = try scanning.wait()
      try context.checkCancellation()
      return (source, scanned)
    } catch {
      scanning.abandon()
      try context.checkCancellation()
      throw error
    }
  }

  /// The objects that the commits of a part bring in.
  private func part(
    _ scan: ObjectScan, _ history: StoredHistory, _ references: RepositoryReferences,
    besides known: KnownObjects
  ) throws(Unavailable) -> (SecretHistory, ScannedObjects) {
    let revisions = RevisionReader(
      repository: request.repository, history: history, references: references)
    let source = try SecretHistory(
      of: history, references, revisions: try revisions.read(request.scope), in: context)
    let wanted = Set((source.newBlobs + source.commits).compactMap { history.name(of: $0) })
    let context = context
    let scanned = try scan.run(
      Self.kinds, wanted: { wanted.contains($0) && !known.contains($0) },
      isCancelled: { context.isCancelled },
      progress: ByteProgress("history", in: context).update)
    return (source, scanned)
  }

  /// What the history holds and nobody looked at.
  private func gaps(
    in source: SecretHistory, _ scanned: ScannedObjects, _ store: ObjectStore
  ) -> [String] {
    var gaps = scanned.problems
    for number in source.newBlobs + source.commits {
      let isPresent = source.history.isPresent(number)
      if isPresent, scanned.unread.isEmpty { continue }
      guard let name = source.history.name(of: number) else { continue }
      if let reason = scanned.unread[name] {
        gaps.append(reason)
      } else if !isPresent {
        gaps.append(
          "object \(name.description) is not here"
            + (store.isPartialClone ? " (partial clone)" : ""))
      }
    }
    if request.includesUnreachable { gaps += scanned.unread.values }
    return gaps
  }
}
