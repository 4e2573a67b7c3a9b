/// What the gate says, and why.
package struct GateDecision: Hashable, Sendable {
  package enum Outcome: String, CaseIterable, Sendable {
    case holds
    case violated
    case unmeasured
  }

  package let outcome: Outcome
  /// Controls that made the decision, in posture order.
  package let deciding: [String]
  /// Where the line was moved to, so that the output says so: `fails on high and above`.
  package let adjustments: [String]

  package init(outcome: Outcome, deciding: [String], adjustments: [String]) {
    self.outcome = outcome
    self.deciding = deciding
    self.adjustments = adjustments
  }

  /// The process's exit code: 0 holds, 1 violated, 3 something that gates could not be measured.
  package var exitCode: Int32 {
    switch outcome {
    case .holds: 0
    case .violated: 1
    case .unmeasured: 3
    }
  }
}
