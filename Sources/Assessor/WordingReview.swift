import Checks
import Model
import Systems

/// Reads the sentences of many controls with the wording rules, on all cores.
package enum WordingReview {
  /// The findings of each control, in the order of the controls.
  package static func findings(for controls: [Control], now: Instant) -> [[Finding]] {
    ParallelMap.map(controls, inStretchesOf: 32) { StatementWording.findings(for: $0, now: now) }
  }
}
