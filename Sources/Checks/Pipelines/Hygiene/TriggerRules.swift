import Model

/// Events that run with the rights of the repository on what others send.
enum TriggerRules {
  private static let privileged: Set<String> = ["pull_request_target", "workflow_run"]
  private static let open: Set<String> = [
    "pull_request", "pull_request_target", "issue_comment", "issues", "fork", "watch",
  ]

  static func faults(in graph: PipelineGraph) -> [HygieneFault] {
    guard graph.system == .gitHubActions, graph.kind == .workflow else { return [] }
    var found: [HygieneFault] = []
    let privileged = graph.triggers.filter { Self.privileged.contains($0.event.value) }
    for trigger in privileged {
      found.append(
        HygieneFault(
          rule: .privilegedTrigger,
          message: "`\(trigger.event.value)` gives what others send the rights of the repository",
          location: Location(path: graph.file, span: trigger.event.span),
          identity: trigger.event.value))
    }
    if let trigger = privileged.first
      ?? graph.triggers.first(where: { $0.event.value == "issue_comment" })
    {
      found += checkouts(in: graph, trigger)
    }
    if graph.triggers.contains(where: { open.contains($0.event.value) }) {
      found += runners(in: graph)
    }
    return found
  }

  /// Steps that fetch what a pull request brings.
  private static func checkouts(
    in graph: PipelineGraph, _ trigger: PipelineTrigger
  ) -> [HygieneFault] {
    var found: [HygieneFault] = []
    for job in graph.jobs {
      for step in job.steps {
        let inputs = step.inputs.filter {
          ["ref", "repository"].contains($0.name.value.lowercased())
        }
        if step.action?.name == "actions/checkout",
          let value = inputs.flatMap(\.values).first(where: isOthers)
        {
          found.append(fault(trigger, value.text, Location(path: step.file, span: value.span)))
        }
        for command in step.script?.commands ?? [] where fetches(command) {
          found.append(
            fault(trigger, command.shown, Location(path: step.file, span: command.span)))
        }
      }
    }
    return found
  }

  private static func isOthers(_ value: PipelineText) -> Bool {
    value.text.contains("refs/pull/")
      || value.insertions.contains { insertion in
        insertion.expression.paths.contains { path in
          path == ["github", "head_ref"]
            || path.starts(with: ["github", "event", "pull_request", "head"])
            || path.starts(with: ["github", "event", "workflow_run", "head_"])
            || path.starts(with: ["github", "event", "workflow_run"])
              && (path.last?.hasPrefix("head_") ?? false)
            || path.suffix(3) == ["head", "sha"] || path.last == "merge_commit_sha"
        }
      }
  }

  private static func fetches(_ command: ShellCommand) -> Bool {
    let words = command.words.prefix(3).map(\.text)
    if words == ["gh", "pr", "checkout"] { return true }
    return words.first == "git"
      && command.words.contains { $0.text.contains("refs/pull/") || $0.text.hasPrefix("pull/") }
  }

  private static func fault(
    _ trigger: PipelineTrigger, _ what: String, _ location: Location
  ) -> HygieneFault {
    HygieneFault(
      rule: .dangerousTrigger,
      message:
        "`\(what)` brings what others wrote into a run that `\(trigger.event.value)` gives the "
        + "rights of the repository",
      location: location, identity: what)
  }

  private static func runners(in graph: PipelineGraph) -> [HygieneFault] {
    graph.jobs.flatMap { job in
      job.runners.filter { $0.text == "self-hosted" }.map { runner in
        HygieneFault(
          rule: .selfHostedRunner,
          message: "the job \(job.id.value) runs what pull requests bring on a runner of its own",
          location: Location(path: job.file, span: runner.span), identity: job.id.value)
      }
    }
  }
}
