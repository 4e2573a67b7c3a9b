import Model

/// Judges the pipelines of one folder.
struct PipelineJudge {
  private static let keptEvidence = 50

  let check: PipelineCheck
  let pipelines: Pipelines
  let exports: Result<StructuredFiles, Unavailable>?
  let folder: String
  let context: EvaluationContext
  let observedAt: Instant

  private var findings: [Finding] = []
  private var seen: Set<String> = []
  private var reasons: [String] = []
  private var evidence: [Evidence] = []
  private var deployCount = 0
  private var guardRules: BranchGuard?

  init(
    check: PipelineCheck, pipelines: Pipelines, exports: Result<StructuredFiles, Unavailable>?,
    folder: String, context: EvaluationContext, observedAt: Instant
  ) {
    self.check = check
    self.pipelines = pipelines
    self.exports = exports
    self.folder = folder
    self.context = context
    self.observedAt = observedAt
  }

  mutating func judge() -> CheckResult {
    guard !pipelines.graphs.isEmpty || !pipelines.gaps.isEmpty else {
      return .unmeasured("nothing to judge: no pipeline was found")
    }
    for gap in pipelines.gaps { note(gap.reason, at: gap.location) }
    if !check.required.isEmpty { judgeDeployments() }
    if !check.forbidden.isEmpty { judgeHygiene() }
    let count = check.required.isEmpty ? pipelines.graphs.count : deployCount
    return .worst(
      findings: findings.sorted { ($0.location, $0.rule) < ($1.location, $1.rule) },
      unmeasured: reasons, passing: summary, evidence: evidence, subjects: count)
  }

  private var summary: String {
    var parts: [String] = []
    if !check.required.isEmpty {
      parts.append(
        "\(counted(check.required.count, "kind")) of scans "
          + "hold\(check.required.count == 1 ? "s" : "") "
          + "\(counted(deployCount, "deployment")) back")
    }
    if !check.forbidden.isEmpty {
      parts.append("nothing forbidden in \(counted(pipelines.graphs.count, "file"))")
    }
    return parts.joined(separator: "; ")
  }

  // MARK: Deployments

  /// A run with the tools in it.
  private struct Seen {
    let run: PipelineRun
    let uses: [ToolUse]
  }

  private mutating func judgeDeployments() {
    var linker = PipelineLinker(pipelines.graphs)
    let finder = ToolFinder(matcher: ToolMatcher(pipelines.tools))
    var runs: [Seen] = []
    let called = calledWorkflows
    for graph in pipelines.graphs where graph.kind == .workflow {
      let isCalledOnly =
        !graph.triggers.isEmpty && graph.triggers.allSatisfy { $0.event.value == "workflow_call" }
      if isCalledOnly, called.contains(graph.file) { continue }
      let run = linker.run(of: graph)
      runs.append(Seen(run: run, uses: finder.uses(in: run)))
    }
    readGuard()
    let deployments = DeploymentFinder(
      named: check.deploys, countsPublishing: check.countsPublishing)
    for seen in runs {
      let found = deployments.deployments(in: seen.run, uses: seen.uses)
      for deployment in found { judge(deployment, in: seen, among: runs) }
      // A job on a circle, or one too many, may hide a deployment.
      for problem in seen.run.problems { note(problem.reason, at: problem.location) }
    }
    if deployCount < check.minimumDeploys {
      reasons.append(
        check.deploys.isEmpty
          ? "no deployment to production was recognised; name its job in `deploys`"
          : "no job is called \(check.deploys.joined(separator: ", "))")
    }
  }

  private var calledWorkflows: Set<String> {
    var called: Set<String> = []
    for graph in pipelines.graphs {
      for job in graph.jobs {
        if case .local(let path)? = job.call?.workflow.source { called.insert(path) }
      }
    }
    return called
  }

  private mutating func judge(_ deployment: Deployment, in seen: Seen, among runs: [Seen]) {
    var triggers: [PipelineTrigger?] = seen.run.graph.triggers
    if triggers.isEmpty { triggers = [nil] }
    let analyses = triggers.map { RunAnalysis(run: seen.run, trigger: $0) }
      .filter { canStart(deployment, $0) }
    guard !analyses.isEmpty else { return }
    deployCount += 1
    keep("deploys: \(deployment.shown)", at: deployment.location)
    for requirement in check.required {
      var outcomes: [Outcome] = []
      for analysis in analyses {
        outcomes.append(
          outcome(of: requirement, deployment, seen, analysis, among: runs))
      }
      report(outcomes, of: requirement, deployment)
    }
  }

  private func canStart(_ deployment: Deployment, _ analysis: RunAnalysis) -> Bool {
    guard analysis.runs(deployment.node).canHold != .no,
      let node = analysis.run.nodes[deployment.node]
    else { return false }
    var gate = node.gate
    while let id = gate {
      if analysis.runs(id).canHold == .no { return false }
      gate = analysis.run.nodes[id]?.gate
    }
    if let step = deployment.step, node.steps.indices.contains(step) {
      return analysis.world(in: node.id).runs(node.steps[step].condition).canHold != .no
    }
    return true
  }

