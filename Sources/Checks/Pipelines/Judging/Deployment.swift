import Model

/// One step that brings a version to production.
struct Deployment {
  let node: String
  /// Nil where it is not known which step of the job deploys.
  let step: Int?
  let command: Int
  let location: Location
  let shown: String

  /// Whether a use of a tool in the same job comes before.
  func comes(after use: ToolUse) -> Bool? {
    step.map { (use.step, use.command) < ($0, command) }
  }
}

/// Finds the deployments to production in a run.
struct DeploymentFinder {
  private static let otherStages: Set<String> = [
    "staging", "stage", "stg", "preview", "previews", "dev", "develop", "development", "test",
    "testing", "tests", "qa", "uat", "sandbox", "review", "ephemeral", "e2e", "integration",
    "local",
    "demo", "testpypi", "nightly", "pr", "kind", "minikube",
  ]
  private static let production: Set<String> = ["prod", "production", "live", "prd"]
  private static let reviewEvents: Set<String> = [
    "pull_request", "pull_request_target", "merge_group", "pull_request_review", "issue_comment",
  ]

  /// `job` or `file#job`, with `*` and `?`; empty where deployments are recognised.
  let named: [String]
  let countsPublishing: Bool

  func deployments(in run: PipelineRun, uses: [ToolUse]) -> [Deployment] {
    run.order.flatMap { id -> [Deployment] in
      guard let node = run.nodes[id] else { return [] }
      if case .end = node.kind { return [] }
      if case .gate = node.kind { return [] }
      let own = uses.filter { use in
        use.node == id
          && (use.tool.purposes.contains(.deploy)
            || countsPublishing && use.tool.purposes.contains(.publish))
      }
      guard named.isEmpty else { return isNamed(node) ? deployments(of: node, own) : [] }
      return recognised(node, own, in: run)
    }
  }

  private func isNamed(_ node: PipelineNode) -> Bool {
    named.contains { pattern in
      let parts = pattern.split(separator: "#", maxSplits: 1).map(String.init)
      guard let job = parts.last, ControlGlob(job).matches(node.job.id.value) else { return false }
      return parts.count < 2 || node.job.file == parts[0] || node.job.file.hasSuffix("/" + parts[0])
    }
  }

  private func recognised(
    _ node: PipelineNode, _ uses: [ToolUse], in run: PipelineRun
  ) -> [Deployment] {
    let stage = stage(of: node)
    if stage == false { return [] }
    let onlyReviews = run.graph.triggers.allSatisfy {
      Self.reviewEvents.contains($0.event.value)
    }
    if onlyReviews, stage != true, !run.graph.triggers.isEmpty { return [] }
    let own = uses.filter { !isOtherStage($0.shown) }
    if !uses.isEmpty, own.isEmpty, stage != true { return [] }
    if own.isEmpty, node.job.environment == nil { return [] }
    // An environment alone may hold no more than a secret; it counts where it is called production.
    if own.isEmpty, stage != true { return [] }
    return deployments(of: node, own)
  }

  private func deployments(of node: PipelineNode, _ uses: [ToolUse]) -> [Deployment] {
    guard let first = uses.first else {
      return [
        Deployment(
          node: node.id, step: nil, command: 0,
          location: Location(path: node.job.file, span: node.job.id.span),
          shown: node.job.id.value)
      ]
    }
    // What holds before the first holds before all.
    return [
      Deployment(
        node: node.id, step: first.step, command: first.command, location: first.location,
        shown: first.shown)
    ]
  }

  /// Whether the job is for production; nil where its names say neither.
  private func stage(of node: PipelineNode) -> Bool? {
    if let environment = node.job.environment?.literal {
      let words = Self.words(environment)
      if !words.isDisjoint(with: Self.production) { return true }
      if !words.isDisjoint(with: Self.otherStages) { return false }
      return nil
    }
    let words = Self.words(node.id + " " + (node.job.name?.text ?? ""))
    if !words.isDisjoint(with: Self.production) { return true }
    return words.isDisjoint(with: Self.otherStages) ? nil : false
  }

  /// Whether a command names another stage; one that is put in when it runs may be any.
  private func isOtherStage(_ command: String) -> Bool {
    if command.contains("$") { return false }
    let words = Self.words(command)
    return words.isDisjoint(with: Self.production) && !words.isDisjoint(with: Self.otherStages)
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }
}
