/// What of an object the history needs.
enum HistoryRecord: Sendable {
  case commit(CommitRecord)
  case tree([TreeLine])
  /// What a tag stands for.
  case tag(Int32)
  case damaged
}

/// One commit, its tree and parents by number.
package struct CommitRecord: Hashable, Sendable {
  package let tree: Int32
  package let parents: [Int32]
  /// The committer's date in seconds: when it became part of the history.
  package let committedAt: Int
}

/// A file or a folder in a tree; commits of other repositories are left out.
package struct TreeLine: Hashable, Sendable {
  /// The name's number, and in the lowest bit whether it is a folder.
  private let nameAndKind: UInt32
  package let object: Int32

  init(name: UInt32, isFolder: Bool, object: Int32) {
    nameAndKind = name << 1 | (isFolder ? 1 : 0)
    self.object = object
  }

  package var name: UInt32 { nameAndKind >> 1 }
  package var isFolder: Bool { nameAndKind & 1 != 0 }

  /// Whether both have one name and are of one kind.
  package func isNamed(like other: TreeLine) -> Bool { nameAndKind == other.nameAndKind }
}
