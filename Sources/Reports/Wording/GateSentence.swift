import Model

/// The gate's decision in one sentence.
enum GateSentence {
  /// `The gate fails: 2 controls are violated (a, b).`, without the exit code.
  static func of(_ assessment: Assessment) -> String {
    let gate = assessment.gate
    switch gate.outcome {
    case .holds: return "The gate holds" + exceptions(in: assessment) + "."
    case .violated: return "The gate fails: \(deciding(in: assessment, verb: "violated"))."
    case .unmeasured:
      return "The gate cannot decide: \(deciding(in: assessment, verb: "unmeasured"))."
    }
  }

  /// The sentence without identifiers, for readers who see the controls' names beside it.
  static func brief(_ assessment: Assessment) -> String {
    switch assessment.gate.outcome {
    case .holds: of(assessment)
    case .violated:
      "The gate fails: \(deciding(in: assessment, verb: "violated", namesControls: false))."
    case .unmeasured:
      "The gate cannot decide: "
        + "\(deciding(in: assessment, verb: "unmeasured", namesControls: false))."
    }
  }

  /// The sentence with what the process ends with.
  static func withExitCode(_ assessment: Assessment) -> String {
    "\(of(assessment)) Exit \(assessment.gate.exitCode)."
  }

  private static func exceptions(in assessment: Assessment) -> String {
    let waived = assessment.count(of: .waived)
    return waived == 0
      ? ""
      : ", with \(Wording.counted(waived, "control")) under an accepted exception"
  }

  private static func deciding(
    in assessment: Assessment, verb: String, namesControls: Bool = true
  ) -> String {
    let names = Set(assessment.gate.deciding)
    let controls = assessment.controls.filter { names.contains($0.control.id) }
    guard !controls.isEmpty else {
      return verb == "violated"
        ? "what decides it is among the findings about the posture itself"
        : "something that gates could not be measured"
    }
    var parts: [String] = []
    for verdict in ControlVerdict.allCases {
      let ids = controls.filter { $0.verdict == verdict }.map { PlainText.cleaned($0.control.id) }
      guard !ids.isEmpty else { continue }
      let noun = parts.isEmpty ? Wording.counted(ids.count, "control") : String(ids.count)
      let names = namesControls ? " (\(shortened(ids)))" : ""
      parts.append("\(noun) \(ids.count == 1 ? "is" : "are") \(verdict.rawValue)\(names)")
    }
    return Wording.list(parts)
  }

  /// At most eight identifiers, so that the last line stays one that people read.
  private static func shortened(_ ids: [String]) -> String {
    let shown = ids.prefix(8).joined(separator: ", ")
    return ids.count > 8 ? "\(shown) and \(ids.count - 8) more" : shown
  }
}