  /// What one kind of scan does for one deployment.
  private enum Outcome {
    case held(ToolUse)
    case heldByRule(String)
    case weak([ScanWeakness])
    case unknown([String])
  }

  private func outcome(
    of requirement: PipelineCheck.Requirement, _ deployment: Deployment, _ seen: Seen,
    _ analysis: RunAnalysis, among runs: [Seen]
  ) -> Outcome {
    let judge = ScanJudge(run: seen.run, analysis: analysis, deployment: deployment)
    var opinions = seen.uses.filter { counts($0, for: requirement) }.map { judge.opinion(of: $0) }
    for index in opinions.indices {
      opinions[index].weaknesses.removeAll { check.allowed.contains($0.rule.rawValue) }
    }
    let ordered = opinions.filter(\.isOrdered)
    if let good = ordered.first(where: { $0.weaknesses.isEmpty && $0.reasons.isEmpty }) {
      return .held(good.use)
    }
    if let rule = ruleThatHolds(requirement, deployment, analysis, among: runs) {
      return .heldByRule(rule)
    }
    if let unsure = ordered.first(where: \.weaknesses.isEmpty) { return .unknown(unsure.reasons) }
    if let best = ordered.min(by: { $0.weaknesses.count < $1.weaknesses.count }) {
      return .weak(best.weaknesses)
    }
    let hidden = hiddenWork(before: deployment, in: seen.run)
    if !hidden.isEmpty { return .unknown(hidden) }
    return .weak([absence(of: requirement, deployment, opinions, among: runs)])
  }

  private func counts(_ use: ToolUse, for requirement: PipelineCheck.Requirement) -> Bool {
    use.tool.purposes.contains(requirement.purpose)
      && (requirement.tools.isEmpty || requirement.tools.contains(use.tool.name.lowercased()))
  }

  /// What runs before the deployment, or in its job, and is not known.
  private func hiddenWork(before deployment: Deployment, in run: PipelineRun) -> [String] {
    let before = (run.ancestors[deployment.node] ?? []).union([deployment.node])
    return run.order.filter(before.contains).flatMap { id in
      (run.nodes[id]?.unknown ?? []).map { described($0.reason, at: $0.location) }
    }
  }

  /// Why there is no scan before the deployment.
  private func absence(
    of requirement: PipelineCheck.Requirement, _ deployment: Deployment,
    _ opinions: [ScanJudge.Opinion], among runs: [Seen]
  ) -> ScanWeakness {
    let kind = requirement.purpose.rawValue
    if let other = opinions.first {
      return ScanWeakness(
        rule: .unorderedScan,
        message: "\(deployment.shown) does not wait for \(other.use.shown) (\(kind)) at "
          + described(other.use.location),
        location: deployment.location)
    }
    for seen in runs {
      guard let use = seen.uses.first(where: { counts($0, for: requirement) }) else { continue }
      let isScheduled = seen.run.graph.triggers.allSatisfy {
        $0.event.value == "schedule" || $0.event.value == "workflow_dispatch"
      }
      let place = described(use.location)
      return ScanWeakness(
        rule: isScheduled ? .scheduledScan : .scanElsewhere,
        message: isScheduled
          ? "\(use.shown) (\(kind)) runs on a schedule at \(place), not before \(deployment.shown)"
          : "\(use.shown) (\(kind)) runs in another workflow at \(place), which "
            + "\(deployment.shown) does not wait for",
        location: deployment.location)
    }
    return ScanWeakness(
      rule: .missingScan, message: "nothing before \(deployment.shown) is a \(kind)",
      location: deployment.location)
  }

  private mutating func report(
    _ outcomes: [Outcome], of requirement: PipelineCheck.Requirement, _ deployment: Deployment
  ) {
    let kind = requirement.purpose.rawValue
    for outcome in outcomes {
      switch outcome {
      case .held(let use):
        keep("\(kind) before \(deployment.shown): \(use.shown)", at: use.location)
      case .heldByRule(let rule): keep("\(kind): \(rule)", at: deployment.location)
      case .unknown(let unknown):
        let more = unknown.count > 1 ? " (and \(unknown.count - 1) more)" : ""
        add(
          reason: "whether a \(kind) holds \(deployment.shown) at "
            + "\(described(deployment.location)) back is not known: "
            + (unknown.first ?? "") + more)
      case .weak(let weaknesses):
        for weakness in weaknesses {
          add(
            Finding(
              check: PipelineCheck.definition.name, rule: weakness.rule.rawValue,
              severity: context.control.severity,
              message: "\(kind): \(weakness.message)",
              fix: context.control.fix ?? Self.fix(weakness.rule, kind),
              location: context.plan.place(weakness.location, in: folder),
              identity: "\(deployment.node): \(kind): \(weakness.rule.rawValue)"))
        }
      }
    }
  }

