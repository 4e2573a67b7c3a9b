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

  private let repository: GitRepository

  /// Walks every commit that a reference or HEAD leads to.
  init(at path: String, in context: CollectionContext) throws(Unavailable) {
    repository = try GitRepository(at: path)
    let references = try repository.references()
    let headID = try repository.headCommit()
    var tips = Tips()
    for reference in references.list { tips.add(reference, from: repository) }
    if let headID { tips.commits.append(headID) }
    let history = repository.history(from: tips.commits) { context.isCancelled }
    try context.checkCancellation()
    commits = history.commits
    head = history.commits.first { $0.id == headID }
    digest = Self.digest(of: references, head: headID)
    blobs = try Self.blobs(of: history, and: tips, in: repository, context)
    gaps =
      Self.gaps(of: history, isShallow: repository.isShallow)
      + references.unreadable.map { "reference \($0) cannot be read" } + tips.problems
      + blobs.problems.sorted()
  }

  /// What stands in HEAD's tree.
  func headBlobs() -> HistoryBlobs {
    var result = HistoryBlobs()
    if let head { result.add(tree: head.tree, previous: nil, commit: nil, from: repository) }
    return result
  }

  private static func blobs(
    of history: GitHistory, and tips: Tips, in repository: GitRepository,
    _ context: CollectionContext
  ) throws(Unavailable) -> HistoryBlobs {
    var blobs = HistoryBlobs()
    var trees: [GitObjectID: GitObjectID] = [:]
    trees.reserveCapacity(history.commits.count)
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

  private static func gaps(of history: GitHistory, isShallow: Bool) -> [String] {
    if isShallow {
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

/// What references lead to, by kind.
private struct Tips {
  var commits: [GitObjectID] = []
  private(set) var trees: [GitObjectID] = []
  private(set) var blobs: [(GitObjectID, String)] = []
  private(set) var problems: [String] = []

  mutating func add(_ reference: GitReference, from repository: GitRepository) {
    do throws(Unavailable) {
      switch try repository.tip(of: reference.target) {
      case .commit(let id): commits.append(id)
      case .tree(let id): trees.append(id)
      case .blob(let id): blobs.append((id, reference.name))
      case nil: break
      }
    } catch {
      problems.append("\(reference.name): \(error.reason)")
    }
  }
}
