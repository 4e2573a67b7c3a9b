import FoundationEssentials
import Model
import StructuredData

/// Finds the files below a folder that a glob matches, without following symbolic links.
struct FileFinder {
  /// Folder entries that one glob may look at, and levels it may go down.
  private static let mostEntries = 200_000
  private static let deepest = 40

  private let root: String
  private let pattern: GlobPattern
  private var found: [String: Int] = [:]
  private var seen = 0

  private init(root: String, pattern: GlobPattern) {
    self.root = root
    self.pattern = pattern
  }

  /// The files with their sizes, sorted by path.
  static func files(matching glob: String, in folder: String) -> [PolicyFile] {
    // A glob that cannot be read is refused where the file is decoded.
    guard let pattern = try? GlobPattern(glob) else { return [] }
    var finder = FileFinder(root: folder, pattern: pattern)
    finder.search(pattern.literalFolder, depth: 0)
    let sorted = finder.found.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return sorted.map { PolicyFile(path: $0.key, knownSize: $0.value) }
  }

  /// Why a glob found no file, in words.
  static func reason(nothingMatches glob: String, in folder: String) -> String {
    let isPlain = !glob.utf8.contains { [0x2A, 0x3F, 0x5B, 0x7B].contains($0) }
    guard isPlain else { return "no file matches \"\(glob.shortened)\"" }
    let path = folder + "/" + glob
    switch FileKind.ofEntry(at: path) {
    case nil: return "\"\(glob.shortened)\" is a symbolic link, which is not followed"
    case .folder: return "\"\(glob.shortened)\" is a folder: expected a file or a glob of files"
    case .other: return "\"\(glob.shortened)\" is not a regular file"
    case .unreadable(let reason): return "\"\(glob.shortened)\" cannot be read: \(reason)"
    case .missing, .file: return "no such file: \"\(glob.shortened)\""
    }
  }

  private mutating func search(_ folder: String, depth: Int) {
    guard depth < Self.deepest else { return }
    if let path = pattern.literalPath {
      visit(path)
      return
    }
    for name in names(in: folder) where isVisible(name) {
      let path = joined(folder, name)
      if pattern.matches(path) { visit(path) }
      if pattern.mayMatch(below: path), FileKind.ofEntry(at: root + "/" + path) == .folder {
        search(path, depth: depth + 1)
      }
    }
  }

  private mutating func visit(_ path: String) {
    if case .file(let size) = FileKind.ofEntry(at: root + "/" + path) { found[path] = size }
  }

  private mutating func names(in folder: String) -> [String] {
    guard seen < Self.mostEntries else { return [] }
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
    seen += names.count
    return names
  }

  /// What editors and tools leave behind begins with a dot, and is meant only where the glob says so.
  private func isVisible(_ name: String) -> Bool {
    !name.hasPrefix(".") || pattern.text.hasPrefix(".") || pattern.text.contains("/.")
  }

  private func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder + "/" + name
  }
}
