/// What kind of object git keeps under a name.
package enum ObjectKind: UInt8, Hashable, Sendable, CaseIterable {
  // The numbers that a pack uses.
  case commit = 1
  case tree = 2
  case blob = 3
  case tag = 4

  /// The word that begins a loose object of the kind.
  var word: String {
    switch self {
    case .commit: "commit"
    case .tree: "tree"
    case .blob: "blob"
    case .tag: "tag"
    }
  }
}
