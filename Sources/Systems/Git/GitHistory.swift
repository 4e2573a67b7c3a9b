import Model

/// The commits that a set of tips leads to, oldest first.
package struct GitHistory: Sendable {
  /// A parent comes before its children; commits that are not related come by date, then by name.
  package let commits: [GitCommit]
  /// Commits that are named as parents but are not here.
  package let missing: [GitObjectID]
}

extension GitRepository {
  /// Walks back from the tips through every parent.
  ///
  /// - Parameters:
  ///   - tips: Where the walk begins.
  ///   - hidden: Commits that are left out, with what only they lead to.
  ///   - shouldStop: Asked at every commit; true ends the walk early.
  /// - Returns: The commits that are here, and those that should be.
  package func history(
    from tips: [GitObjectID], hiding hidden: Set<GitObjectID> = [],
    shouldStop: () -> Bool = { false }
  ) -> GitHistory {
    var commits: [GitObjectID: GitCommit] = [:]
    var missing: Set<GitObjectID> = []
    var pending = tips
    while let id = pending.popLast(), !shouldStop() {
      guard commits[id] == nil, !hidden.contains(id), !missing.contains(id) else { continue }
      do {
        let commit = try commit(id)
        commits[id] = commit
        pending.append(contentsOf: commit.parents)
      } catch {
        missing.insert(id)
      }
    }
    return GitHistory(commits: Self.oldestFirst(commits), missing: missing.sorted())
  }

  /// Kahn's order with the oldest of the ready commits next.
  private static func oldestFirst(_ commits: [GitObjectID: GitCommit]) -> [GitCommit] {
    var children: [GitObjectID: [GitObjectID]] = [:]
    var waiting: [GitObjectID: Int] = [:]
    var ready = OrderedHeap<Ready>()
    for commit in commits.values {
      let parents = Set(commit.parents).filter { commits[$0] != nil }
      for parent in parents { children[parent, default: []].append(commit.id) }
      waiting[commit.id] = parents.count
      if parents.isEmpty { ready.insert(Ready(commit)) }
    }
    var ordered: [GitCommit] = []
    ordered.reserveCapacity(commits.count)
    while let next = ready.removeFirst() {
      ordered.append(next.commit)
      for child in children[next.commit.id] ?? [] {
        let left = (waiting[child] ?? 1) - 1
        waiting[child] = left
        if left == 0, let commit = commits[child] { ready.insert(Ready(commit)) }
      }
    }
    return ordered
  }

  private struct Ready: Comparable {
    let commit: GitCommit

    init(_ commit: GitCommit) { self.commit = commit }

    static func < (left: Ready, right: Ready) -> Bool {
      (left.commit.committedAt, left.commit.id) < (right.commit.committedAt, right.commit.id)
    }
  }
}
