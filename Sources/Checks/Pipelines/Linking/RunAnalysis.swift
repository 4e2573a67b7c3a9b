import Model

/// How the jobs of a run can end when one of them, or a step of it, ends as given.
struct RunAnalysis {
  let run: PipelineRun
  let trigger: PipelineTrigger?

  /// Whether a job can start though another one ended as given.
  func canRun(_ target: String, after forced: String, ending outcome: Outcomes) -> Possibility {
    let outcomes = outcomes(forcing: forced, to: outcome)
    guard let node = run.nodes[target] else { return .unknown("the job \(target) is not known") }
    return starts(node, outcomes, changedBy: forced)
  }

  /// Whether a job can be left out, or run, when all that stands before it succeeds.
  func runs(_ target: String) -> Possibility {
    guard let node = run.nodes[target] else { return .unknown("the job \(target) is not known") }
    var world = world(for: node, [:], changedBy: nil)
    world.success = .always
    world.failure = .never
    return world.runs(node.job.condition)
  }

  /// The world of a job's steps when all jobs and steps before them succeed.
  func world(in target: String) -> ConditionWorld {
    guard let node = run.nodes[target] else { return ConditionWorld() }
    var world = world(for: node, [:], changedBy: nil)
    world.success = .always
    world.failure = .never
    return world
  }

  private func outcomes(forcing forced: String, to outcome: Outcomes) -> [String: Outcomes] {
    var outcomes: [String: Outcomes] = [:]
    let after = run.ancestors.filter { $0.value.contains(forced) }
    for id in run.order {
      if id == forced {
        outcomes[id] = outcome
      } else if after[id] != nil, let node = run.nodes[id] {
        outcomes[id] = self.outcome(of: node, outcomes, changedBy: forced)
      }
    }
    return outcomes
  }

  private func outcome(
    of node: PipelineNode, _ known: [String: Outcomes], changedBy forced: String
  ) -> Outcomes {
    if case .end(let gate, let inner) = node.kind {
      let start = known[gate] ?? .succeeded
      let parts = inner.map { known[$0] ?? .succeeded }
      let failure = parts.map(\.failure).max() ?? .no
      let good = parts.map { max($0.success, $0.skipped) }.min() ?? .yes
      return Outcomes(
        success: min(start.success, good), failure: failure, skipped: start.skipped)
    }
    let starts = starts(node, known, changedBy: forced)
    let tolerates = node.job.toleratesFailure.map { $0.state != .off } ?? false
    if case .gate = node.kind {
      return Outcomes(success: starts.canHold, failure: .no, skipped: starts.canFail)
    }
    return Outcomes(
      success: starts.canHold, failure: tolerates ? .no : starts.canHold, skipped: starts.canFail)
  }

  private func starts(
    _ node: PipelineNode, _ known: [String: Outcomes], changedBy forced: String
  ) -> Possibility {
    let runs = world(for: node, known, changedBy: forced).runs(node.job.condition)
    guard let gate = node.gate, let start = known[gate] else { return runs }
    return Possibility(canHold: start.success, canFail: max(start.failure, start.skipped)) && runs
  }

  private func world(
    for node: PipelineNode, _ known: [String: Outcomes], changedBy forced: String?
  ) -> ConditionWorld {
    var world = ConditionWorld()
    world.trigger = trigger
    world.variables = node.variables
    world.matrix = node.job.matrix
    for (name, id) in node.names {
      world.results[name] = known[id] ?? .succeeded
      if let forced, id == forced || run.ancestors[id]?.contains(forced) == true {
        world.dependent.insert(name)
      }
    }
    if let before = node.before { world.before = known[before] ?? .succeeded }
    let before = statusAncestors(of: node).map { known[$0] ?? .succeeded }
    let blocks = node.job.blocksWhenSkipped
    world.success = Possibility(
      canHold: before.map { blocks ? $0.success : max($0.success, $0.skipped) }.min() ?? .yes,
      canFail: before.map { blocks ? max($0.failure, $0.skipped) : $0.failure }.max() ?? .no)
    world.failure = Possibility(
      canHold: before.map(\.failure).max() ?? .no,
      canFail: before.map { max($0.success, $0.skipped) }.min() ?? .yes)
    return world
  }

  /// The jobs that `success()` and `failure()` speak of.
  ///
  /// In GitHub Actions a failure holds back the whole chain behind it ("Workflow syntax", `needs`), so
  /// these are all that are needed, directly or through others; a called workflow counts as one. In
  /// GitLab they are those that the job itself waits for.
  private func statusAncestors(of node: PipelineNode) -> Set<String> {
    if run.graph.system == .gitLab { return Set(node.needs) }
    var found: Set<String> = []
    var next = node.needs
    while let id = next.popLast() {
      guard found.insert(id).inserted, let other = run.nodes[id] else { continue }
      next += other.needs
    }
    return found
  }
}
