import CGit
import Model

/// An open repository, read-only.
///
/// One thread uses one value: libgit2 keeps caches and errors by repository and thread.
@safe
package final class GitRepository {
  let handle: OpaquePointer
  let objects: OpaquePointer

  /// Opens the repository that a path lies in, going up from a folder inside a work tree; a bare
  /// repository is opened by its own path.
  ///
  /// - Throws: `Unavailable` when there is none, it is corrupt, or it uses a format that is not
  ///   supported, such as SHA-256 object names.
  package init(at path: String) throws(Unavailable) {
    if let problem = GitLibrary.problem { throw Unavailable(problem) }
    var opened: OpaquePointer?
    let code = unsafe git_repository_open_ext(&opened, path, 0, nil)
    guard code == 0, let repository = unsafe opened else {
      throw Self.reason(code, path)
    }
    var database: OpaquePointer?
    guard unsafe git_repository_odb(&database, repository) == 0, let database = unsafe database
    else {
      let reason = GitLibrary.lastMessage()
      // Opened just above and handed to nobody.
      unsafe git_repository_free(repository)
      throw Unavailable("the repository's objects cannot be read: \(reason)")
    }
    unsafe handle = repository
    unsafe objects = database
  }

  deinit {
    // The only owner of both; no object read from them outlives a call.
    unsafe git_odb_free(objects)
    unsafe git_repository_free(handle)
  }

  /// Whether history was cut off when the repository was cloned.
  package var isShallow: Bool { unsafe git_repository_is_shallow(handle) == 1 }

  package var isBare: Bool { unsafe git_repository_is_bare(handle) == 1 }

  /// The folder of the work tree, ending in `/`; nil for a bare repository.
  package var workingFolder: String? {
    unsafe git_repository_workdir(handle).map { unsafe String(cString: $0) }
  }

  /// The folder that references and objects are in, shared by all work trees; ends in `/`.
  package var commonFolder: String? {
    unsafe git_repository_commondir(handle).map { unsafe String(cString: $0) }
  }

  /// The commit that HEAD names; nil before the first commit.
  package func headCommit() throws(Unavailable) -> GitObjectID? {
    var reference: OpaquePointer?
    let code = unsafe git_repository_head(&reference, handle)
    if code == GIT_EUNBORNBRANCH.rawValue { return nil }
    try GitLibrary.check(code, "HEAD cannot be read")
    guard let reference = unsafe reference else { throw Unavailable("HEAD cannot be read") }
    // Freed after its target is copied.
    defer { unsafe git_reference_free(reference) }
    guard let target = unsafe git_reference_target(reference) else {
      throw Unavailable("HEAD names no commit")
    }
    return GitObjectID(unsafe target.pointee)
  }

  private static func reason(_ code: Int32, _ path: String) -> Unavailable {
    if code == GIT_ENOTFOUND.rawValue {
      return Unavailable("\(path) is not inside a git repository")
    }
    let message = GitLibrary.lastMessage()
    if message.contains("objectformat") {
      return Unavailable("the repository uses SHA-256 object names, which are not supported")
    }
    return Unavailable("the repository cannot be opened: \(message)")
  }
}
