import Model
import Systems

/// What of a repository's history a scan has to look at.
struct SecretHistory {
  /// Oldest first.
  let commits: [GitCommit]
  let blobs: HistoryBlobs
  let head: GitCommit?
  /// SHA-256 over the sorted references and their targets.
  let digest: String
  /// What could not be read.
  let gaps: [String]
  /// Blobs that stood there before the commits that are asked for.
  let earlierBlobs: Set<GitObjectID>

  let repository: GitRepository

  /// Walks every commit of the scope.
  init(
    at path: String, scope: SecretScope = .history, in context: CollectionContext
  ) throws(Unavailable) {
    let repository = try GitRepository(at: path)
    self.repository = repository
    let references = try repository.references()
    let headID = try repository.headCommit()
    var tips = HistoryTips()
    let hidden: [GitObjectID]
    switch scope {
    case .range(let from, let to):
      hidden = [try repository.commit(named: from)]
      tips.commits.append(try repository.commit(named: to))
    case .since(let revision):
      hidden = [try repository.commit(named: revision)]
      tips.add(references, head: headID, from: repository)
    case .history, .staged, .workTree, .text:
      hidden = []
      tips.add(references, head: headID, from: repository)
    }
    let earlier =
      hidden.isEmpty ? nil : repository.history(from: hidden) { context.isCancelled }
    let known = Set(earlier?.commits.map(\.id) ?? [])
    let history = repository.history(from: tips.commits, hiding: known) { context.isCancelled }
    try context.checkCancellation()
    commits = history.commits
    head = if let headID { try repository.commit(headID) } else { nil }
    digest = Self.digest(of: references, head: headID)
    let before = Self.trees(before: history, earlier: earlier)
    earlierBlobs = try Self.blobs(standingIn: before.values.sorted(), in: repository, context)
    blobs = try Self.blobs(of: history, after: before, and: tips, in: repository, context)
    let unreadable = hidden.isEmpty ? references.unreadable : []
    var gaps = Self.gaps(
      of: history, isShallow: repository.isShallow, isWhole: hidden.isEmpty)
    gaps += (earlier?.missing ?? []).map { "commit \($0.description) is missing or damaged" }
    gaps += unreadable.map { "reference \($0) cannot be read" }
    gaps += tips.problems + blobs.problems.sorted()
    self.gaps = gaps
  }

  /// What stands in HEAD's tree.
  func headBlobs() -> HistoryBlobs {
    var result = HistoryBlobs()
    if let head { result.add(tree: head.tree, previous: nil, commit: nil, from: repository) }
    return result
  }

  /// The trees of earlier commits that the history begins after, by commit.
  private static func trees(
    before history: GitHistory, earlier: GitHistory?
  ) -> [GitObjectID: GitObjectID] {
    guard let earlier else { return [:] }
    let parents = Set(history.commits.flatMap(\.parents))
    let pairs = earlier.commits.filter { parents.contains($0.id) }.map { ($0.id, $0.tree) }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private static func blobs(
    standingIn trees: [GitObjectID], in repository: GitRepository, _ context: CollectionContext
  ) throws(Unavailable) -> Set<GitObjectID> {
    var blobs = HistoryBlobs()
    var previous: GitObjectID?
    for tree in trees {
      try context.checkCancellation()
      blobs.add(tree: tree, previous: previous, commit: nil, from: repository)
      previous = tree
    }
    return Set(blobs.blobs)
  }

  private static func blobs(
    of history: GitHistory, after earlier: [GitObjectID: GitObjectID], and tips: HistoryTips,
    in repository: GitRepository, _ context: CollectionContext
  ) throws(Unavailable) -> HistoryBlobs {
    var blobs = HistoryBlobs()
    var trees = earlier
    trees.reserveCapacity(history.commits.count + earlier.count)
    for (index, commit) in history.commits.enumerated() {
      try context.checkCancellation()
      let previous = commit.parents.first.flatMap { trees[$0] }
      blobs.add(tree: commit.tree, previous: previous, commit: index, from: repository)
      trees[commit.id] = commit.tree
    }
    for tree in tips.trees {
      blobs.add(tree: tree, previous: nil, commit: nil, from: repository)
    }
    for (blob, name) in tips.blobs { blobs.add(blob: blob, path: name) }
    return blobs
  }

  private static func gaps(
    of history: GitHistory, isShallow: Bool, isWhole: Bool
  ) -> [String] {
    if isShallow, isWhole || !history.missing.isEmpty {
      let count = history.commits.count
      return ["the clone is shallow: what came before its \(count) commits is not here"]
    }
    return history.missing.map { "commit \($0.description) is missing or damaged" }
  }

  private static func digest(of references: GitReferences, head: GitObjectID?) -> String {
    var hasher = DigestHasher()
    hasher.update("HEAD \(head?.description ?? "")\n")
    for reference in references.list {
      hasher.update("\(reference.name) \(reference.target.description)\n")
    }
    return hasher.finish()
  }
}
