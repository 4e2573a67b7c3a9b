import Model
import Synchronization
import Systems

/// One file tree for each folder of a run.
package final class FileTreeCache: Sendable {
  private let trees = Mutex<[String: FileTree]>([:])

  package init() {}

  package func tree(at folder: String) -> FileTree {
    trees.withLock {
      if let known = $0[folder] { return known }
      let tree = FileTree(root: folder)
      $0[folder] = tree
      return tree
    }
  }
}
