import Model

/// Judges a recorded assessment as of a later moment: proof ends, exceptions end, dates pass.
///
/// Nothing gets better by this: what failed stays failed, and nothing is measured again.
package struct LaterJudgement {
  private let now: Instant

  package init(now: Instant) { self.now = now }

  package func assessment(_ recorded: Assessment) -> Assessment {
    let policy = recorded.gatePolicy ?? GatePolicy()
    let controls = recorded.controls.map { control($0, of: recorded, gate: policy) }
    return Assessment(
      toolVersion: recorded.toolVersion, assessedAt: recorded.assessedAt,
      organization: recorded.organization, posturePath: recorded.posturePath,
      targets: recorded.targets, frameworks: recorded.frameworks, controls: controls,
      postureFindings: recorded.postureFindings, waivers: recorded.waivers.map(use),
      gate: Gate(policy: policy, adjustments: recorded.gate.adjustments).decision(on: controls),
      asOf: now, ledger: recorded.ledger, gatePolicy: policy, subprocessors: recorded.subprocessors)
  }

  private func control(
    _ recorded: ControlAssessment, of assessment: Assessment, gate: GatePolicy
  ) -> ControlAssessment {
    let age = ProofAge(now: now, validity: Posture.standardProofValidity, holidays: [])
    let checks = recorded.checks.map { check in
      var result = check.result.replacing(findings: check.result.findings.map(finding))
      if result.proofEnds == nil, result.validUntil == nil {
        // A pass that does not say when it ends must not count for ever.
        result = age.dated(result, for: recorded.control, measuredAt: assessment.assessedAt)
      }
      return CheckAssessment(
        name: check.name, version: check.version, location: check.location,
        result: age.aged(result))
    }
    let wording = recorded.wording.map(finding)
    let (verdict, reasons) = ControlJudge(now: now, gate: gate)
      .verdict(of: recorded.control, checks: checks, wording: wording)
    return ControlAssessment(
      control: recorded.control, verdict: verdict, reasons: reasons, checks: checks,
      wording: wording,
      // What it is now began when something ended, not when the recorded state did.
      since: verdict == recorded.verdict ? recorded.since : nil)
  }

  /// The finding without an exception that has ended.
  private func finding(_ recorded: Finding) -> Finding {
    guard let waiver = recorded.waiver, now > Instant(endOf: waiver.until) else { return recorded }
    var open = recorded
    open.waiver = nil
    return open
  }

  private func use(_ recorded: WaiverUse) -> WaiverUse {
    guard now > Instant(endOf: recorded.waiver.until) else { return recorded }
    return WaiverUse(waiver: recorded.waiver, state: .expired, findings: recorded.findings)
  }
}
