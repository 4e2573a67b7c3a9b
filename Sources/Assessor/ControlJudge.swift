import Model

/// Combines the results of a control's checks into the control's verdict, worst first (DESIGN,
/// section 2).
package struct ControlJudge: Sendable {
  package let now: Instant
  package let gate: GatePolicy

  package init(now: Instant, gate: GatePolicy) {
    self.now = now
    self.gate = gate
  }

  /// The verdict and the reasons for it, from results with waivers already put on their findings and
  /// from what the wording rules say about the statement.
  package func verdict(
    of control: Control, checks: [CheckAssessment], wording: [Finding]
  ) -> (verdict: ControlVerdict, reasons: [String]) {
    let state = State(checks: checks, wording: wording, expiredFails: gate.expiredFails)
    switch control.kind {
    case .control, .commitment: return inPlace(state, control: control)
    case .planned: return planned(state, control: control)
    case .limitation:
      // A limitation's checks describe what is so; one that fails speaks against the statement.
      return state.violations.isEmpty
        ? (.stated, state.gaps) : (.contradicted, state.violations + state.gaps)
    case .customer:
      return state.violations.isEmpty ? (.stated, []) : (.contradicted, state.violations)
    }
  }

  private func inPlace(
    _ state: State, control: Control
  ) -> (ControlVerdict, [String]) {
    if !state.violations.isEmpty { return (.violated, state.violations + state.gaps) }
    if !state.gaps.isEmpty { return (.unproven, state.gaps + state.waived) }
    guard state.hasEvidence else {
      return (
        .unproven,
        control.checks.isEmpty
          ? ["no check stands behind this statement"] : ["every check is not applicable"]
      )
    }
    if !state.waived.isEmpty { return (.waived, state.waived) }
    return (state.isAttested ? .attested : .verified, [])
  }

  private func planned(_ state: State, control: Control) -> (ControlVerdict, [String]) {
    if state.hasEvidence, state.violations.isEmpty, state.gaps.isEmpty, state.waived.isEmpty {
      return (.delivered, ["its checks pass already"])
    }
    guard let due = control.due else { return (.planned, []) }
    if now > Instant(endOf: due) {
      let days = now.date.ordinal - due.ordinal
      return (.overdue, ["due \(due.description), \(days) day\(days == 1 ? "" : "s") ago"])
    }
    return (.planned, ["due \(due.description)"])
  }

  /// What the results come to, before the kind of control is looked at.
  private struct State {
    var violations: [String] = []
    var gaps: [String] = []
    var waived: [String] = []
    var hasEvidence = false
    var isAttested = false

    init(checks: [CheckAssessment], wording: [Finding], expiredFails: Bool) {
      for check in checks { add(check, expiredFails: expiredFails) }
      // Advice on style is published beside the statement; an untrue sentence is a violation.
      let untrue = wording.filter { $0.severity >= .medium }
      violations += untrue.filter { $0.waiver == nil }.map { "wording: \($0.message)" }
      waived += untrue.compactMap { finding in finding.waiver.map { Self.words(for: $0) } }
    }

    private mutating func add(_ check: CheckAssessment, expiredFails: Bool) {
      let result = check.result
      switch result.verdict {
      case .pass:
        hasEvidence = true
        if result.basis == .attested { isAttested = true }
      case .notApplicable: break
      case .unmeasured(let reason):
        if expiredFails, result.isExpired {
          violations.append("\(check.name): \(reason)")
        } else {
          gaps.append("\(check.name): \(reason)")
        }
      case .fail:
        hasEvidence = true
        gaps += result.gaps.map { "\(check.name): \($0)" }
        let open = result.findings.filter { $0.waiver == nil }
        if open.isEmpty, !result.findings.isEmpty {
          let owners = Set(result.findings.compactMap(\.waiver).map { Self.words(for: $0) })
          waived += owners.sorted()
        } else {
          violations.append("\(check.name): \(result.summary)")
        }
      }
    }

    private static func words(for waiver: Waiver) -> String {
      "waived by \(waiver.owner) until \(waiver.until.description): \(waiver.reason)"
    }
  }
}
