import Model

/// Controls chosen by identifiers and globs: `*` stands for any text, `?` for one character.
struct ControlSelection {
  let globs: [String]

  /// The controls that the globs name, in posture order, without the one that asks.
  func controls(in context: EvaluationContext) -> [Control] {
    context.plan.posture.controls.filter { control in
      control.id != context.control.id && globs.contains { ControlGlob($0).matches(control.id) }
    }
  }

  /// The globs that name no control, each with the nearest identifier.
  func unmatched(in context: EvaluationContext) -> [String] {
    let identifiers = context.plan.posture.controls.map(\.id).filter { $0 != context.control.id }
    return globs.filter { glob in !identifiers.contains { ControlGlob(glob).matches($0) } }.map {
      glob in
      let hint = NearestName.find(glob, among: identifiers).map { "; did you mean \($0)?" } ?? ""
      return "no other control is named \(RecordText.shown(glob))\(hint)"
    }
  }
}
