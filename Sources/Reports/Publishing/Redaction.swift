import Model

/// Builds the copy of an assessment that outsiders may see, from nothing but the fields named here.
struct Redaction {
  let audience: Control.Audience

  /// Whether observations, their places and the reasons of unmeasured checks are shown.
  private var showsObservations: Bool { audience == .nda }

  private static let reason = "the reason is not shown to this audience"

  func assessment(_ whole: Assessment, controls: [ControlAssessment]) -> Assessment {
    let published = controls.map(control)
    let names = Set(controls.map(\.control.id))
    return Assessment(
      toolVersion: whole.toolVersion, assessedAt: whole.assessedAt,
      organization: whole.organization, posturePath: "", targets: targets(whole.targets),
      frameworks: whole.frameworks.map(framework), controls: published, postureFindings: [],
      waivers: waivers(of: published),
      gate: GateDecision(
        outcome: whole.gate.outcome, deciding: whole.gate.deciding.filter(names.contains),
        adjustments: adjustments(whole.gate.adjustments)), asOf: whole.asOf,
      ledger: whole.ledger,
      subprocessors: whole.subprocessors.map { subprocessors($0, naming: names) })
  }

  /// The entries for this audience, with the controls that it may see.
  private func subprocessors(
    _ whole: SubprocessorList, naming controls: Set<String>
  ) -> SubprocessorList {
    SubprocessorList(
      notice: whole.notice, announced: whole.announced,
      entries: whole.entries.filter { audience.includes($0.audience) }.map {
        SubprocessorList.Entry(
          name: $0.name, purpose: $0.purpose, data: $0.data, countries: $0.countries,
          since: $0.since, transfer: $0.transfer, website: $0.website, audience: $0.audience,
          controls: $0.controls.filter(controls.contains))
      })
  }

  private func control(_ whole: ControlAssessment) -> ControlAssessment {
    ControlAssessment(
      control: statement(of: whole.control), verdict: whole.verdict, reasons: [],
      checks: whole.checks.map { check($0, of: whole.control) },
      wording: findings(whole.wording, of: whole.control, series: "wording"), since: whole.since)
  }

  private func statement(of control: Control) -> Control {
    Control(
      id: control.id, title: control.title, kind: control.kind, statement: control.statement,
      severity: control.severity, audience: control.audience, topic: control.topic,
      rationale: showsObservations ? control.rationale : nil, mapsTo: control.mapsTo.map(mapping),
      due: control.due, topics: control.topics, answersNo: control.answersNo)
  }

  private func mapping(_ whole: Control.Mapping) -> Control.Mapping {
    guard !showsObservations else { return whole }
    return Control.Mapping(
      framework: whole.framework,
      entries: whole.entries.map {
        .init(
          requirement: $0.requirement, relationship: $0.relationship, confidence: $0.confidence)
      })
  }

  private func framework(_ whole: Framework) -> Framework {
    guard !showsObservations else { return whole }
    return whole.excluding(whole.exclusions.map { .init(requirement: $0.requirement, reason: "") })
  }

  private func check(_ whole: CheckAssessment, of control: Control) -> CheckAssessment {
    let result = whole.result
    return CheckAssessment(
      name: whole.name, version: whole.version, location: Location(),
      result: CheckResult(
        verdict(of: result), basis: result.basis, summary: summary(of: result),
        findings: findings(result.findings, of: control, series: whole.name),
        evidence: evidence(result.evidence), subjects: result.subjects,
        validUntil: result.validUntil, proofEnds: result.proofEnds, isExpired: result.isExpired,
        gaps: showsObservations ? result.gaps : [],
        times: showsObservations ? result.times : result.times?.nameless,
        // What ends names a host, and a public reader is told when proof ends anyway.
        expiries: showsObservations ? result.expiries : []))
  }

  private func verdict(of result: CheckResult) -> CheckVerdict {
    guard !showsObservations else { return result.verdict }
    return switch result.verdict {
    case .pass, .fail: result.verdict
    case .unmeasured: .unmeasured(reason: ending(of: result) ?? Self.reason)
    case .notApplicable: .notApplicable(reason: Self.reason)
    }
  }

  /// When proof ended; a day and nothing else.
  private func ending(of result: CheckResult) -> String? {
    guard result.isExpired else { return nil }
    let days = [result.validUntil, result.proofEnds?.date].compactMap { $0 }
    return days.min().map { "its proof ended on \($0.description)" } ?? "its proof has ended"
  }

  private func summary(of result: CheckResult) -> String {
    switch result.verdict {
    case .pass where showsObservations: result.summary
    case .pass where result.basis == .attested: "attested by the organization"
    case .pass where result.subjects == 0: "passed"
    case .pass: "passed for \(Wording.counted(result.subjects, "subject"))"
    case .fail: Wording.counted(result.findings)
    case .unmeasured, .notApplicable: verdict(of: result).reason ?? ""
    }
  }

  /// Several observations of one file differ only in what is withheld; each is shown once.
  private func evidence(_ whole: [Evidence]) -> [Evidence] {
    var seen: Set<Evidence> = []
    return whole.map(evidence).filter { seen.insert($0).inserted }
  }

  private func evidence(_ whole: Evidence) -> Evidence {
    Evidence(
      observed: showsObservations ? whole.observed : "",
      location: showsObservations ? whole.location : Location(),
      digest: Wording.shortDigest(whole.digest) == nil ? nil : whole.digest,
      observedAt: whole.observedAt)
  }

  /// Findings that can only be counted.
  private func findings(_ whole: [Finding], of control: Control, series: String) -> [Finding] {
    whole.enumerated().map { index, finding in
      Finding(
        check: finding.check, rule: "withheld", severity: finding.severity,
        message: "Details are not shown to this audience.", location: Location(), identity: "",
        fingerprint: "\(control.id)/\(series)/\(index + 1)", controls: [control.id],
        waiver: finding.waiver.map { waiver($0, of: control) })
    }
  }

  private func waiver(_ whole: Waiver, of control: Control) -> Waiver {
    Waiver(
      control: control.id, owner: "", reason: showsObservations ? whole.reason : "",
      until: whole.until, location: Location())
  }

  private func waivers(of controls: [ControlAssessment]) -> [WaiverUse] {
    var counts: [Waiver: Int] = [:]
    for waiver in controls.flatMap(\.findings).compactMap(\.waiver) {
      counts[waiver, default: 0] += 1
    }
    return counts.map { WaiverUse(waiver: $0.key, state: .used, findings: $0.value) }
      .sorted { ($0.waiver.until, $0.waiver.control) < ($1.waiver.until, $1.waiver.control) }
  }

  private func targets(_ whole: [TargetSummary]) -> [TargetSummary] {
    guard !showsObservations else { return whole }
    return whole.map {
      TargetSummary(
        name: "", kind: $0.kind, label: "",
        unavailable: $0.unavailable == nil ? nil : "it could not be used")
    }
  }

  private func adjustments(_ whole: [String]) -> [String] {
    whole.isEmpty ? [] : ["\(Wording.counted(whole.count, "setting")), not shown to this audience"]
  }
}
