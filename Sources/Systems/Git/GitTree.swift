import CGit
import Model

/// One line of a tree.
package struct GitTreeEntry: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case folder
    /// A file or a symbolic link, whose target is its content.
    case blob
    /// A commit of another repository.
    case submodule
  }

  package let name: String
  package let kind: Kind
  package let id: GitObjectID
}

extension GitRepository {
  /// The entry of one name directly in a tree.
  package func entry(
    named name: String, in tree: GitObjectID
  ) throws(Unavailable) -> GitTreeEntry? {
    try Tree(tree, in: self).entry(named: name)
  }
}

/// A tree object while it is read.
@safe
private final class Tree {
  private let handle: OpaquePointer

  init(_ id: GitObjectID, in repository: GitRepository) throws(Unavailable) {
    var pointer: OpaquePointer?
    var raw = id.raw
    try GitLibrary.check(
      unsafe git_tree_lookup(&pointer, repository.handle, &raw), "tree \(id.description)")
    guard let tree = unsafe pointer else {
      throw Unavailable("tree \(id.description) could not be read")
    }
    unsafe handle = tree
  }

  deinit {
    // The only owner; entries borrowed from it never leave a method.
    unsafe git_tree_free(handle)
  }

  func entry(named name: String) -> GitTreeEntry? {
    guard let entry = unsafe git_tree_entry_byname(handle, name) else { return nil }
    return unsafe Self.copied(entry)
  }

  private static func copied(_ entry: OpaquePointer) -> GitTreeEntry? {
    guard let name = unsafe git_tree_entry_name(entry), let id = unsafe git_tree_entry_id(entry)
    else { return nil }
    let kind: GitTreeEntry.Kind
    switch unsafe git_tree_entry_type(entry) {
    case GIT_OBJECT_TREE: kind = .folder
    case GIT_OBJECT_BLOB: kind = .blob
    case GIT_OBJECT_COMMIT: kind = .submodule
    default: return nil
    }
    return GitTreeEntry(
      name: unsafe String(cString: name), kind: kind, id: GitObjectID(unsafe id.pointee))
  }
}
