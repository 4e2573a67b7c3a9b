/// Paths within the tree, relative to its folder, with `/` between parts; the folder itself is empty.
enum TerraformPath {
  /// Nil when the path leaves the tree or is absolute.
  static func resolve(_ path: String, from folder: String) -> String? {
    guard !path.hasPrefix("/"), !path.hasPrefix("~") else { return nil }
    var parts = folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// How one folder is reached from another: `.`, `modules/a`, `../../modules/a`.
  static func relative(_ folder: String, from base: String) -> String {
    let target = folder.split(separator: "/")
    let origin = base.split(separator: "/")
    let shared = zip(target, origin).prefix { $0 == $1 }.count
    let parts =
      Array(repeating: "..", count: origin.count - shared) + target[shared...].map(String.init)
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}
