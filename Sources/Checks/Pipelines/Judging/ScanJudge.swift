import Model

/// Whether one use of a scanner holds one deployment back when it fails.
struct ScanJudge {
  let run: PipelineRun
  let analysis: RunAnalysis
  let deployment: Deployment

  /// What was found of one use.
  struct Opinion {
    let use: ToolUse
    var weaknesses: [ScanWeakness]
    /// What is not known.
    var reasons: [String] = []
    /// Whether the scan comes before the deployment at all.
    var isOrdered = true
  }

  func opinion(of use: ToolUse) -> Opinion {
    var opinion = Opinion(use: use, weaknesses: use.weaknesses)
    guard let node = run.nodes[use.node], let target = run.nodes[deployment.node] else {
      opinion.reasons.append("the job of \(use.shown) is not known")
      return opinion
    }
    let step = node.steps.indices.contains(use.step) ? node.steps[use.step] : nil
    judgeTolerance(step, node, into: &opinion)
    if use.node == deployment.node {
      judgeSameJob(step, target, into: &opinion)
    } else if run.ancestors[deployment.node]?.contains(use.node) == true {
      judgeOtherJob(node, target, into: &opinion)
    } else {
      opinion.isOrdered = false
    }
    if opinion.isOrdered { judgeCondition(of: step, node, target, into: &opinion) }
    return opinion
  }

  private func judgeTolerance(
    _ step: PipelineStep?, _ node: PipelineNode, into opinion: inout Opinion
  ) {
    if let flag = step?.toleratesFailure, let step {
      note(flag, "the step", Location(path: step.file, span: flag.span), into: &opinion)
    }
    // In its own job the steps after it stop all the same.
    guard opinion.use.node != deployment.node else { return }
    if let manual = node.job.manualStart {
      opinion.weaknesses.append(
        ScanWeakness(
          rule: .manualScan, message: "a person must start the job \(node.job.id.value)",
          location: Location(path: node.job.file, span: manual)))
    }
    if let flag = node.job.toleratesFailure {
      note(
        flag, "the job \(node.job.id.value)", Location(path: node.job.file, span: flag.span),
        into: &opinion)
    }
  }

  private func note(
    _ flag: PipelineFlag, _ what: String, _ location: Location, into opinion: inout Opinion
  ) {
    switch flag.state {
    case .off: return
    case .on:
      opinion.weaknesses.append(
        ScanWeakness(
          rule: .continueOnError,
          message: "\(what) goes on after a failure of \(opinion.use.shown)",
          location: location))
    case .decidedLater(let expression):
      opinion.reasons.append(
        "\(location.description): whether \(what) goes on after a failure is decided by "
          + "`\(expression.text)`")
    }
  }

  // MARK: Order

  private func judgeSameJob(
    _ step: PipelineStep?, _ target: PipelineNode, into opinion: inout Opinion
  ) {
    guard let comesAfter = deployment.comes(after: opinion.use) else {
      opinion.reasons.append(
        "\(deployment.location.description): which step of the job deploys is not known")
      return
    }
    guard comesAfter, let position = deployment.step else {
      opinion.isOrdered = false
      return
    }
    // A script stops at the failed command; only a later step can run all the same.
    guard position != opinion.use.step, target.steps.indices.contains(position) else { return }
    var world = analysis.world(in: deployment.node)
    world.success = .never
    world.failure = .always
    if let id = step?.id {
      world.steps[id.lowercased()] = .failed
      world.dependent.insert(id.lowercased())
    }
    let condition = target.steps[position].condition
    note(
      world.runs(condition), after: opinion.use,
      at: Location(path: target.steps[position].file, span: condition?.span), into: &opinion)
  }

