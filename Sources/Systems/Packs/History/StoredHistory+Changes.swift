import Model

/// A line of a tree that is new or different, with the object that had its name before.
package struct TreeChange: Hashable, Sendable {
  package let line: TreeLine
  package let previous: Int32?
}

extension StoredHistory {
  /// The lines of a tree that do not stand in another one with the same name and object.
  ///
  /// A tree that is not sorted only makes more lines look changed: one is passed over only when its
  /// name and object are equal.
  ///
  /// - Throws: `Unavailable` when the newer tree cannot be read; a damaged older one is told where it
  ///   is new itself, and here everything is new without it.
  package func changes(from old: Int32?, to new: Int32) throws(Unavailable) -> [TreeChange] {
    let newer = try tree(new)
    let older = old.flatMap { try? tree($0) } ?? []
    var changes: [TreeChange] = []
    var position = 0
    for line in newer {
      while position < older.count, !older[position].isNamed(like: line),
        names.isOrdered(
          older[position].name, isFolder: older[position].isFolder, before: line.name,
          isFolder: line.isFolder)
      { position += 1 }
      var previous: Int32?
      if position < older.count, older[position].isNamed(like: line) {
        previous = older[position].object
        position += 1
      }
      if previous != line.object { changes.append(TreeChange(line: line, previous: previous)) }
    }
    return changes
  }
}
