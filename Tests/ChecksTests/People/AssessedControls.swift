import Model

@testable import Checks

/// Builds other controls with their verdicts, for the checks that read them.
struct AssessedControls {
  var controls: [Control] = []
  var assessed: [String: ControlAssessment] = [:]

  init(
    _ members: [(id: String, verdict: ControlVerdict?)], kind: Control.Kind = .control,
    basis: CheckResult.Basis = .measured, due: [String: String] = [:]
  ) {
    for (index, member) in members.enumerated() {
      let location = Location(
        path: "controls.yaml", span: TextSpan(line: index + 10, column: 3))
      let control = Control(
        id: member.id, title: member.id, kind: kind,
        due: due[member.id].flatMap { CalendarDate($0) }, location: location)
      controls.append(control)
      guard let verdict = member.verdict else { continue }
      let check = CheckAssessment(
        name: "silent", version: 1, location: location,
        result: CheckResult(.pass, basis: basis, summary: "seen"))
      assessed[member.id] = ControlAssessment(
        control: control, verdict: verdict, reasons: ["a reason"], checks: [check], wording: [])
    }
  }

  var harness: CheckHarness {
    var harness = CheckHarness()
    harness.controls = controls
    harness.assessed = assessed
    return harness
  }
}
