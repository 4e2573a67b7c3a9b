import Model

/// Decides whether a deployment may go on.
package struct Gate: Sendable {
  package let policy: GatePolicy
  private let allowed: [ControlGlob]
  private let adjustments: [String]

  /// A gate with its line, and how the command line moved that line, in words.
  package init(policy: GatePolicy, adjustments: [String]) {
    self.policy = policy
    self.adjustments = adjustments
    allowed = policy.allowUnmeasured.map { ControlGlob($0) }
  }

  package func decision(on controls: [ControlAssessment]) -> GateDecision {
    let gating = controls.filter { $0.control.severity >= policy.failOn }
    let violated = gating.filter { isViolated($0.verdict) }
    if !violated.isEmpty {
      return GateDecision(
        outcome: .violated, deciding: violated.map(\.control.id), adjustments: adjustments)
    }
    let unmeasured = gating.filter {
      $0.verdict == .unproven && !isAllowed($0.control.id)
    }
    return GateDecision(
      outcome: unmeasured.isEmpty ? .holds : .unmeasured, deciding: unmeasured.map(\.control.id),
      adjustments: adjustments)
  }

  private func isAllowed(_ control: String) -> Bool { allowed.contains { $0.matches(control) } }

  private func isViolated(_ verdict: ControlVerdict) -> Bool {
    switch verdict {
    case .violated, .contradicted: true
    case .overdue: policy.overdueFails
    case .unproven, .waived, .attested, .verified, .planned, .delivered, .stated: false
    }
  }
}
