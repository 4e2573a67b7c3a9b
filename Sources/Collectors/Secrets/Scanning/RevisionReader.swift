import Model
import Systems

/// Finds the commits that a scope names.
struct RevisionReader {
  let repository: String
  let history: StoredHistory
  let references: RepositoryReferences

  /// The commits between which a scope lies.
  ///
  /// - Returns: Nil for a scope that is no part of the history.
  /// - Throws: `Unavailable` when a revision does not name a commit.
  func read(_ scope: SecretScope) throws(Unavailable) -> SecretHistory.Revisions? {
    switch scope {
    case .since(let revision):
      SecretHistory.Revisions(begin: try commit(named: revision), end: nil)
    case .range(let begin, let end):
      SecretHistory.Revisions(begin: try commit(named: begin), end: try commit(named: end))
    case .history, .staged, .workTree, .text: nil
    }
  }

  /// What git's own rules for names say, in a repository that libgit2 knows; in one that names its
  /// objects by SHA-256 a reference or a whole name.
  private func commit(named revision: String) throws(Unavailable) -> Int32 {
    let name: ObjectName?
    if references.hash == .sha1 {
      name = try GitRepository(at: repository).commit(named: revision).name
    } else {
      name = references.target(named: revision) ?? ObjectName(hexadecimal: revision)
    }
    guard let name, case .commit(let number)? = try history.tip(of: name) else {
      throw Unavailable("revision \(revision) does not name a commit")
    }
    return number
  }
}
