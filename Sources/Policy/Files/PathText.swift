/// Arithmetic on paths as text; nothing on disk is looked at.
enum PathText {
  /// The folder of a path: empty for a name without one, `/` for a name below the root.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A path without `.` parts, doubled slashes and, where the part before is known, `..`.
  static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// The absolute form of a path that starts in a folder.
  static func absolute(_ path: String, from folder: String) -> String {
    normalized(path.hasPrefix("/") ? path : folder + "/" + path)
  }
}
