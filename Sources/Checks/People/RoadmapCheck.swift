import Model

/// `roadmap`: the roadmap is kept: nothing planned is past its date.
package struct RoadmapCheck: Check {
  private static let evidenceLimit = 100

  private let selection: ControlSelection

  package init(
    _ arguments: Arguments, validation: ValidationContext
  ) throws(Diagnostics) {
    selection = ControlSelection(globs: arguments.texts("controls"))
  }

  package var rolledUpControls: [String] { selection.globs }

  package func requests(in context: PlanContext) -> [any ObservationRequest] { [] }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    let planned = selection.controls(in: context).filter { $0.kind == .planned }
    guard !planned.isEmpty else {
      return .unmeasured(
        "no planned control matches \(RecordText.joined(selection.globs, by: "or"))")
    }
    let delivered = planned.filter { context.assessed[$0.id]?.verdict == .delivered }
    let unknown = planned.filter { isUnknown($0, in: context) }
    let findings = planned.filter { !isUnknown($0, in: context) }.compactMap {
      finding(for: $0, in: context)
    }
    let ahead = planned.count - delivered.count - findings.count - unknown.count
    var parts = [
      "\(RecordText.counted(planned.count, "planned item")): \(delivered.count) delivered, "
        + "\(ahead) ahead of \(ahead == 1 ? "its date" : "their dates")"
    ]
    if let next = nextDue(planned, in: context) { parts.append("next \(next)") }
    return .worst(
      findings: findings,
      unmeasured: unknown.map { "\($0.id) is not assessed before this control; is it a circle?" },
      passing: parts.joined(separator: "; "),
      failing: findings.map(\.message).prefix(3).joined(separator: "; "),
      evidence: planned.prefix(Self.evidenceLimit).map { evidence(for: $0, in: context) },
      subjects: planned.count)
  }

  private func isDelivered(_ control: Control, in context: EvaluationContext) -> Bool {
    context.assessed[control.id]?.verdict == .delivered
  }

  /// Whether a plan is past its date, and has checks not looked at yet: it may be delivered.
  private func isUnknown(_ control: Control, in context: EvaluationContext) -> Bool {
    guard context.assessed[control.id] == nil, !control.checks.isEmpty, let due = control.due else {
      return false
    }
    return context.now.date > due
  }

  private func finding(for control: Control, in context: EvaluationContext) -> Finding? {
    guard !isDelivered(control, in: context) else { return nil }
    guard let due = control.due else {
      return finding(
        "undated", "\(control.id) is on the roadmap without a date",
        fix: "give it a due date, or publish it as a limitation", of: control, in: context)
    }
    let days = context.now.date.ordinal - due.ordinal
    guard days > 0 else { return nil }
    return finding(
      "overdue",
      "\(control.id) was due on \(due.description), \(RecordText.counted(days, "day")) ago",
      fix: "deliver it, or publish a new date", of: control, in: context)
  }

  private func finding(
    _ rule: String, _ message: String, fix: String, of control: Control,
    in context: EvaluationContext
  ) -> Finding {
    Finding(
      check: name, rule: rule, severity: context.control.severity, message: message, fix: fix,
      location: control.location, identity: control.id)
  }

  private func evidence(for control: Control, in context: EvaluationContext) -> Evidence {
    let due = control.due.map { "due \($0.description)" } ?? "no date"
    let state = isDelivered(control, in: context) ? "delivered" : due
    return Evidence(
      observed: "\(control.id): \(state)", location: control.location, observedAt: context.now)
  }

  private func nextDue(_ planned: [Control], in context: EvaluationContext) -> String? {
    let waiting = planned.filter { !isDelivered($0, in: context) }
    let dated = waiting.compactMap { control in control.due.map { (due: $0, id: control.id) } }
    return dated.filter { $0.due >= context.now.date }.min { $0 < $1 }.map {
      "\($0.id) on \($0.due.description)"
    }
  }

  package static let definition = CheckDefinition(
    name: "roadmap",
    family: "people",
    summary: "Holds planned controls to their dates.",
    passes: "Every planned control has a date that is still ahead, or is delivered already.",
    fails: "A planned control is past its date or has none.",
    unmeasured: "No planned control is named, or one that may be delivered is part of a circle.",
    fields: [
      Field(
        "controls", .oneOrMany(.control), default: "*",
        "Identifiers of planned controls, or globs over them; others they match are left out.")
    ],
    example: """
      roadmap:
        controls: roadmap.*
      """)
}
