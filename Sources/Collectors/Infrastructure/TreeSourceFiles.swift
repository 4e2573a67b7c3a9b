import Infrastructure
import Model
import Synchronization
import Systems

/// The files of a folder for the sources of configuration, of which several may want the same one.
final class TreeSourceFiles: SourceFiles {
  /// Above this, a file is read again rather than kept.
  private static let largestKept = 1 << 20
  /// How much is kept in all.
  private static let keptBytes = 64 << 20
  /// Folders of packages that were installed and of caches, where nothing of one's own stands.
  private static let foreignFolders: Set<String> = [
    "node_modules", ".venv", "venv", "site-packages", "__pycache__", ".build", ".git",
  ]

  private struct Kept {
    var files: [String: [UInt8]] = [:]
    var bytes = 0
  }

  let paths: [String]
  private let tree: FileTree
  private let context: CollectionContext
  private let kept = Mutex(Kept())

  init(_ tree: FileTree, patterns: [GlobPattern], in context: CollectionContext)
    throws(Unavailable)
  {
    self.tree = tree
    self.context = context
    let named = patterns.compactMap(\.literalPath)
    let globs = patterns.filter { $0.literalPath == nil }
    var found = Set(try tree.files(matching: patterns.filter { $0.literalPath != nil }))
    for path in named where !found.contains(path) {
      throw Unavailable("there is no file \(path)", isAbsent: true)
    }
    if !globs.isEmpty {
      found.formUnion(
        try tree.files(
          where: { path in globs.contains { $0.matches(path) } },
          entering: { folder in
            let name = folder.split(separator: "/").last.map(String.init) ?? folder
            return !Self.foreignFolders.contains(name)
              && globs.contains { $0.mayMatch(below: folder) }
          }))
    }
    paths = found.sorted()
  }

  func bytes(of path: String) throws(Unavailable) -> [UInt8] {
    if let known = kept.withLock({ $0.files[path] }) { return known }
    try context.checkCancellation()
    let bytes = try tree.read(path, limit: Self.sizeLimit(of: path))
    if bytes.count <= Self.largestKept {
      kept.withLock { kept in
        guard kept.bytes + bytes.count <= Self.keptBytes else { return }
        kept.files[path] = bytes
        kept.bytes += bytes.count
      }
    }
    return bytes
  }

  /// Plans and states of large systems, and exports, are larger than what a person writes.
  private static func sizeLimit(of path: String) -> Int {
    let name = path.lowercased()
    let isRecorded = [".json", ".tfstate", ".tfplan"].contains { name.hasSuffix($0) }
    return isRecorded ? 128 << 20 : FileTree.defaultSizeLimit
  }
}
