import Model

/// Lets proof end: a measurement counts for a stated time, an attestation until its day.
package struct ProofAge: Sendable {
  private let now: Instant
  /// How long a measurement counts where a control does not say otherwise.
  private let validity: TimeSpan
  private let holidays: Set<CalendarDate>

  package init(now: Instant, validity: TimeSpan, holidays: Set<CalendarDate>) {
    self.now = now
    self.validity = validity
    self.holidays = holidays
  }

  /// The result with the moment at which it stops being proof: the first of what the check itself
  /// knows and of what its oldest observation allows.
  ///
  /// - Parameters:
  ///   - result: What a check found out.
  ///   - control: The control it is a check of.
  ///   - moment: When it was measured, where no observation says so.
  /// - Returns: The result with `proofEnds`; what is no pass is left as it is.
  package func dated(
    _ result: CheckResult, for control: Control, measuredAt moment: Instant
  ) -> CheckResult {
    guard case .pass = result.verdict else { return result }
    var dated = result
    let ends = [result.proofEnds, result.validUntil.map { Instant(endOf: $0) }]
    // A person's word has an end of its own; without one it ages like a measurement.
    let ages = result.basis == .measured || ends.allSatisfy { $0 == nil }
    let measured = result.evidence.map(\.observedAt).min() ?? moment
    let span = control.proofValidity ?? validity
    let own = ages ? span.end(from: measured, holidays: holidays) : nil
    dated.proofEnds = [result.proofEnds, own].compactMap { $0 }.min()
    return dated
  }

  /// The result as it counts now: a pass whose proof has ended is unmeasured.
  package func aged(_ result: CheckResult) -> CheckResult {
    guard case .pass = result.verdict, let reason = endReason(result) else { return result }
    var aged = CheckResult(
      .unmeasured(reason: reason), basis: result.basis, summary: reason, findings: result.findings,
      evidence: result.evidence, subjects: result.subjects, validUntil: result.validUntil,
      proofEnds: result.proofEnds, isExpired: true, gaps: result.gaps, times: result.times,
      expiries: result.expiries)
    aged.trace = result.trace
    return aged
  }

  private func endReason(_ result: CheckResult) -> String? {
    if let last = result.validUntil, now > Instant(endOf: last) {
      return "the attestation ended on \(last.description)"
    }
    guard let ends = result.proofEnds, now > ends else { return nil }
    let measured = result.evidence.map(\.observedAt).min().map { "of \($0.date.description) " }
    return "the proof \(measured ?? "")ended on \(ends.date.description) and was not renewed"
  }
}
