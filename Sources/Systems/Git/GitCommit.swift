import CGit
import Model

/// One commit: what the scans need of it.
package struct GitCommit: Hashable, Sendable {
  package let id: GitObjectID
  package let tree: GitObjectID
  package let parents: [GitObjectID]
  /// The committer's date: when it became part of the history.
  package let committedAt: Instant
}

extension GitRepository {
  /// Reads one commit.
  package func commit(_ id: GitObjectID) throws(Unavailable) -> GitCommit {
    var pointer: OpaquePointer?
    var raw = id.raw
    try GitLibrary.check(
      unsafe git_commit_lookup(&pointer, handle, &raw), "commit \(id.description)")
    guard let commit = unsafe pointer else {
      throw Unavailable("commit \(id.description) could not be read")
    }
    // Freed on every way out; nothing below outlives it, identifiers are copied.
    defer { unsafe git_commit_free(commit) }
    guard let tree = unsafe git_commit_tree_id(commit) else {
      throw Unavailable("commit \(id.description) has no tree")
    }
    var parents: [GitObjectID] = []
    for index in unsafe 0..<git_commit_parentcount(commit) {
      guard let parent = unsafe git_commit_parent_id(commit, index) else { continue }
      parents.append(GitObjectID(unsafe parent.pointee))
    }
    return GitCommit(
      id: id, tree: GitObjectID(unsafe tree.pointee), parents: parents,
      committedAt: Instant(seconds: Int(unsafe git_commit_time(commit))))
  }
}
