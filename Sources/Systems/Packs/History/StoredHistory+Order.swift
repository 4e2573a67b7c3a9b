/// The commits that a set of tips leads to.
package struct ReachedCommits: Sendable {
  /// Oldest first: a parent comes before its children; those that are not related come by date, then
  /// by name.
  package let commits: [Int32]
  /// Commits that are named as parents but are not here, or cannot be read.
  package let missing: [Int32]
}

extension StoredHistory {
  /// Walks back from the tips through every parent.
  ///
  /// - Parameters:
  ///   - tips: Where the walk begins.
  ///   - hidden: Commits that are left out, with what only they lead to.
  /// - Returns: The commits that are here, and those that should be.
  package func reached(
    from tips: [Int32], hiding hidden: [Int32] = []
  ) -> ReachedCommits {
    var isKnown = [Bool](repeating: false, count: count)
    for number in hidden where isKnown.indices.contains(Int(number)) { isKnown[Int(number)] = true }
    var commits: [Int32] = []
    var missing: [Int32] = []
    var pending = tips
    while let number = pending.popLast() {
      guard isKnown.indices.contains(Int(number)), !isKnown[Int(number)] else { continue }
      isKnown[Int(number)] = true
      if let commit = commit(number) {
        commits.append(number)
        pending += commit.parents
      } else {
        missing.append(number)
      }
    }
    return ReachedCommits(commits: oldestFirst(commits), missing: missing)
  }

  /// Kahn's order with the oldest of the ready commits next.
  private func oldestFirst(_ commits: [Int32]) -> [Int32] {
    let ranked = byDate(commits)
    var ranks = [Int32](repeating: -1, count: count)
    for (rank, number) in ranked.enumerated() {
      ranks[Int(number)] = Int32(truncatingIfNeeded: rank)
    }
    let parents = ranked.map { number in
      Set(commit(number)?.parents ?? []).map { ranks[Int($0)] }.filter { $0 >= 0 }
    }
    var waiting = parents.map(\.count)
    var children = [[Int32]](repeating: [], count: ranked.count)
    for (rank, parents) in parents.enumerated() {
      for parent in parents { children[Int(parent)].append(Int32(truncatingIfNeeded: rank)) }
    }
    var ready = OrderedHeap<Int32>()
    for rank in ranked.indices where waiting[rank] == 0 {
      ready.insert(Int32(truncatingIfNeeded: rank))
    }
    var ordered: [Int32] = []
    ordered.reserveCapacity(ranked.count)
    while let rank = ready.removeFirst() {
      ordered.append(ranked[Int(rank)])
      for child in children[Int(rank)] {
        waiting[Int(child)] -= 1
        if waiting[Int(child)] == 0 { ready.insert(child) }
      }
    }
    return ordered
  }

  private func byDate(_ commits: [Int32]) -> [Int32] {
    let dated = commits.compactMap { number in
      commit(number).flatMap { commit in
        name(of: number).map { (date: commit.committedAt, name: $0, number: number) }
      }
    }
    return dated.sorted { ($0.date, $0.name) < ($1.date, $1.name) }.map(\.number)
  }
}
