/// Relative paths in a tree, with `/` between their parts.
enum TreePath {
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder + "/" + name
  }

  /// The folders above a folder, nearest first, the root as an empty text.
  static func parents(of folder: String) -> [String] {
    var parents: [String] = []
    var current = folder
    while !current.isEmpty {
      current = self.folder(of: current)
      parents.append(current)
    }
    return parents
  }

  /// A folder as seen from one above it.
  static func relative(_ folder: String, to root: String) -> String {
    root.isEmpty ? folder : String(folder.dropFirst(root.count + 1))
  }

  /// A path written in a file of a folder; nil when it is absolute or climbs out of the tree, or when
  /// it is the tree's own folder and that is not allowed.
  static func resolve(
    _ path: String, from folder: String, allowsRoot: Bool = false
  ) -> String? {
    guard !path.isEmpty, !path.hasPrefix("/"), !path.hasPrefix("~"), !path.contains("\\") else {
      return nil
    }
    var parts = folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard !parts.isEmpty else { return nil }
        parts.removeLast()
      default: parts.append(String(part))
      }
    }
    return parts.isEmpty && !allowsRoot ? nil : parts.joined(separator: "/")
  }
}
