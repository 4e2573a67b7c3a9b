import Model

/// Controls chosen by identifiers and globs: `*` stands for any text, `?` for one character.
struct ControlSelection {
  let globs: [String]

  /// The controls that the globs name, in posture order, without the one that asks.
  func controls(in context: EvaluationContext) -> [Control] {
    context.plan.posture.controls.filter { control in
      control.id != context.control.id && globs.contains { Self.matches($0, control.id) }
    }
  }

  /// The globs that name no control, each with the nearest identifier.
  func unmatched(in context: EvaluationContext) -> [String] {
    let identifiers = context.plan.posture.controls.map(\.id).filter { $0 != context.control.id }
    return globs.filter { glob in !identifiers.contains { Self.matches(glob, $0) } }.map { glob in
      let hint = NearestName.find(glob, among: identifiers).map { "; did you mean \($0)?" } ?? ""
      return "no other control is named \(RecordText.shown(glob))\(hint)"
    }
  }

  /// Whether a glob matches a whole identifier, in linear time.
  ///
  /// Only the last star needs to be tried again: it can take whatever an earlier one could.
  static func matches(_ glob: String, _ identifier: String) -> Bool {
    let pattern = Array(glob.utf8)
    let text = Array(identifier.utf8)
    var (row, column) = (0, 0)
    var retry: (row: Int, column: Int)?
    while column < text.count {
      if row < pattern.count, pattern[row] == 0x2A {
        retry = (row, column)
        row += 1
      } else if row < pattern.count, pattern[row] == 0x3F || pattern[row] == text[column] {
        row += 1
        column += 1
      } else if let last = retry {
        retry = (last.row, last.column + 1)
        row = last.row + 1
        column = last.column + 1
      } else {
        return false
      }
    }
    return pattern[row...].allSatisfy { $0 == 0x2A }
  }
}
