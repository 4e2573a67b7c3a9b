import CGit
import Model

extension GitRepository {
  /// The commit that a revision names: a branch, a tag, a name's beginning, `HEAD~3` (gitrevisions).
  ///
  /// - Throws: `Unavailable` when there is none.
  package func commit(named revision: String) throws(Unavailable) -> GitObjectID {
    var object: OpaquePointer?
    try GitLibrary.check(
      unsafe git_revparse_single(&object, handle, revision),
      "revision \(revision) does not name a commit")
    guard let object = unsafe object else {
      throw Unavailable("revision \(revision) does not name a commit")
    }
    // Both are freed after the identifier is copied.
    defer { unsafe git_object_free(object) }
    var commit: OpaquePointer?
    try GitLibrary.check(
      unsafe git_object_peel(&commit, object, GIT_OBJECT_COMMIT),
      "revision \(revision) does not name a commit")
    defer { unsafe git_object_free(commit) }
    guard let id = unsafe git_object_id(commit) else {
      throw Unavailable("revision \(revision) does not name a commit")
    }
    return GitObjectID(unsafe id.pointee)
  }
}
