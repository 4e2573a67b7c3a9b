import Model
import Systems

/// Scans a repository's history: objects through the reader of packs, commits and trees through
/// libgit2, both at once.
struct HistoryScan {
  let request: SecretScanRequest
  let collector: SecretCollector
  let context: CollectionContext

  private static let kinds: Set<ObjectKind> = [.blob, .commit, .tag]

  func run() throws(Unavailable) -> SecretScan {
    let store = try ObjectStore(at: try place())
    let scan = ObjectScan(
      store: store, rules: collector.rules, fingerprintKey: collector.fingerprintKey,
      workers: collector.workers)
    guard store.hash == .sha1 else {
      guard request.scope == .history else {
        throw Unavailable(
          "the repository names its objects by SHA-256, of which only everything can be scanned")
      }
      return try UnattributedScan(
        scan: scan, request: request, collector: collector, context: context
      ).run()
    }
    let (source, scanned) =
      request.scope == .history ? try everything(scan) : try part(scan)
    let names = try FileNameScan(of: source, with: collector)
    let attribution = try SecretAttribution(
      source: source, scanned: scanned, names: names, collector: collector, request: request)
    let matches = try attribution.matches()
    let gaps = source.gaps + names.problems + store.problems + self.gaps(in: source, scanned, store)
    let sorted = collector.sort(
      matches, for: request, isComplete: gaps.isEmpty, in: context)
    return SecretScan(
      scope: request.scope, matches: sorted.findings, commits: source.commits.count,
      blobs: source.newBlobs.count, bytes: scanned.bytes, digest: source.digest,
      head: source.head?.id.description, gaps: GapList.bounded(gaps),
      rules: collector.rules.rules.count, rulesDigest: collector.rules.digest,
      lookAlikes: scanned.lookAlikes.count, exceptions: sorted.exceptions)
  }

  /// The folder that all work trees share.
  ///
  /// libgit2 finds it from any folder inside, but knows no repository of SHA-256.
  private func place() throws(Unavailable) -> String {
    do throws(Unavailable) {
      return try GitRepository(at: request.repository).commonFolder ?? request.repository
    } catch {
      if let store = try? ObjectStore(at: request.repository), store.hash == .sha256 {
        return request.repository
      }
      throw error
    }
  }

  /// All objects of the store, while commits and trees tell which of them the history holds.
  private func everything(
    _ scan: ObjectScan
  ) throws(Unavailable) -> (SecretHistory, ScannedObjects) {
    let context = context
    let progress = ByteProgress("history", in: context)
    let scanning = Background { (isAbandoned) throws(Unavailable) in
      try scan.run(
        Self.kinds, wanted: nil, isCancelled: { context.isCancelled || isAbandoned() },
        progress: progress.update)
    }
    do throws(Unavailable) {
      let source = try SecretHistory(at: request.repository, in: context)
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
    _ scan: ObjectScan
  ) throws(Unavailable) -> (SecretHistory, ScannedObjects) {
    let source = try SecretHistory(at: request.repository, scope: request.scope, in: context)
    let wanted = Set(source.newBlobs.map(\.name) + source.commits.map(\.id.name))
    let context = context
    let scanned = try scan.run(
      Self.kinds, wanted: { wanted.contains($0) }, isCancelled: { context.isCancelled },
      progress: ByteProgress("history", in: context).update)
    return (source, scanned)
  }

  /// What the history holds and nobody looked at.
  private func gaps(
    in source: SecretHistory, _ scanned: ScannedObjects, _ store: ObjectStore
  ) -> [String] {
    var gaps = scanned.problems
    for name in source.newBlobs.map(\.name) + source.commits.map(\.id.name) {
      if let reason = scanned.unread[name] {
        gaps.append(reason)
      } else if !store.contains(name) {
        gaps.append(
          "object \(name.description) is not here"
            + (store.isPartialClone ? " (partial clone)" : ""))
      }
    }
    if request.includesUnreachable { gaps += scanned.unread.values }
    return gaps
  }
}

extension SecretHistory {
  /// The blobs that the commits bring in.
  var newBlobs: [GitObjectID] {
    earlierBlobs.isEmpty ? blobs.blobs : blobs.blobs.filter { !earlierBlobs.contains($0) }
  }
}