  private func judgeOtherJob(
    _ node: PipelineNode, _ target: PipelineNode, into opinion: inout Opinion
  ) {
    let afterFailure = analysis.canRun(deployment.node, after: node.id, ending: .failed)
    note(afterFailure, after: opinion.use, at: gap(between: node, target), into: &opinion)
    let afterSkip = analysis.canRun(deployment.node, after: node.id, ending: .leftOut)
    guard afterSkip.canHold != .no else { return }
    if opinion.weaknesses.allSatisfy({ $0.rule != .runsAfterFailure }) {
      note(
        analysis.canRun(deployment.node, thoughLeftOut: node.id), after: opinion.use,
        at: gap(between: node, target), into: &opinion)
    }
    guard analysis.runs(node.id).canFail != .no else { return }
    note(
      Implication.holds(
        from: conditions(of: target), to: node.job.condition,
        in: analysis.world(in: deployment.node)),
      "the job \(node.job.id.value) is left out unless `\(node.job.condition?.expression.text ?? "")`",
      at: Location(path: node.job.file, span: node.job.condition?.span), into: &opinion)
  }

  private func note(
    _ possibility: Possibility, after use: ToolUse, at location: Location,
    into opinion: inout Opinion
  ) {
    switch possibility.canHold {
    case .no: return
    case .yes:
      opinion.weaknesses.append(
        ScanWeakness(
          rule: .runsAfterFailure,
          message: "\(deployment.shown) can run though \(use.shown) did not succeed",
          location: location))
    case .perhaps:
      opinion.reasons.append(
        "\(location.description): whether \(deployment.shown) runs after a failure is not known: "
          + (possibility.reason ?? "its condition cannot be told"))
    }
  }

  /// The condition that lets the deployment run after a failure: its own, or that of a job between.
  private func gap(between node: PipelineNode, _ target: PipelineNode) -> Location {
    if let condition = target.job.condition,
      condition.expression.calls(ConditionWorld.statusFunctions)
    {
      return Location(path: target.job.file, span: condition.span)
    }
    for id in run.order {
      guard run.ancestors[target.id]?.contains(id) == true,
        run.ancestors[id]?.contains(node.id) == true, let between = run.nodes[id],
        let condition = between.job.condition,
        condition.expression.calls(ConditionWorld.statusFunctions)
      else { continue }
      return Location(path: between.job.file, span: condition.span)
    }
    return Location(path: target.job.file, span: target.job.id.span)
  }

  // MARK: Conditions

  private func judgeCondition(
    of step: PipelineStep?, _ node: PipelineNode, _ target: PipelineNode,
    into opinion: inout Opinion
  ) {
    guard let step, let condition = step.condition else { return }
    note(
      Implication.holds(
        from: conditions(of: target) + [node.job.condition], to: condition,
        in: analysis.world(in: node.id)),
      "\(opinion.use.shown) is left out unless `\(condition.expression.text)`",
      at: Location(path: step.file, span: condition.span), into: &opinion)
  }

  private func note(
    _ isImplied: Bool?, _ message: String, at location: Location, into opinion: inout Opinion
  ) {
    switch isImplied {
    case true?: return
    case false?:
      opinion.weaknesses.append(
        ScanWeakness(rule: .conditionalScan, message: message, location: location))
    case nil: opinion.reasons.append("\(location.description): \(message), which cannot be told")
    }
  }

  /// Everything that holds when the deployment runs.
  private func conditions(of target: PipelineNode) -> [PipelineCondition?] {
    var found = [target.job.condition]
    if let step = deployment.step, target.steps.indices.contains(step) {
      found.append(target.steps[step].condition)
    }
    var gate = target.gate
    while let id = gate, let node = run.nodes[id] {
      found.append(node.job.condition)
      gate = node.gate
    }
    // Jobs that are needed without a condition of the deployment's own have run as well.
    if target.job.condition?.expression.calls(ConditionWorld.statusFunctions) != true,
      target.job.blocksWhenSkipped
    {
      found += target.needs.map { run.nodes[$0]?.job.condition }
    }
    return found
  }
}
