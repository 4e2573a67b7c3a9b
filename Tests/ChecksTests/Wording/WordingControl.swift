import Model

@testable import Checks

/// Controls with a statement, as the posture reader would make them.
enum WordingControl {
  static let now = Instant(seconds: 1_795_262_400)  // 2026-11-21T12:00:00Z

  static func make(_ example: WordingExample, allowing allowed: [String] = []) -> Control {
    make(
      example.text, kind: example.kind, parameters: example.parameters, values: example.values,
      allowing: allowed)
  }

  static func make(
    _ template: String, kind: Control.Kind = .control, parameters: [Parameter] = [],
    values: [String] = [], allowing allowed: [String] = [], span: TextSpan? = nil
  ) -> Control {
    var statement = template
    for parameter in parameters {
      let pieces = statement.split(
        separator: "{\(parameter.name)}", omittingEmptySubsequences: false)
      statement = pieces.joined(separator: parameter.value)
    }
    let location = Location(path: "controls/a.yaml", span: TextSpan(line: 3, column: 5))
    let checks =
      values.isEmpty
      ? []
      : [PlannedCheck(name: "silent", check: SilentCheck(), location: location, values: values)]
    return Control(
      id: "a.control", title: "A control", kind: kind, statementTemplate: template,
      statement: statement, statementSpan: span, parameters: parameters,
      allowedWording: allowed, checks: checks, location: location)
  }
}

/// A check that holds values and judges nothing.
struct SilentCheck: Check {
  static let definition = CheckDefinition(
    name: "silent", family: "people", summary: "Judges nothing.", passes: "Always.",
    fails: "Never.",
    unmeasured: "Never.", fields: [], example: "silent: {}")

  init() {}

  init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {}

  func requests(in context: PlanContext) -> [any ObservationRequest] { [] }

  func evaluate(_ observations: Observations, in context: EvaluationContext) -> CheckResult {
    CheckResult(.pass, summary: "nothing to judge")
  }
}
