import Model
import StructuredData

/// An identifier or glob of controls as it was written somewhere.
struct ControlReference {
  let node: Node
  let path: String
}

/// Holds references between controls against the controls that there are.
enum ControlReferences {
  /// Unknown references after which the rest is not looked at.
  private static let mostProblems = 500

  static func check(
    _ references: [ControlReference], among controls: [Control], problems: inout [Diagnostic]
  ) {
    let ids = controls.map(\.id)
    let known = Set(ids)
    let most = problems.count + mostProblems
    for reference in references where problems.count < most {
      let text = reference.node.scalarText ?? ""
      guard !known.contains(text), !matchesAny(text, ids) else { continue }
      let isGlob = text.contains("*")
      let near = isGlob ? nil : NearestName.find(text, among: ids)
      problems.append(
        Diagnostic(
          isGlob ? "no control matches \"\(text)\"" : "unknown control \"\(text)\"",
          at: Location(path: reference.path, span: reference.node.span),
          suggestion: near.map { "did you mean \"\($0)\"?" }))
    }
    if let circle = RollUpOrder(controls).circle, let first = circle.first {
      let place = controls.first { $0.id == first }?.location ?? Location()
      problems.append(
        Diagnostic(
          "circular roll-ups: \(circle.joined(separator: " → "))", at: place,
          suggestion: "name the controls that it rests on more narrowly"))
    }
  }

  private static func matchesAny(_ glob: String, _ ids: [String]) -> Bool {
    guard glob.contains("*") else { return false }
    let pattern = ControlGlob(glob)
    return ids.contains { pattern.matches($0) }
  }
}
