import CGit
import Model

/// A file that the next commit would bring in.
package struct StagedFile: Hashable, Sendable {
  package let path: String
  package let blob: GitObjectID
}

extension GitRepository {
  /// The files of the index that are new beside HEAD or differ from it, sorted by path.
  ///
  /// - Throws: `Unavailable` when index or HEAD cannot be read; a conflict that is not resolved has
  ///   no content yet, and is one.
  package func stagedFiles() throws(Unavailable) -> [StagedFile] {
    var index: OpaquePointer?
    try GitLibrary.check(
      unsafe git_repository_index(&index, handle), "the index cannot be read")
    // Every handle is freed here, in a scope that nothing leaves but copies.
    defer { unsafe git_index_free(index) }
    guard unsafe git_index_has_conflicts(index) == 0 else {
      throw Unavailable("the index holds conflicts that are not resolved")
    }
    var tree: OpaquePointer?
    defer { unsafe git_tree_free(tree) }
    if let head = try headCommit() {
      var raw = try commit(head).tree.raw
      try GitLibrary.check(
        unsafe git_tree_lookup(&tree, handle, &raw), "the tree of HEAD cannot be read")
    }
    var diff: OpaquePointer?
    try GitLibrary.check(
      unsafe git_diff_tree_to_index(&diff, handle, tree, index, nil),
      "the index cannot be compared with HEAD")
    defer { unsafe git_diff_free(diff) }
    var files: [StagedFile] = []
    for position in unsafe 0..<git_diff_num_deltas(diff) {
      guard let delta = unsafe git_diff_get_delta(diff, position) else { continue }
      let file = unsafe delta.pointee.new_file
      guard unsafe delta.pointee.status != GIT_DELTA_DELETED,
        // Neither folders nor commits of other repositories.
        unsafe [0o100_644, 0o100_755, 0o120_000].contains(Int(file.mode)),
        let path = unsafe file.path
      else { continue }
      files.append(
        unsafe StagedFile(path: String(cString: path), blob: GitObjectID(file.id)))
    }
    return files.sorted { $0.path < $1.path }
  }

  /// The paths below the work tree that the index holds or that are new and not ignored, sorted.
  package func workFiles() throws(Unavailable) -> [String] {
    // Filled by libgit2 itself; it borrows nothing.
    var options = unsafe git_status_options()
    unsafe git_status_options_init(&options, UInt32(GIT_STATUS_OPTIONS_VERSION))
    unsafe options.show = GIT_STATUS_SHOW_WORKDIR_ONLY
    unsafe options.flags =
      GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue
      | GIT_STATUS_OPT_INCLUDE_UNMODIFIED.rawValue | GIT_STATUS_OPT_EXCLUDE_SUBMODULES.rawValue
    var list: OpaquePointer?
    try GitLibrary.check(
      unsafe git_status_list_new(&list, handle, &options), "the work tree cannot be read")
    // Freed after the paths are copied.
    defer { unsafe git_status_list_free(list) }
    var paths: [String] = []
    for position in unsafe 0..<git_status_list_entrycount(list) {
      guard let entry = unsafe git_status_byindex(list, position),
        unsafe entry.pointee.status.rawValue & GIT_STATUS_WT_DELETED.rawValue == 0
      else { continue }
      let delta = unsafe entry.pointee.index_to_workdir ?? entry.pointee.head_to_index
      guard let delta = unsafe delta,
        let path = unsafe delta.pointee.new_file.path ?? delta.pointee.old_file.path
      else { continue }
      paths.append(unsafe String(cString: path))
    }
    return paths.sorted()
  }
}
