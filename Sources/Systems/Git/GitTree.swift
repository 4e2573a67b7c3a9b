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

/// An entry that is new or different, with the object that had its name before.
package struct GitTreeChange: Hashable, Sendable {
  package let entry: GitTreeEntry
  package let previous: GitObjectID?
}

extension GitRepository {
  /// The entries of a tree in its own order.
  package func entries(of tree: GitObjectID) throws(Unavailable) -> [GitTreeEntry] {
    try changes(from: nil, to: tree).map(\.entry)
  }

  /// The entries of a tree that do not stand in another one with the same name and object.
  ///
  /// Most entries of a commit's tree are its parent's, so strings are only made for the few that
  /// are not.
  package func changes(
    from old: GitObjectID?, to new: GitObjectID
  ) throws(Unavailable) -> [GitTreeChange] {
    let newer = try Tree(new, in: self)
    // A damaged older tree is reported where it is new itself; here everything is new without it.
    let older = old.flatMap { try? Tree($0, in: self) }
    var changes: [GitTreeChange] = []
    var position = 0
    for index in 0..<newer.count {
      var previous: GitObjectID?
      if let older {
        while position < older.count, older.order(position, newer, index) < 0 { position += 1 }
        if position < older.count, older.order(position, newer, index) == 0 {
          previous = older.id(position)
          position += 1
        }
      }
      guard previous == nil || previous != newer.id(index) else { continue }
      if let entry = newer.entry(index) {
        changes.append(GitTreeChange(entry: entry, previous: previous))
      }
    }
    return changes
  }

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
  let count: Int

  init(_ id: GitObjectID, in repository: GitRepository) throws(Unavailable) {
    var pointer: OpaquePointer?
    var raw = id.raw
    try GitLibrary.check(
      unsafe git_tree_lookup(&pointer, repository.handle, &raw), "tree \(id.description)")
    guard let tree = unsafe pointer else {
      throw Unavailable("tree \(id.description) could not be read")
    }
    unsafe handle = tree
    count = unsafe git_tree_entrycount(tree)
  }

  deinit {
    // The only owner; entries borrowed from it never leave a method.
    unsafe git_tree_free(handle)
  }

  /// Negative when an entry of this tree sorts before one of another, 0 when they share a name.
  ///
  /// A tree that is not sorted only makes more entries look changed: one is passed over only when
  /// its name and object are equal.
  func order(_ index: Int, _ other: Tree, _ otherIndex: Int) -> Int32 {
    guard let mine = unsafe git_tree_entry_byindex(handle, index),
      let theirs = unsafe git_tree_entry_byindex(other.handle, otherIndex)
    else { return 1 }
    return unsafe git_tree_entry_cmp(mine, theirs)
  }

  func id(_ index: Int) -> GitObjectID? {
    guard let entry = unsafe git_tree_entry_byindex(handle, index),
      let id = unsafe git_tree_entry_id(entry)
    else { return nil }
    return GitObjectID(unsafe id.pointee)
  }

  func entry(_ index: Int) -> GitTreeEntry? {
    guard let entry = unsafe git_tree_entry_byindex(handle, index) else { return nil }
    return unsafe Self.copied(entry)
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
