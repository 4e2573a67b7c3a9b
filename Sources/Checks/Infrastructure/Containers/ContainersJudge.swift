import Model

/// Judges one container after another and keeps what was found.
struct ContainersJudge {
  private static let keptEvidence = 100
  private static let keptReasons = 100

  let check: ContainersCheck
  let facts: ContainerSpecifications
  let folder: String
  let observedAt: Instant
  let context: EvaluationContext

  private var findings: [Finding] = []
  private var reasons: [String] = []
  private var evidence: [Evidence] = []
  private var uncounted = 0
  private var silenced = 0
  private var subjects = 0

  init(
    check: ContainersCheck, facts: ContainerSpecifications, folder: String, observedAt: Instant,
    context: EvaluationContext
  ) {
    self.check = check
    self.facts = facts
    self.folder = folder
    self.observedAt = observedAt
    self.context = context
  }

  mutating func judge() -> CheckResult {
    for container in facts.containers where check.includes(container) { judge(container) }
    for gap in facts.gaps where check.concerns(gap) {
      note(
        "\(place(gap.location).description): \(gap.reason); it could hold a container to judge")
    }
    if subjects < check.minimumSubjects {
      note(
        "nothing to judge: \(counted(subjects, "container")), "
          + "at least \(check.minimumSubjects) expected")
    }
    return result
  }

  private mutating func judge(_ container: ContainerSpecification) {
    subjects += 1
    for verdict in check.requirements.verdicts(on: container) {
      switch verdict {
      case .holds(let seen, let location): keep("\(shown(container)): \(seen)", at: location)
      case .unknown(let what, let location):
        note("\(shown(container)) (\(place(location).description)): it is not known \(what)")
      case .fails(let fault): report(fault, of: container)
      }
    }
    guard !check.honorsWaivers else { return }
    for waiver in container.waivers {
      keep(
        "\(shown(container)): a comment asks to ignore \(ValueText.plain(waiver.rule)), "
          + "which the posture does not let it",
        at: Location(path: container.location.path, span: waiver.span))
    }
  }

  private mutating func report(_ fault: ContainerFault, of container: ContainerSpecification) {
    if let waiver = waiver(over: fault.rule, of: container) {
      silenced += 1
      keep(
        "\(shown(container)): the finding \(fault.rule) is silenced by a comment: "
          + ValueText.plain(waiver.reason ?? ""),
        at: Location(path: container.location.path, span: waiver.span))
      return
    }
    let name = ContainersCheck.definition.name
    findings.append(
      Finding(
        check: name, rule: fault.rule, severity: context.control.severity,
        message: "\(shown(container)): \(fault.message)", fix: context.control.fix ?? fault.fix,
        location: place(fault.location),
        identity: "\(container.address): \(fault.rule) \(fault.subject)"))
  }

  private func waiver(
    over rule: String, of container: ContainerSpecification
  ) -> ConfigurationWaiver? {
    guard check.honorsWaivers else { return nil }
    let name = ContainersCheck.definition.name
    return container.waivers.first { waiver in
      let isMeant = [name, rule, "\(name)/\(rule)"].contains(waiver.rule)
      let isValid = waiver.until.map { $0 >= context.now.date } ?? true
      return isMeant && isValid && waiver.reason?.isEmpty == false
    }
  }

  private func shown(_ container: ContainerSpecification) -> String {
    ValueText.plain(container.address)
  }

  private func place(_ location: Location) -> Location { context.plan.place(location, in: folder) }
}

// What is kept.
extension ContainersJudge {
  private mutating func note(_ reason: String) {
    if reasons.count < Self.keptReasons, !reasons.contains(reason) { reasons.append(reason) }
  }

  private mutating func keep(_ observed: String, at location: Location) {
    guard evidence.count < Self.keptEvidence else {
      uncounted += 1
      return
    }
    evidence.append(
      Evidence(
        observed: observed, location: place(location),
        digest: location.path.flatMap { facts.digests[$0] }, observedAt: observedAt))
  }

  private var result: CheckResult {
    if subjects == 0, check.minimumSubjects == 0, reasons.isEmpty {
      return CheckResult(
        .notApplicable(reason: "there is no container, which the posture allows"),
        summary: "there is no container", evidence: evidence)
    }
    let silence = silenced == 0 ? "" : ", \(counted(silenced, "finding")) silenced in files"
    return .worst(
      findings: findings.sorted {
        ($0.location, $0.rule, $0.identity) < ($1.location, $1.rule, $1.identity)
      },
      unmeasured: reasons,
      passing: "\(counted(subjects, "container")) judged: all as asked\(silence)",
      failing: "\(counted(findings.count, "finding")) over "
        + "\(counted(subjects, "container"))\(silence)",
      evidence: allEvidence, subjects: subjects)
  }

  private var allEvidence: [Evidence] {
    guard uncounted > 0, let last = evidence.last else { return evidence }
    let rest = Evidence(
      observed: "\(counted(uncounted, "more setting")) judged",
      location: Location(path: last.location.path), observedAt: observedAt)
    return evidence + [rest]
  }
}
