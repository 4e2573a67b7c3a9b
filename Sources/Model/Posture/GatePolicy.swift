/// Where the gate draws its line; the posture sets it and the command line may move it.
package struct GatePolicy: Hashable, Sendable {
  /// Controls below this severity are reported and do not decide the exit code.
  package var failOn: Severity
  /// Identifiers or globs of controls that may stay unmeasured.
  package var allowUnmeasured: [String]
  /// Whether a planned control past its date counts as violated.
  package var overdueFails: Bool
  /// Whether an expired attestation counts as violated instead of unproven.
  package var expiredFails: Bool

  package init(
    failOn: Severity = .low, allowUnmeasured: [String] = [], overdueFails: Bool = true,
    expiredFails: Bool = false
  ) {
    self.failOn = failOn
    self.allowUnmeasured = allowUnmeasured
    self.overdueFails = overdueFails
    self.expiredFails = expiredFails
  }
}