  private static func fix(_ rule: ScanWeakness.Rule, _ kind: String) -> String {
    switch rule {
    case .missingScan: "Run a \(kind) in a job that the deployment needs."
    case .unorderedScan: "Add the job of the scan to `needs` of the deployment."
    case .scanElsewhere, .scheduledScan:
      "Run it in the workflow that deploys, or require its status check on the branch."
    case .runsAfterFailure: "Take the condition away, or ask for the result of the scan in it."
    case .continueOnError: "Take it away, so that a failed scan fails the job."
    case .failureIgnored: "Let the exit code of the command be that of the step."
    case .reportOnly: "Let the tool fail on findings, or require its check on the branch."
    case .severityThreshold: "Take the threshold away, or accept it with `allow`."
    case .conditionalScan: "Run the scan under every condition under which the deployment runs."
    case .manualScan: "Let the scan start by itself."
    }
  }

  // MARK: Branch rules

  private mutating func readGuard() {
    guard let exports else { return }
    do throws(Unavailable) {
      guardRules = BranchGuard(try exports.get(), branch: check.branch)
    } catch {
      reasons.append(error.reason)
    }
  }

  private func ruleThatHolds(
    _ requirement: PipelineCheck.Requirement, _ deployment: Deployment, _ analysis: RunAnalysis,
    among runs: [Seen]
  ) -> String? {
    guard let guardRules, deploysOnlyBranch(analysis, deployment) else { return nil }
    for seen in runs {
      let reviewed = seen.run.graph.triggers.first {
        $0.event.value == "pull_request" || $0.event.value == "merge_request"
      }
      for use in seen.uses where counts(use, for: requirement) {
        if guardRules.scanningTools.contains(where: {
          $0.lowercased() == use.tool.name.lowercased()
        }) {
          return "the branch requires the results of \(use.tool.name)"
        }
        guard let reviewed, let node = seen.run.nodes[use.node],
          guardRules.requires(check: node.checkName),
          isWhole(use, node, RunAnalysis(run: seen.run, trigger: reviewed))
        else { continue }
        return "the branch requires the check \(node.checkName), which runs \(use.shown)"
      }
    }
    return nil
  }

  /// Whether a use fails its job on a finding, and is never left out.
  private func isWhole(_ use: ToolUse, _ node: PipelineNode, _ analysis: RunAnalysis) -> Bool {
    let step = node.steps.indices.contains(use.step) ? node.steps[use.step] : nil
    return use.weaknesses.allSatisfy { check.allowed.contains($0.rule.rawValue) }
      && (step?.toleratesFailure.map { $0.state == .off } ?? true)
      && (node.job.toleratesFailure.map { $0.state == .off } ?? true)
      && analysis.runs(node.id).canFail == .no
      && analysis.world(in: node.id).runs(step?.condition).canFail == .no
  }

  /// Whether nothing but the branch with the rules starts the deployment.
  private func deploysOnlyBranch(_ analysis: RunAnalysis, _ deployment: Deployment) -> Bool {
    guard let trigger = analysis.trigger, trigger.event.value == "push", trigger.tags == nil else {
      return false
    }
    if let branches = trigger.branches, !branches.isEmpty,
      branches.allSatisfy({ $0.value == check.branch })
    {
      return true
    }
    guard let condition = analysis.run.nodes[deployment.node]?.job.condition else { return false }
    let asked = PipelineCondition(
      ConditionWorld.equation(["github", "ref_name"], check.branch), at: condition.span)
    return Implication.holds(
      from: [condition], to: asked, in: analysis.world(in: deployment.node)) == true
  }

  // MARK: Hygiene

  private mutating func judgeHygiene() {
    let hygiene = PipelineHygiene(trusted: check.trusted)
    for graph in pipelines.graphs {
      for fault in hygiene.faults(in: graph) where check.forbidden.contains(fault.rule) {
        switch fault.kind {
        case .unknown: note(fault.message, at: fault.location)
        case .fault:
          add(
            Finding(
              check: PipelineCheck.definition.name, rule: fault.rule.rawValue,
              severity: context.control.severity, message: fault.message,
              fix: context.control.fix ?? fault.rule.fix,
              location: context.plan.place(fault.location, in: folder), identity: fault.identity))
        }
      }
      keep(
        "\(counted(graph.jobs.count, "job")) of \(graph.kind.rawValue) read",
        at: Location(path: graph.file))
    }
  }

  // MARK: What is kept

  private mutating func add(_ finding: Finding) {
    let key = "\(finding.rule) \(finding.location.description) \(finding.message)"
    if seen.insert(key).inserted { findings.append(finding) }
  }

  private mutating func add(reason: String) {
    if seen.insert(reason).inserted { reasons.append(reason) }
  }

  private mutating func note(_ reason: String, at location: Location) {
    add(reason: described(reason, at: location))
  }

  private func described(_ reason: String, at location: Location) -> String {
    "\(described(location)): \(reason)"
  }

  private func described(_ location: Location) -> String {
    context.plan.place(location, in: folder).description
  }

  private mutating func keep(_ observed: String, at location: Location) {
    guard evidence.count < Self.keptEvidence else { return }
    let kept = Evidence(
      observed: observed, location: context.plan.place(location, in: folder),
      digest: location.path.flatMap { pipelines.digests[$0] }, observedAt: observedAt)
    if !evidence.contains(kept) { evidence.append(kept) }
  }
}
