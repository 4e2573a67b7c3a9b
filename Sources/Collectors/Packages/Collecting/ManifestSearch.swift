import Model
import Systems

/// Finds the manifests and lockfiles that a request means.
struct ManifestSearch {
  /// Folders of what others wrote, of built things and of caches.
  static let skippedFolders: Set<String> = [
    ".build", ".git", ".hg", ".mypy_cache", ".next", ".nox", ".pnpm-store", ".svn", ".terraform",
    ".tox", ".venv", ".yarn", "__pycache__", "bower_components", "dist", "node_modules",
    "obj", "site-packages", "target", "vendor", "venv",
  ]

  /// What was found.
  struct Found {
    /// What the request means.
    let selected: [ManifestFileReader.Assignment]
    /// Known files that may belong to a selected one.
    let candidates: [ManifestFileReader.Assignment]
  }

  private let tree: FileTree
  private let patterns: [GlobPattern]

  init(tree: FileTree, patterns: [String]) throws(Unavailable) {
    self.tree = tree
    var compiled: [GlobPattern] = []
    for text in patterns {
      do throws(PatternProblem) {
        compiled.append(try GlobPattern(text))
      } catch {
        throw Unavailable("\(text) is not a pattern: \(error.message)")
      }
    }
    self.patterns = compiled
  }

  func find() throws(Unavailable) -> Found {
    let known = try knownFiles()
    let named = patterns.compactMap(\.literalPath)
    let selected =
      patterns.isEmpty
      ? known : known.filter { path in patterns.contains { $0.matches(path) } }
    let others = Set(named).subtracting(selected).sorted()
    guard selected.count + others.count <= PackageLimits.mostFiles else {
      throw Unavailable(
        "there are \(selected.count) manifests; at most \(PackageLimits.mostFiles) are read")
    }
    return Found(
      selected: selected.map { ManifestFileReader.Assignment(path: $0) }
        + others.map(Self.assignment),
      candidates: Self.candidates(for: selected, among: known).map {
        ManifestFileReader.Assignment(path: $0)
      })
  }

  private func knownFiles() throws(Unavailable) -> [String] {
    let allowed = Set(patterns.flatMap { $0.text.split(separator: "/").map(String.init) })
    let skipped = Self.skippedFolders.subtracting(allowed)
    return try tree.files(
      where: {
        ManifestFormats.format(of: $0) != nil || ManifestFormats.unreadFormat(of: $0) != nil
      },
      entering: { !skipped.contains(TreePath.name(of: $0)) })
  }

  /// A file that is named outright is read, whatever it is called.
  private static func assignment(_ path: String) -> ManifestFileReader.Assignment {
    let isText = [".txt", ".in"].contains(where: path.hasSuffix)
    let isKnown =
      ManifestFormats.format(of: path) != nil || ManifestFormats.unreadFormat(of: path) != nil
    return ManifestFileReader.Assignment(
      path: path, format: isText && !isKnown ? PythonRequirements.self : nil)
  }

  /// Known files beside a selected one and in the folders above it.
  private static func candidates(for selected: [String], among known: [String]) -> [String] {
    let chosen = Set(selected)
    guard chosen.count < known.count else { return [] }
    var folders: Set<String> = []
    for path in selected {
      let folder = TreePath.folder(of: path)
      folders.formUnion([folder] + TreePath.parents(of: folder))
    }
    return known.filter { !chosen.contains($0) && folders.contains(TreePath.folder(of: $0)) }
  }
}
