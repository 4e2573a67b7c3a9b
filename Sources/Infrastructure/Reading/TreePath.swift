/// Relative paths with `/` between parts, as `SourceFiles` has them.
enum TreePath {
  /// The folder a file lies in; empty for the top.
  static func folder(of path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }

  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : name.isEmpty ? folder : folder + "/" + name
  }

  /// A path that is written in a file of a folder; nil when it leads out of the tree.
  static func resolve(_ written: String, from folder: String) -> String? {
    guard !written.hasPrefix("/") else { return nil }
    var parts = folder.split(separator: "/").map(String.init)
    for part in written.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  /// Whether somebody else's code lies there, which its own tree answers for.
  static func isForeign(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().contains {
      $0 == "node_modules" || $0 == ".terraform" || $0 == ".git"
    }
  }
}
