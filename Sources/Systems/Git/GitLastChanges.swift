import CGit
import Model

extension GitRepository {
  /// For each path, the commit that gave it the content it has at HEAD.
  ///
  /// From HEAD back, a commit whose file equals a parent's did not change it; the first that equals
  /// none of its parents did. That is what `git log -1 -- path` names.
  ///
  /// - Parameter paths: From the top of the repository, with `/` between parts.
  /// - Returns: The commit of each path, or why it is not known.
  package func lastChanges(of paths: [String]) -> [String: Result<TextFile.Change, Unavailable>] {
    let head: GitCommit
    do throws(Unavailable) {
      guard let id = try headCommit() else {
        return Self.all(paths, Unavailable("not committed: the repository has no commits"))
      }
      head = try commit(id)
    } catch { return Self.all(paths, error) }
    var results: [String: Result<TextFile.Change, Unavailable>] = [:]
    var pending: [GitObjectID: [String]] = [:]
    for path in Set(paths) {
      do throws(Unavailable) {
        guard try object(at: path, in: head.tree) != nil else {
          throw Unavailable("\(path) is not committed")
        }
        if isModified(path) { throw Unavailable("\(path) has changes that are not committed") }
        pending[head.id, default: []].append(path)
      } catch { results[path] = .failure(error) }
    }
    while let (id, paths) = pending.popFirst() {
      follow(paths, from: id, pending: &pending, results: &results)
    }
    return results
  }

  /// Moves every path on to a parent that has the same content, or settles it.
  private func follow(
    _ paths: [String], from id: GitObjectID, pending: inout [GitObjectID: [String]],
    results: inout [String: Result<TextFile.Change, Unavailable>]
  ) {
    do throws(Unavailable) {
      let current = try commit(id)
      let parents = try current.parents.map { parent throws(Unavailable) in try commit(parent) }
      for path in paths {
        do throws(Unavailable) {
          if let parent = try unchanged(path, in: current, among: parents) {
            pending[parent, default: []].append(path)
          } else {
            let change = TextFile.Change(commit: id.description, date: current.committedAt)
            results[path] = .success(change)
          }
        } catch { results[path] = .failure(error) }
      }
    } catch {
      let reason =
        isShallow
        ? Unavailable("the clone is shallow and does not reach the last change") : error
      for path in paths { results[path] = .failure(reason) }
    }
  }

  private func unchanged(
    _ path: String, in commit: GitCommit, among parents: [GitCommit]
  ) throws(Unavailable) -> GitObjectID? {
    for parent in parents {
      if parent.tree == commit.tree { return parent.id }
      if try isSame(path, in: commit.tree, parent.tree) { return parent.id }
    }
    return nil
  }

  /// Whether a path leads to the same object in two trees, deeper folders being opened only while
  /// they differ.
  private func isSame(
    _ path: String, in left: GitObjectID, _ right: GitObjectID
  ) throws(Unavailable) -> Bool {
    var left = left
    var right = right
    for part in path.split(separator: "/") {
      let mine = try entry(named: String(part), in: left)
      let theirs = try entry(named: String(part), in: right)
      guard let mine, let theirs, mine.kind == theirs.kind else { return false }
      if mine.id == theirs.id { return true }
      left = mine.id
      right = theirs.id
      guard mine.kind == .folder else { return false }
    }
    return false
  }

  /// The object that a path leads to in a tree.
  package func object(
    at path: String, in tree: GitObjectID
  ) throws(Unavailable) -> GitTreeEntry? {
    var current = tree
    var found: GitTreeEntry?
    for part in path.split(separator: "/") {
      if let found, found.kind != .folder { return nil }
      found = try entry(named: String(part), in: current)
      guard let found else { return nil }
      current = found.id
    }
    return found
  }

  /// Whether the file in the work tree or in the index is not the one at HEAD.
  private func isModified(_ path: String) -> Bool {
    guard !isBare else { return false }
    var status: UInt32 = 0
    // A path that git cannot judge, such as a folder, counts as committed: its tree was found.
    return unsafe git_status_file(&status, handle, path) == 0 && status != 0
  }

  private static func all(
    _ paths: [String], _ reason: Unavailable
  ) -> [String: Result<TextFile.Change, Unavailable>] {
    let pairs = Set(paths).map {
      ($0, Result<TextFile.Change, Unavailable>.failure(reason))
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
