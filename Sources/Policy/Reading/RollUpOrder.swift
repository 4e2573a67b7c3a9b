import Model

/// Which controls read the verdicts of which others.
///
/// A control never rolls up itself by a glob that happens to match it; naming itself is a circle.
package struct RollUpOrder: Sendable {
  /// Positions of the controls in an order in which each comes after those it reads, posture order
  /// otherwise; those in or behind a circle are left out.
  package let evaluation: [Int]
  /// The identifiers along one circle, the first repeated at the end; nil when there is none.
  package let circle: [String]?

  package init(_ controls: [Control]) {
    let sources = Self.sources(of: controls)
    var waiting = sources.map(\.count)
    var readers: [Int: [Int]] = [:]
    for (reader, read) in sources.enumerated() {
      for source in read { readers[source, default: []].append(reader) }
    }
    var order: [Int] = []
    var ready = waiting.indices.filter { waiting[$0] == 0 }[...]
    while let next = ready.popFirst() {
      order.append(next)
      for reader in readers[next] ?? [] {
        waiting[reader] -= 1
        if waiting[reader] == 0 { ready.append(reader) }
      }
    }
    evaluation = order
    circle =
      order.count == controls.count
      ? nil : Self.circle(in: sources, left: waiting).map { controls[$0].id }
  }

  /// For each control the positions of those it reads.
  private static func sources(of controls: [Control]) -> [[Int]] {
    controls.enumerated().map { position, control in
      let globs = Set(control.checks.flatMap(\.check.rolledUpControls)).map { ControlGlob($0) }
      guard !globs.isEmpty else { return [] }
      return controls.indices.filter { candidate in
        globs.contains {
          (candidate != position || $0.isExact) && $0.matches(controls[candidate].id)
        }
      }
    }
  }

  /// Walks from a control that was never ready to one that it waits for, until one comes again.
  private static func circle(in sources: [[Int]], left waiting: [Int]) -> [Int] {
    guard var current = waiting.firstIndex(where: { $0 > 0 }) else { return [] }
    var path: [Int] = []
    var positions: [Int: Int] = [:]
    while positions[current] == nil {
      positions[current] = path.count
      path.append(current)
      guard let next = sources[current].first(where: { waiting[$0] > 0 }) else { return [] }
      current = next
    }
    let start = positions[current] ?? 0
    let found = Array(path[start...])
    return rotated(found) + [found.min() ?? current]
  }

  /// The circle from its first control in posture order, so that messages do not depend on the walk.
  private static func rotated(_ circle: [Int]) -> [Int] {
    guard let least = circle.min(), let start = circle.firstIndex(of: least) else { return circle }
    return Array(circle[start...] + circle[..<start])
  }
}
