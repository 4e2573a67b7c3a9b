/// Everything one run found out: the only thing that reports read.
package struct Assessment: Sendable {
  package let toolVersion: String
  package let assessedAt: Instant
  package let organization: Organization
  /// The posture file as given.
  package let posturePath: String
  package let targets: [TargetSummary]
  package let frameworks: [Framework]
  /// In the order of the posture.
  package let controls: [ControlAssessment]
  /// Findings about the posture itself: expired or unused waivers.
  package let postureFindings: [Finding]
  package let waivers: [WaiverUse]
  package let gate: GateDecision
  /// The moment as of which everything is judged; later than `assessedAt` for what was recorded and
  /// is looked at again.
  package let asOf: Instant
  /// How far the ledger of runs has come, this one included where it was recorded; nil when no ledger
  /// is known or it holds no run yet.
  package let ledger: LedgerMark?
  /// Where the gate drew its line, so that a recorded assessment can be judged again later; nil where
  /// the reader may not know.
  package let gatePolicy: GatePolicy?
  /// Nil when the posture declares none.
  package let subprocessors: SubprocessorList?

  package init(
    toolVersion: String, assessedAt: Instant, organization: Organization, posturePath: String,
    targets: [TargetSummary], frameworks: [Framework], controls: [ControlAssessment],
    postureFindings: [Finding], waivers: [WaiverUse], gate: GateDecision,
    asOf: Instant? = nil, ledger: LedgerMark? = nil, gatePolicy: GatePolicy? = nil,
    subprocessors: SubprocessorList? = nil
  ) {
    self.toolVersion = toolVersion
    self.assessedAt = assessedAt
    self.organization = organization
    self.posturePath = posturePath
    self.targets = targets
    self.frameworks = frameworks
    self.controls = controls
    self.postureFindings = postureFindings
    self.waivers = waivers
    self.gate = gate
    self.asOf = asOf ?? assessedAt
    self.ledger = ledger
    self.gatePolicy = gatePolicy
    self.subprocessors = subprocessors
  }

  /// Every finding once, sorted by place; one that several controls share names them all.
  package var findings: [Finding] {
    var merged: [String: Finding] = [:]
    for finding in controls.flatMap({ $0.checks.flatMap(\.result.findings) + $0.wording })
      + postureFindings
    {
      if var known = merged[finding.fingerprint] {
        known.controls = Array(Set(known.controls + finding.controls)).sorted()
        if finding.waiver == nil { known.waiver = nil }
        merged[finding.fingerprint] = known
      } else {
        merged[finding.fingerprint] = finding
      }
    }
    return merged.values.sorted {
      ($0.location, $0.check, $0.rule, $0.fingerprint)
        < ($1.location, $1.check, $1.rule, $1.fingerprint)
    }
  }

  /// How many controls are in each state.
  package func count(of verdict: ControlVerdict) -> Int {
    controls.count { $0.verdict == verdict }
  }
}

/// A declared target as reports may show it.
package struct TargetSummary: Hashable, Sendable {
  package let name: String
  package let kind: String
  package let label: String
  /// Why it could not be used, if so.
  package let unavailable: String?

  package init(name: String, kind: String, label: String, unavailable: String?) {
    self.name = name
    self.kind = kind
    self.label = label
    self.unavailable = unavailable
  }
}

package struct ControlAssessment: Sendable {
  package let control: Control
  package let verdict: ControlVerdict
  /// Why, in sentences, worst first.
  package let reasons: [String]
  package let checks: [CheckAssessment]
  /// What the wording rules say about the statement.
  package let wording: [Finding]
  /// Since when every recorded run found this statement, with these parameters, in this state; nil
  /// when no ledger of runs is known.
  package let since: Instant?

  package init(
    control: Control, verdict: ControlVerdict, reasons: [String], checks: [CheckAssessment],
    wording: [Finding], since: Instant? = nil
  ) {
    self.control = control
    self.verdict = verdict
    self.reasons = reasons
    self.checks = checks
    self.wording = wording
    self.since = since
  }

  package var findings: [Finding] { checks.flatMap(\.result.findings) + wording }
}

package struct CheckAssessment: Sendable {
  package let name: String
  package let version: Int
  package let location: Location
  package let result: CheckResult

  package init(name: String, version: Int, location: Location, result: CheckResult) {
    self.name = name
    self.version = version
    self.location = location
    self.result = result
  }
}

package struct WaiverUse: Hashable, Sendable {
  package enum State: String, CaseIterable, Sendable {
    case used
    case unused
    case expired
  }

  package let waiver: Waiver
  package let state: State
  /// How many findings it covers, or would cover had it not expired.
  package let findings: Int

  package init(waiver: Waiver, state: State, findings: Int) {
    self.waiver = waiver
    self.state = state
    self.findings = findings
  }
}
