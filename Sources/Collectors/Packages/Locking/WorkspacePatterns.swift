import Model
import Systems

/// The globs by which a workspace names its members.
struct WorkspacePatterns {
  private let included: [GlobPattern]
  private let excluded: [GlobPattern]

  /// Takes globs of folders; one that leads out of the tree names nothing in it.
  init(_ included: [String], excluding excluded: [String] = []) {
    self.included = included.compactMap(Self.pattern)
    self.excluded = excluded.compactMap(Self.pattern)
  }

  func membership(of folder: String) -> WorkspaceMembership {
    if excluded.contains(where: { $0.matches(folder) }) { return .excluded }
    return included.contains { $0.matches(folder) } ? .member : .unrelated
  }

  private static func pattern(_ text: String) -> GlobPattern? {
    var text = text
    while text.hasPrefix("./") { text.removeFirst(2) }
    while text.hasSuffix("/") { text.removeLast() }
    guard !text.hasPrefix("/"), !text.split(separator: "/").contains("..") else { return nil }
    return try? GlobPattern(text)
  }
}
