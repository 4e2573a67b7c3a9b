import Model

extension PlanContext {
  /// A path inside a folder as a person would type it from the posture's own folder.
  package func path(_ path: String, in folder: String) -> String {
    let root = Self.parts(posture.root)
    let base = Self.parts(folder)
    let shared = zip(root, base).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: root.count - shared)
    return (up + base.dropFirst(shared) + Self.parts(path)).joined(separator: "/")
  }

  /// A place inside a folder as seen from the posture's own folder.
  package func place(_ place: Location, in folder: String) -> Location {
    var place = place
    place.path = place.path.map { path($0, in: folder) }
    return place
  }

  /// Why a file inside a folder could not be read, with its path as `path(_:in:)` shows it.
  package func reason(_ unavailable: Unavailable, of path: String, in folder: String) -> String {
    let shown = self.path(path, in: folder)
    guard let rest = Self.rest(of: unavailable.reason, after: path) else {
      return "\(shown): \(unavailable.reason)"
    }
    return shown + rest
  }

  /// What follows a path at the start of a reason: ` is not text`, `:4:1: …`.
  private static func rest(of reason: String, after path: String) -> Substring? {
    guard reason.hasPrefix(path) else { return nil }
    let rest = reason.dropFirst(path.count)
    return rest.hasPrefix(" ") || rest.hasPrefix(":") ? rest : nil
  }

  private static func parts(_ path: String) -> [String] {
    path.split(separator: "/").map(String.init).filter { $0 != "." }
  }
}
