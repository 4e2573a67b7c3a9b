import FoundationEssentials
import Model
import Systems

/// Reads last changes from the git repository that a folder lies in.
package struct GitLastChangeReader: LastChangeReading {
  package init() {}

  package func lastChanges(
    of paths: [String], in folder: String
  ) -> [String: Result<TextFile.Change, Unavailable>] {
    do {
      let repository = try GitRepository(at: folder)
      let prefix = try Self.prefix(of: folder, in: repository)
      let found = repository.lastChanges(of: paths.map { prefix + $0 })
      return Self.results(paths) { path in
        found[prefix + path] ?? .failure(Unavailable("\(path) is not committed"))
      }
    } catch {
      return Self.results(paths) { _ in .failure(error) }
    }
  }

  /// What stands between the top of the work tree and the folder, ending in `/` unless empty.
  static func prefix(
    of folder: String, in repository: GitRepository
  ) throws(Unavailable) -> String {
    guard let top = repository.workingFolder else { return "" }
    let resolved = URL(filePath: folder).resolvingSymlinksInPath().path + "/"
    let topResolved = URL(filePath: top).resolvingSymlinksInPath().path
    let root = topResolved.hasSuffix("/") ? topResolved : topResolved + "/"
    guard resolved.hasPrefix(root) else {
      throw Unavailable("\(folder) is not inside its repository's work tree")
    }
    return String(resolved.dropFirst(root.count))
  }

  private static func results(
    _ paths: [String], _ result: (String) -> Result<TextFile.Change, Unavailable>
  ) -> [String: Result<TextFile.Change, Unavailable>] {
    let pairs = paths.map { ($0, result($0)) }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
