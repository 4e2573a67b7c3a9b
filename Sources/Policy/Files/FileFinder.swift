import FoundationEssentials
import StructuredData

/// Finds the files below a folder that a glob matches, without following symbolic links.
struct FileFinder {
  /// Folder entries that one glob may look at, and levels it may go down.
  private static let mostEntries = 200_000
  private static let deepest = 40

  private let root: String
  private var found: [String: Int] = [:]
  private var seen = 0

  private init(root: String) { self.root = root }

  /// The files with their sizes, sorted by path.
  static func files(matching glob: String, in folder: String) -> [PolicyFile] {
    var finder = FileFinder(root: folder)
    for parts in PathGlob(glob).alternatives { finder.search("", parts[...], depth: 0) }
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

  private mutating func search(_ folder: String, _ parts: ArraySlice<PathGlob.Part>, depth: Int) {
    guard depth < Self.deepest, let part = parts.first else { return }
    let rest = parts.dropFirst()
    switch part {
    case .name(let name): visit(joined(folder, name), rest, depth: depth)
    case .pattern(let pattern):
      for name in names(in: folder) where isVisible(name, to: pattern) {
        if PathGlob.matches(Array(name.unicodeScalars), pattern) {
          visit(joined(folder, name), rest, depth: depth)
        }
      }
    case .anyFolders:
      search(folder, rest, depth: depth)
      for name in names(in: folder) where !name.hasPrefix(".") {
        let path = joined(folder, name)
        if FileKind.ofEntry(at: root + "/" + path) == .folder {
          search(path, parts, depth: depth + 1)
        }
      }
    }
  }

  private mutating func visit(_ path: String, _ rest: ArraySlice<PathGlob.Part>, depth: Int) {
    switch FileKind.ofEntry(at: root + "/" + path) {
    case .folder where !rest.isEmpty: search(path, rest, depth: depth + 1)
    case .file(let size) where rest.isEmpty: found[path] = size
    default: break
    }
  }

  private mutating func names(in folder: String) -> [String] {
    guard seen < Self.mostEntries else { return [] }
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
    seen += names.count
    return names
  }

  /// Hidden names are matched only by a pattern that begins with a dot too.
  private func isVisible(_ name: String, to pattern: [Unicode.Scalar]) -> Bool {
    !name.hasPrefix(".") || pattern.first == "."
  }

  private func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder + "/" + name
  }
}
