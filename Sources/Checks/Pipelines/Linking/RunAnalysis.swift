import Model

/// How the jobs of a run can end when one of them, or a step of it, ends as given.
struct RunAnalysis {
  let run: PipelineRun
  let trigger: PipelineTrigger?

  /// Whether a job can start in some run in which one that it waits for did not succeed.
  ///
  /// The others may end in any way that their conditions allow.
  func canRun(_ target: String, after forced: String, ending outcome: Outcomes) -> Possibility {
    canRun(target, after: forced, given: [forced: outcome])
  }

  /// Whether a job can start though another was left out because one before it did not succeed.
  func canRun(_ target: String, thoughLeftOut forced: String) -> Possibility {
    // In GitLab a job that is left out for a failure holds back like one that failed.
    guard run.graph.system != .gitLab else { return .never }
    let free = outcomes(given: [:], changedBy: forced)
    var worst = Possibility.never
    for other in (run.ancestors[forced] ?? []).sorted() {
      guard let ways = free[other] else { continue }
      for (outcome, can) in [(Outcomes.failed, ways.failure), (.leftOut, ways.skipped)]
      where can != .no {
        let inThis = outcomes(given: [other: outcome], changedBy: forced)
        guard inThis[forced].map({ $0.skipped != .no }) ?? false else { continue }
        let answer = canRun(target, after: forced, given: [other: outcome, forced: .leftOut])
        if answer.canHold == .yes { return answer }
        if answer.canHold > worst.canHold { worst = answer }
      }
    }
    return worst
  }

  private func canRun(
    _ target: String, after forced: String, given: [String: Outcomes]
  ) -> Possibility {
    guard let node = run.nodes[target] else { return .unknown("the job \(target) is not known") }
    let known = outcomes(given: given, changedBy: forced)
    return starts(node, known, changedBy: forced)
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

  private func outcomes(given: [String: Outcomes], changedBy forced: String) -> [String: Outcomes] {
    var outcomes: [String: Outcomes] = [:]
    for id in run.order {
      guard let node = run.nodes[id] else { continue }
      outcomes[id] = given[id] ?? outcome(of: node, outcomes, changedBy: forced)
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
    if !node.job.blocksWhenSkipped {
      // What is left out for a failure before it holds back as that failure does.
      let rules = world(for: node, [:], changedBy: nil).runs(node.job.condition)
      return Outcomes(
        success: starts.canHold, failure: tolerates ? .no : max(starts.canHold, starts.canFail),
        skipped: rules.canFail)
    }
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
