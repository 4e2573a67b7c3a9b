import Model
import Systems

/// What of a repository's history a scan has to look at.
struct SecretHistory {
  /// Numbers, oldest first.
  let commits: [Int32]
  let blobs: HistoryBlobs
  /// The commit that HEAD leads to.
  let head: Int32?
  /// SHA-256 over the sorted references and their targets.
  let digest: String
  /// What could not be read.
  let gaps: [String]
  /// Blobs that stood there before the commits that are asked for.
  let earlierBlobs: Set<Int32>

  let history: StoredHistory

  /// Walks every commit of the scope.
  init(
    of history: StoredHistory, _ references: RepositoryReferences, revisions: Revisions? = nil,
    in context: CollectionContext
  ) throws(Unavailable) {
    self.history = history
    var tips = HistoryTips()
    if let end = revisions?.end {
      tips.commits.append(end)
    } else {
      tips.add(references, in: history)
    }
    let earlier = revisions.map { history.reached(from: [$0.begin]) }
    let reached = history.reached(from: tips.commits, hiding: earlier?.commits ?? [])
    try context.checkCancellation()
    commits = reached.commits
    head = try Self.head(references, in: history)
    digest = Self.digest(of: references)
    let before = Self.trees(before: reached, earlier: earlier, in: history)
    earlierBlobs = try Self.blobs(standingIn: Set(before.values).sorted(), in: history, context)
    blobs = try Self.blobs(of: reached, after: before, and: tips, in: history, context)
    var gaps = Self.gaps(of: reached, in: history, isWhole: revisions == nil)
    gaps += (earlier?.missing ?? []).map { Self.missing($0, in: history) }
    if revisions == nil {
      gaps += references.unreadable.map { "reference \($0) cannot be read" }
    }
    gaps += tips.problems + blobs.problems.sorted()
    self.gaps = gaps
  }

  /// Between which commits a part of the history lies.
  struct Revisions {
    /// What it leads to is not looked at.
    let begin: Int32
    /// Nil for everything that has a name.
    let end: Int32?
  }

  /// What stands in HEAD's tree.
  func headBlobs() -> HistoryBlobs {
    var result = HistoryBlobs(of: history)
    if let tree = head.flatMap({ history.commit($0) })?.tree {
      result.add(tree: tree, previous: nil, commit: nil)
    }
    return result
  }

  /// The blobs that the commits bring in.
  var newBlobs: [Int32] {
    earlierBlobs.isEmpty ? blobs.blobs : blobs.blobs.filter { !earlierBlobs.contains($0) }
  }

  /// What an object is called.
  func description(of number: Int32) -> String { history.name(of: number)?.description ?? "" }

  private static func head(
    _ references: RepositoryReferences, in history: StoredHistory
  ) throws(Unavailable) -> Int32? {
    guard let head = references.head else { return nil }
    guard let number = history.number(of: head), history.commit(number) != nil else {
      throw Unavailable("commit \(head.description), which HEAD names, is missing or damaged")
    }
    return number
  }

  /// The trees of earlier commits that the history begins after, by commit.
  private static func trees(
    before reached: ReachedCommits, earlier: ReachedCommits?, in history: StoredHistory
  ) -> [Int32: Int32] {
    guard let earlier else { return [:] }
    let parents = Set(reached.commits.flatMap { history.commit($0)?.parents ?? [] })
    let pairs = earlier.commits.filter { parents.contains($0) }
      .compactMap { commit in history.commit(commit).map { (commit, $0.tree) } }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private static func blobs(
    standingIn trees: [Int32], in history: StoredHistory, _ context: CollectionContext
  ) throws(Unavailable) -> Set<Int32> {
    guard !trees.isEmpty else { return [] }
    var blobs = HistoryBlobs(of: history)
    var previous: Int32?
    for tree in trees {
      try context.checkCancellation()
      blobs.add(tree: tree, previous: previous, commit: nil)
      previous = tree
    }
    return Set(blobs.blobs)
  }

  private static func blobs(
    of reached: ReachedCommits, after earlier: [Int32: Int32], and tips: HistoryTips,
    in history: StoredHistory, _ context: CollectionContext
  ) throws(Unavailable) -> HistoryBlobs {
    var blobs = HistoryBlobs(of: history)
    var isAdded = Set(earlier.keys)
    for (index, number) in reached.commits.enumerated() {
      if index % 64 == 0 { try context.checkCancellation() }
      guard let commit = history.commit(number) else { continue }
      let parent = commit.parents.first.flatMap { isAdded.contains($0) ? $0 : nil }
      blobs.add(
        tree: commit.tree, previous: parent.flatMap { history.commit($0)?.tree }, commit: index)
      isAdded.insert(number)
    }
    for tree in tips.trees { blobs.add(tree: tree, previous: nil, commit: nil) }
    for (blob, name) in tips.blobs { blobs.add(blob: blob, path: name) }
    return blobs
  }

  private static func gaps(
    of reached: ReachedCommits, in history: StoredHistory, isWhole: Bool
  ) -> [String] {
    if history.catalog.store.isShallow, isWhole || !reached.missing.isEmpty {
      let count = reached.commits.count
      return ["the clone is shallow: what came before its \(count) commits is not here"]
    }
    return reached.missing.map { missing($0, in: history) }
  }

  private static func missing(_ commit: Int32, in history: StoredHistory) -> String {
    "commit \(history.name(of: commit)?.description ?? "") is missing or damaged"
  }

  private static func digest(of references: RepositoryReferences) -> String {
    var hasher = DigestHasher()
    hasher.update("HEAD \(references.head?.description ?? "")\n")
    for reference in references.list {
      hasher.update("\(reference.name) \(reference.target.description)\n")
    }
    return hasher.finish()
  }
}
