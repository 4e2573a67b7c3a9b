import Model

/// A company's assessment with every verdict and every kind, as a real run would give it.
enum SampleAssessment {
  static let now = Instant(seconds: 1_795_255_200)  // 2026-11-21T10:00:00Z
  static let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

  static let full = assessment(controls: transport + repository + data + people + outlook)

  /// The same with what a ledger of earlier runs knows.
  static let dated = full.dated(
    since: [
      "transport.tls": Instant(startOf: SampleParts.day(2026, 3, 2)),
      "transport.hsts": Instant(startOf: SampleParts.day(2026, 9, 1)),
      "incident.customer-notice": Instant(startOf: SampleParts.day(2026, 1, 15)),
    ], ledger: LedgerMark(run: 41, digest: digest))

  static let organization = Organization(
    name: "Larkfield", product: "Larkfield Invoices", environment: "production (EU)",
    website: "https://larkfield.example", securityContact: "security@larkfield.example")

  /// An assessment around any controls, with a gate that fits them.
  static func assessment(
    controls: [ControlAssessment], gate: GateDecision? = nil, postureFindings: [Finding]? = nil,
    waivers: [WaiverUse]? = nil, organization: Organization = organization,
    frameworks: [Framework] = SampleFrameworks.all,
    subprocessors: SubprocessorList? = SampleSubprocessors.list,
    targets: [TargetSummary] = targets, posturePath: String = "avouch.yaml",
    gatePolicy: GatePolicy = GatePolicy()
  ) -> Assessment {
    Assessment(
      toolVersion: "0.1.0", assessedAt: now, organization: organization,
      posturePath: posturePath, targets: targets, frameworks: frameworks, controls: controls,
      postureFindings: postureFindings ?? [expiredWaiver], waivers: waivers ?? self.waivers,
      gate: gate ?? Self.gate(for: controls), gatePolicy: gatePolicy,
      subprocessors: subprocessors)
  }

  static func gate(for controls: [ControlAssessment]) -> GateDecision {
    let bad = controls.filter { [.violated, .overdue, .contradicted].contains($0.verdict) }
    let unproven = controls.filter { $0.verdict == .unproven }
    if !bad.isEmpty {
      return GateDecision(
        outcome: .violated, deciding: bad.map(\.control.id),
        adjustments: ["fails on medium and above"])
    }
    return unproven.isEmpty
      ? GateDecision(outcome: .holds, deciding: [], adjustments: [])
      : GateDecision(outcome: .unmeasured, deciding: unproven.map(\.control.id), adjustments: [])
  }

  static let targets = [
    TargetSummary(name: "web", kind: "endpoint", label: "larkfield.example", unavailable: nil),
    TargetSummary(name: "api", kind: "endpoint", label: "api.larkfield.example", unavailable: nil),
    TargetSummary(name: "code", kind: "repository", label: ".", unavailable: nil),
    TargetSummary(name: "infra", kind: "files", label: "infra/", unavailable: nil),
    TargetSummary(
      name: "db", kind: "database", label: "db",
      unavailable: "the environment variable DATABASE_URL is not set"),
  ]

  static let waivers = [
    WaiverUse(waiver: SampleParts.waiver, state: .used, findings: 1),
    WaiverUse(
      waiver: Waiver(
        control: "transport.legacy", owner: "Ines Roth", reason: "the old importer needed it",
        until: SampleParts.day(2026, 10, 31), location: SampleParts.file("waivers.yaml", 9)),
      state: .expired, findings: 2),
    WaiverUse(
      waiver: Waiver(
        control: "repository.signed", owner: "Ines Roth", reason: "keys are being issued",
        until: SampleParts.day(2027, 1, 31), location: SampleParts.file("waivers.yaml", 16)),
      state: .unused, findings: 0),
  ]

  static let expiredWaiver = Finding(
    check: "waivers", rule: "expired", severity: .medium,
    message: "the waiver for transport.legacy ended on 2026-10-31 and no longer covers 2 findings",
    fix: "fix the findings, or accept them again with a new date",
    location: SampleParts.file("waivers.yaml", 9), identity: "transport.legacy",
    fingerprint: "posture-1")
}
