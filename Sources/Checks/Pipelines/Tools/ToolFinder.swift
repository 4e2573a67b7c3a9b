import Model

/// Finds every use of a tool in a run.
struct ToolFinder {
  let matcher: ToolMatcher

  func uses(in run: PipelineRun) -> [ToolUse] {
    run.order.flatMap { id in run.nodes[id].map { uses(in: $0) } ?? [] }
  }

  private func uses(in node: PipelineNode) -> [ToolUse] {
    guard case .job = node.kind else { return [] }
    var found: [ToolUse] = []
    if let template = node.job.template {
      let location = Location(path: node.job.file, span: template.span)
      for tool in matcher.tools(ofTemplate: template.value) + matcher.tools(ofOrb: template.value) {
        found.append(
          ToolUse(
            tool: tool, node: node.id, step: -1, command: 0, location: location,
            shown: template.value, weaknesses: fates(tool, [], at: location)))
      }
    }
    if let call = node.job.call, let name = call.workflow.name {
      // A workflow of another repository may be known by its name alone.
      let location = Location(path: node.job.file, span: call.workflow.span)
      for tool in matcher.tools(ofAction: name) {
        found.append(
          ToolUse(
            tool: tool, node: node.id, step: 0, command: 0, location: location,
            shown: call.workflow.text,
            weaknesses: fates(tool, options(of: call.inputs), at: location)))
      }
    }
    for (index, step) in node.steps.enumerated() {
      found += uses(of: step, at: index, in: node)
    }
    return found
  }

  private func uses(of step: PipelineStep, at index: Int, in node: PipelineNode) -> [ToolUse] {
    var found: [ToolUse] = []
    if let action = step.action {
      let location = Location(path: step.file, span: action.span)
      var tools = action.name.map { matcher.tools(ofAction: $0) } ?? []
      if case .image(let image) = action.source { tools += matcher.tools(ofImage: image) }
      // An orb's command of CircleCI.
      if action.text.hasPrefix("orb:") {
        tools += matcher.tools(ofOrb: String(action.text.dropFirst("orb:".count)))
      }
      let options = options(of: step.inputs)
      for tool in tools where ToolMatcher.does(tool, with: options) {
        found.append(
          ToolUse(
            tool: tool, node: node.id, step: index, command: 0, location: location,
            shown: action.text, weaknesses: fates(tool, options, at: location)))
      }
    }
    for (position, command) in (step.script?.commands ?? []).enumerated() {
      let location = Location(path: step.file, span: command.span)
      for match in matcher.matches(command.words) {
        var weaknesses = fates(match.tool, match.options, at: location)
        if let weakness = fate(of: command, at: location) { weaknesses.append(weakness) }
        if let reason = command.condition {
          weaknesses.append(
            ScanWeakness(
              rule: .conditionalScan, message: "`\(command.shown)` may not run: \(reason)",
              location: location))
        }
        found.append(
          ToolUse(
            tool: match.tool, node: node.id, step: index, command: position, location: location,
            shown: command.shown, weaknesses: weaknesses))
      }
    }
    return found
  }

  /// Inputs of an action, as `name: value`, with the words of each value as options.
  private func options(of inputs: [PipelineVariable]) -> [String] {
    inputs.flatMap { input in
      input.values.flatMap { value in
        ["\(input.name.value.lowercased()): \(value.text)", input.name.value.lowercased() + ":"]
          + value.text.split(whereSeparator: \.isWhitespace).prefix(200).map(String.init)
      }
    }
  }

  private func fate(of command: ShellCommand, at location: Location) -> ScanWeakness? {
    switch command.failure {
    case .stops: nil
    case .ignored(let how):
      ScanWeakness(
        rule: .failureIgnored, message: "the failure of `\(command.shown)` is lost: \(how)",
        location: location)
    case .unknown(let reason):
      ScanWeakness(
        rule: .failureIgnored,
        message: "what becomes of the failure of `\(command.shown)` is not known: \(reason)",
        location: location)
    }
  }

  /// What a tool's own options make of its findings.
  private func fates(
    _ tool: PipelineTool, _ options: [String], at location: Location
  ) -> [ScanWeakness] {
    var found: [ScanWeakness] = []
    if let option = tool.passesWith.first(where: { ToolMatcher.has($0, in: options) }) {
      found.append(
        ScanWeakness(
          rule: .reportOnly, message: "\(tool.name) does not fail on findings with `\(option)`",
          location: location))
    } else if tool.failing == .never {
      found.append(
        ScanWeakness(
          rule: .reportOnly,
          message: "\(tool.name) reports its findings elsewhere and does not fail on them",
          location: location))
    } else if tool.failing == .onRequest,
      !tool.failsWith.contains(where: { ToolMatcher.has($0, in: options) })
    {
      let ways = tool.failsWith.prefix(2).map { "`\($0)`" }.joined(separator: " or ")
      found.append(
        ScanWeakness(
          rule: .reportOnly, message: "\(tool.name) fails on findings only with \(ways)",
          location: location))
    }
    if let option = tool.narrowedBy.first(where: { ToolMatcher.has($0, in: options) }) {
      found.append(
        ScanWeakness(
          rule: .severityThreshold, message: "\(tool.name) passes over findings with `\(option)`",
          location: location))
    }
    return found
  }
}
