import Model

/// What is not wrong and yet most likely not meant.
enum PostureWarnings {
  static func find(
    targets: [Target], used: Set<String>, controls: [Control],
    frameworks: [Framework]
  ) -> [Diagnostic] {
    let unused = targets.filter { !used.contains($0.name) }.map {
      Diagnostic(
        "no check uses the target \"\($0.name)\"", at: $0.location, level: .warning)
    }
    let untested = controls.filter {
      $0.checks.isEmpty && ($0.kind == .control || $0.kind == .commitment)
    }.map {
      Diagnostic(
        "the control \"\($0.id)\" has no checks: it can never be more than unproven",
        at: $0.location, level: .warning)
    }
    let mappings = MappingWarnings(frameworks).find(in: controls)
    return (unused + untested + mappings).sorted()
  }
}
