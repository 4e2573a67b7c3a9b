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

  private static func parts(_ path: String) -> [String] {
    path.split(separator: "/").map(String.init).filter { $0 != "." }
  }
}
