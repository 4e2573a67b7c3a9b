import Model

/// Holds the rules of one branch against what is stated.
struct BranchRulesJudge {
  let check: BranchRulesCheck
  let files: StructuredFiles
  let pipelines: Pipelines?
  let folder: String
  let context: EvaluationContext
  let observedAt: Instant

  private var findings: [Finding] = []
  private var reasons: [String] = []
  private var evidence: [Evidence] = []
  private var protection = BranchProtection()

  init(
    check: BranchRulesCheck, files: StructuredFiles, pipelines: Pipelines?, folder: String,
    context: EvaluationContext, observedAt: Instant
  ) {
    self.check = check
    self.files = files
    self.pipelines = pipelines
    self.folder = folder
    self.context = context
    self.observedAt = observedAt
  }

  mutating func judge() -> CheckResult {
    var reader = BranchProtectionReader(branch: check.branch)
    reader.read(files)
    protection = reader.protection
    guard !protection.sources.isEmpty || !protection.hidden.isEmpty else {
      return .unmeasured("no export speaks of the branch \(check.branch)")
    }
    if protection.sources.isEmpty, let first = protection.hidden.first {
      return .unmeasured("\(shown(first.location)): \(first.reason)")
    }
    judgeReviews()
    for rule in check.rules { judge(rule) }
    for name in check.statusChecks { judge(statusCheck: name) }
    for purpose in check.scans { judge(scan: purpose) }
    if check.refusesBypass { judgeBypasses() }
    return .worst(
      findings: findings.sorted { ($0.location, $0.rule) < ($1.location, $1.rule) },
      unmeasured: reasons,
      passing: "the rules of \(check.branch) demand what is stated", evidence: evidence,
      subjects: protection.sources.count)
  }

  private mutating func judgeReviews() {
    guard let wanted = check.reviews else { return }
    if let reviews = protection.reviews, reviews.value >= wanted {
      return keep("\(reviews.value) approvals", at: reviews.location)
    }
    miss(
      "reviews",
      "at least \(wanted) approvals are stated, \(protection.reviews?.value ?? 0) demanded",
      at: protection.reviews?.location)
  }

  private mutating func judge(_ rule: BranchProtection.Rule) {
    let demand = protection.rules[rule]
    if let demand, demand.value { return keep(rule.rawValue, at: demand.location) }
    miss(rule.rawValue, "\(Self.words(rule)) is not demanded", at: demand?.location)
  }

  private static func words(_ rule: BranchProtection.Rule) -> String {
    switch rule {
    case .pullRequest: "a pull or merge request"
    case .codeOwners: "the approval of code owners"
    case .dismissStale: "a new approval after new commits"
    case .lastPushApproval: "the approval of another than the last to push"
    case .conversations: "that conversations are resolved"
    case .upToDate: "that checks ran on the newest state"
    case .noForcePush: "that history stays"
    case .noDeletion: "that the branch stays"
    case .signed: "a signature on every commit"
    case .linearHistory: "a linear history"
    }
  }

  private mutating func judge(statusCheck name: String) {
    if let demand = protection.checks.first(where: { $0.value == name }) {
      return keep("required check \(name)", at: demand.location)
    }
    let nearest = NearestName.find(name, among: protection.checks.map(\.value))
    miss(
      "status-checks",
      "the check \(name) is not required" + (nearest.map { "; there is \($0)" } ?? ""),
      at: protection.checks.first?.location, identity: "status-checks: \(name)")
  }

  private mutating func judge(scan purpose: PipelineTool.Purpose) {
    guard let pipelines else { return }
    let branchGuard = BranchGuard(protection)
    var linker = PipelineLinker(pipelines.graphs)
    let finder = ToolFinder(matcher: ToolMatcher(pipelines.tools))
    var names: [String] = []
    for graph in pipelines.graphs where graph.kind == .workflow {
      let run = linker.run(of: graph)
      for use in finder.uses(in: run) where use.tool.purposes.contains(purpose) {
        guard let node = run.nodes[use.node] else { continue }
        if branchGuard.requires(check: node.checkName)
          || branchGuard.scanningTools.contains(where: {
            $0.lowercased() == use.tool.name.lowercased()
          })
        {
          return keep(
            "\(purpose.rawValue) is required: \(node.checkName) runs \(use.shown)",
            at: protection.checks.first { $0.value == node.checkName }?.location ?? use.location)
        }
        names.append(node.checkName)
      }
    }
    if names.isEmpty, let gap = pipelines.gaps.first {
      return reasons.append("\(shown(gap.location)): \(gap.reason)")
    }
    miss(
      "scans",
      names.isEmpty
        ? "no \(purpose.rawValue) is found in the pipelines"
        : "no required check runs a \(purpose.rawValue); there is \(names[0])",
      at: protection.checks.first?.location, identity: "scans: \(purpose.rawValue)")
  }

  private mutating func judgeBypasses() {
    let bypasses = protection.bypasses.filter {
      !check.allowedBypasses.contains($0.value.lowercased())
    }
    for bypass in bypasses {
      add(
        "no-bypass", "\(bypass.value) may pass the rules by", at: bypass.location,
        identity: "no-bypass: \(bypass.value)")
    }
    for hidden in protection.hiddenBypasses {
      reasons.append("\(shown(hidden.location)): \(hidden.reason)")
    }
    if bypasses.isEmpty, protection.hiddenBypasses.isEmpty, let source = protection.sources.first {
      keep("nobody may pass the rules by", at: source)
    }
  }

  /// Something stated is not demanded, unless it may stand where this token does not see.
  private mutating func miss(
    _ rule: String, _ message: String, at location: Location?, identity: String? = nil
  ) {
    if let hidden = protection.hidden.first {
      return reasons.append(
        "\(message), as far as is visible; \(shown(hidden.location)): \(hidden.reason)")
    }
    let inactive = protection.inactive.first.map { "; \($0.value) does not count" } ?? ""
    add(
      rule, message + inactive,
      at: location ?? protection.inactive.first?.location ?? protection.sources.first
        ?? Location(),
      identity: identity ?? rule)
  }

  private mutating func add(
    _ rule: String, _ message: String, at location: Location, identity: String
  ) {
    findings.append(
      Finding(
        check: BranchRulesCheck.definition.name, rule: rule, severity: context.control.severity,
        message: message, fix: context.control.fix,
        location: context.plan.place(location, in: folder), identity: identity))
  }

  private mutating func keep(_ observed: String, at location: Location) {
    evidence.append(
      Evidence(
        observed: observed, location: context.plan.place(location, in: folder),
        digest: files.files.first { $0.path == location.path }?.digest, observedAt: observedAt))
  }

  private func shown(_ location: Location) -> String {
    context.plan.place(location, in: folder).description
  }
}
