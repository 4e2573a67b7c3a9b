import Collectors
import Model
import Policy
import Systems

/// Plan, collect, evaluate, assess: the one way from a posture to an assessment.
package struct Assessor: Sendable {
  package struct Options: Sendable {
    package var now: Instant
    package var toolVersion: String
    package var gate: GatePolicy
    /// How the command line moved the gate's line, in words.
    package var adjustments: [String]
    package var fingerprintKey: [UInt8]
    /// Globs of the controls to assess; empty assesses all.
    package var only: [String]
    /// Whether checks may do more than look.
    package var isActive: Bool
    /// Whether every part of a judgement is kept.
    package var keepsTrace = false

    package init(
      now: Instant, toolVersion: String, gate: GatePolicy, adjustments: [String] = [],
      fingerprintKey: [UInt8], only: [String] = [], isActive: Bool = false
    ) {
      self.now = now
      self.toolVersion = toolVersion
      self.gate = gate
      self.adjustments = adjustments
      self.fingerprintKey = fingerprintKey
      self.only = only
      self.isActive = isActive
    }
  }

  private let posture: Posture
  private let collectors: CollectorCatalog
  private let patterns: any PatternMatching
  private let options: Options

  package init(
    posture: Posture, collectors: CollectorCatalog, patterns: any PatternMatching, options: Options
  ) {
    self.posture = posture
    self.collectors = collectors
    self.patterns = patterns
    self.options = options
  }

  /// Looks at everything the posture's checks need and judges it.
  ///
  /// Blocks until done or cancelled; the progress is told from any thread as requests are answered.
  /// What was observed is shown to `observed` before it is judged.
  package func assess(
    in context: CollectionContext, observed: (Observations) -> Void = { _ in },
    progress: @escaping @Sendable (_ done: Int, _ total: Int, _ subject: String) -> Void
  ) -> Assessment {
    let (controls, plan, planContext) = planned
    let observations = collect(plan.requests, in: context, progress: progress)
    observed(observations)
    return evaluate(controls, with: observations, in: planContext)
  }

  /// The same with a tape that keeps what is observed, or gives what was observed earlier.
  ///
  /// - Throws: why it could not be kept or given; nil is an interrupted run, of which nothing is kept.
  package func assess(
    in context: CollectionContext, tape: any ObservationTape,
    observed: (Observations) -> Void = { _ in },
    progress: @escaping @Sendable (_ done: Int, _ total: Int, _ subject: String) -> Void
  ) throws(Unavailable) -> Assessment? {
    let (controls, plan, planContext) = planned
    let collected = collect(tape.pending(plan.requests), in: context, progress: progress)
    guard !context.cancellation.isCancelled else { return nil }
    let observations = try tape.finished(collected, of: plan.requests)
    observed(observations)
    return evaluate(controls, with: observations, in: planContext, measuredAt: tape.observedAt)
  }

  private var planned: (controls: [Control], plan: Plan, context: PlanContext) {
    let controls = selectedControls
    let context = PlanContext(
      posture: posture, isActive: options.isActive, keepsTrace: options.keepsTrace)
    return (controls, Plan(controls: controls, context: context), context)
  }

  private func collect(
    _ requests: [AnyHashableRequest], in context: CollectionContext,
    progress: @escaping @Sendable (_ done: Int, _ total: Int, _ subject: String) -> Void
  ) -> Observations {
    CollectionRun(
      requests: requests, collectors: collectors, context: context, progress: progress
    ).observations(lanes: 16, waitingLanes: 96)
  }

  /// The controls to assess, with those that their roll-ups read.
  private var selectedControls: [Control] {
    guard !options.only.isEmpty else { return posture.controls }
    var selected: Set<String> = []
    var globs = options.only
    while !globs.isEmpty {
      let wanted = globs.map { ControlGlob($0) }
      let added = posture.controls.filter { control in
        !selected.contains(control.id) && wanted.contains { $0.matches(control.id) }
      }
      selected.formUnion(added.map(\.id))
      globs = added.flatMap { $0.checks.flatMap(\.check.rolledUpControls) }
    }
    return posture.controls.filter { selected.contains($0.id) }
  }

  private func evaluate(
    _ controls: [Control], with observations: Observations, in plan: PlanContext,
    measuredAt: Instant? = nil
  ) -> Assessment {
    var waivers = WaiverBook(posture.waivers, now: options.now)
    var assessed: [String: ControlAssessment] = [:]
    let wording = WordingReview.findings(for: controls, now: options.now)
    for position in RollUpOrder(controls).evaluation {
      let control = controls[position]
      // Only roll-ups read the others; a copy for every control would cost the square of their number.
      let readsOthers = control.checks.contains { !$0.check.rolledUpControls.isEmpty }
      let context = EvaluationContext(
        plan: plan, control: control, now: options.now, patterns: patterns,
        assessed: readsOthers ? assessed : [:])
      assessed[control.id] = assessment(
        of: control, wording: wording[position], observations: observations, context: context,
        measuredAt: measuredAt ?? options.now, waivers: &waivers)
    }
    let ordered = controls.compactMap { assessed[$0.id] }
    let gate = Gate(policy: options.gate, adjustments: options.adjustments)
    // A run over some controls cannot tell which waivers are unused.
    let postureFindings = options.only.isEmpty ? waivers.findings.map(fingerprinted) : []
    return Assessment(
      toolVersion: options.toolVersion, assessedAt: options.now,
      organization: posture.organization, posturePath: posture.path,
      targets: posture.targets.map(TargetSummary.init(target:)), frameworks: posture.frameworks,
      controls: ordered, postureFindings: postureFindings, waivers: waivers.uses,
      gate: gate.decision(on: ordered), gatePolicy: options.gate,
      subprocessors: posture.subprocessors)
  }

  private func assessment(
    of control: Control, wording: [Finding], observations: Observations,
    context: EvaluationContext, measuredAt: Instant, waivers: inout WaiverBook
  ) -> ControlAssessment {
    let age = ProofAge(
      now: options.now, validity: posture.proofValidity, holidays: posture.holidays)
    let checks = control.checks.map { planned in
      let result = age.aged(
        age.dated(
          planned.check.evaluate(observations, in: context), for: control,
          measuredAt: measuredAt))
      let findings = result.findings.map {
        waivers.applied(to: attributed($0, to: control), of: control.id)
      }
      return CheckAssessment(
        name: planned.name, version: type(of: planned.check).definition.version,
        location: planned.location, result: result.replacing(findings: findings))
    }
    let held = Set(checks.flatMap(\.result.findings).map(\.fingerprint))
    let wording =
      wording.map { waivers.applied(to: attributed($0, to: control), of: control.id) }
      // A control may ask for the wording rules as a check of its own.
      .filter { !held.contains($0.fingerprint) }
    let judge = ControlJudge(now: options.now, gate: options.gate)
    let (verdict, reasons) = judge.verdict(of: control, checks: checks, wording: wording)
    return ControlAssessment(
      control: control, verdict: verdict, reasons: reasons, checks: checks, wording: wording)
  }

  private func attributed(_ finding: Finding, to control: Control) -> Finding {
    var finding = fingerprinted(finding)
    finding.controls = [control.id]
    return finding
  }

  private func fingerprinted(_ finding: Finding) -> Finding {
    var finding = finding
    finding.fingerprint = Fingerprint(key: options.fingerprintKey).of(finding)
    return finding
  }
}

extension TargetSummary {
  fileprivate init(target: Target) {
    let kind: String
    var unavailable: String?
    switch target.kind {
    case .success(.endpoint): kind = "endpoint"
    case .success(.repository): kind = "repository"
    case .success(.files): kind = "files"
    case .success(.database): kind = "database"
    case .failure(let reason):
      kind = "unavailable"
      unavailable = reason.reason
    }
    self.init(name: target.name, kind: kind, label: target.label, unavailable: unavailable)
  }
}

extension CheckResult {
  /// The same result with other findings, which have their fingerprints and waivers.
  func replacing(findings: [Finding]) -> CheckResult {
    var replaced = CheckResult(
      verdict, basis: basis, summary: summary, findings: findings, evidence: evidence,
      subjects: subjects, validUntil: validUntil, proofEnds: proofEnds, isExpired: isExpired,
      gaps: gaps, times: times, expiries: expiries)
    replaced.trace = trace
    return replaced
  }
}
