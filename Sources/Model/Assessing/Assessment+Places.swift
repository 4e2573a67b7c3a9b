extension Assessment {
  /// The same assessment with every place moved, for a reader who stands in another folder.
  ///
  /// Fingerprints and waivers keep to the places as seen from the posture, wherever a run starts.
  package func moving(_ move: (Location) -> Location) -> Assessment {
    Assessment(
      toolVersion: toolVersion, assessedAt: assessedAt, organization: organization,
      posturePath: posturePath, targets: targets, frameworks: frameworks,
      controls: controls.map { $0.moving(move) },
      postureFindings: postureFindings.map { $0.moving(move) },
      waivers: waivers.map {
        WaiverUse(waiver: $0.waiver.moving(move), state: $0.state, findings: $0.findings)
      }, gate: gate, asOf: asOf, ledger: ledger, gatePolicy: gatePolicy,
      subprocessors: subprocessors)
  }
}

extension ControlAssessment {
  fileprivate func moving(_ move: (Location) -> Location) -> ControlAssessment {
    var control = control
    control.location = move(control.location)
    return ControlAssessment(
      control: control, verdict: verdict, reasons: reasons,
      checks: checks.map { check in
        CheckAssessment(
          name: check.name, version: check.version, location: move(check.location),
          result: check.result.moving(move))
      }, wording: wording.map { $0.moving(move) }, since: since)
  }
}

extension CheckResult {
  fileprivate func moving(_ move: (Location) -> Location) -> CheckResult {
    var moved = CheckResult(
      verdict, basis: basis, summary: summary, findings: findings.map { $0.moving(move) },
      evidence: evidence.map {
        Evidence(
          observed: $0.observed, location: move($0.location), digest: $0.digest,
          observedAt: $0.observedAt)
      }, subjects: subjects, validUntil: validUntil, proofEnds: proofEnds, isExpired: isExpired,
      gaps: gaps, times: times, expiries: expiries)
    moved.trace = trace.map {
      JudgementStep(
        depth: $0.depth, text: $0.text, outcome: $0.outcome, location: $0.location.map(move))
    }
    return moved
  }
}

extension Finding {
  fileprivate func moving(_ move: (Location) -> Location) -> Finding {
    var moved = self
    moved.location = move(location)
    moved.waiver = waiver?.moving(move)
    return moved
  }
}

extension Waiver {
  fileprivate func moving(_ move: (Location) -> Location) -> Waiver {
    var moved = self
    moved.location = move(location)
    return moved
  }
}
