import Model

/// A commit of the main line that changed a file.
package struct GitPathVersion: Sendable {
  package let commit: GitCommit
  /// Nil when the commit removed the file.
  package let blob: GitObjectID?
}

/// What became of files along the main line.
package struct GitPathHistory: Sendable {
  /// For each path the commits that changed it, oldest first.
  package let versions: [String: [GitPathVersion]]
  package let first: GitCommit?
  package let last: GitCommit?
  /// Whether the walk ended where the clone was cut off.
  package let isCut: Bool
}

extension GitRepository {
  /// Follows HEAD back through first parents: the line on which a change counts from the day it was
  /// merged.
  ///
  /// Paths start at the top of the repository. `shouldStop` is asked at every commit.
  package func mainLine(
    of paths: [String], shouldStop: () -> Bool = { false }
  ) throws(Unavailable) -> GitPathHistory {
    guard let head = try headCommit() else {
      throw Unavailable("the repository has no commits")
    }
    var commits: [GitCommit] = []
    var next: GitObjectID? = head
    var isCut = false
    while let id = next {
      if shouldStop() { throw Unavailable("the history was not read to its end in time") }
      do throws(Unavailable) {
        let commit = try commit(id)
        commits.append(commit)
        next = commit.parents.first
      } catch {
        guard isShallow, !commits.isEmpty else { throw error }
        isCut = true
        next = nil
      }
    }
    commits.reverse()
    var versions: [String: [GitPathVersion]] = [:]
    for path in paths {
      var walker = PathWalker(path: path)
      var previous: GitObjectID?
      for commit in commits {
        if shouldStop() { throw Unavailable("the history was not read to its end in time") }
        let blob = try walker.blob(in: commit.tree, of: self)
        guard blob != previous else { continue }
        versions[path, default: []].append(GitPathVersion(commit: commit, blob: blob))
        previous = blob
      }
    }
    return GitPathHistory(
      versions: versions, first: commits.first, last: commits.last, isCut: isCut)
  }
}

/// Looks one path up in tree after tree, opening only folders that changed since the last one.
private struct PathWalker {
  private let parts: [String]
  /// For each folder on the way, its tree when it was looked at last, and what it led to.
  private var seen: [(tree: GitObjectID, entry: GitTreeEntry?)] = []

  init(path: String) { parts = path.split(separator: "/").map(String.init) }

  mutating func blob(
    in root: GitObjectID, of repository: GitRepository
  ) throws(Unavailable) -> GitObjectID? {
    var tree = root
    for (depth, part) in parts.enumerated() {
      let entry: GitTreeEntry?
      if depth < seen.count, seen[depth].tree == tree {
        entry = seen[depth].entry
      } else {
        entry = try repository.entry(named: part, in: tree)
        seen.removeSubrange(min(depth, seen.count)...)
        seen.append((tree, entry))
      }
      guard let entry else { return nil }
      if depth == parts.count - 1 { return entry.kind == .blob ? entry.id : nil }
      guard entry.kind == .folder else { return nil }
      tree = entry.id
    }
    return nil
  }
}
