import Model

/// Looks through one file of a pipeline for what it should not hold.
struct PipelineHygiene {
  /// Owners, or `owner/name`, whose actions need no digest; in lower case.
  let trusted: [String]

  func faults(in graph: PipelineGraph) -> [HygieneFault] {
    var faults = TriggerRules.faults(in: graph) + PermissionRules.faults(in: graph)
    for job in graph.jobs {
      faults += ReferenceRules(trusted: trusted).faults(in: job, of: graph)
      faults += InjectionRules.faults(in: job, of: graph)
      faults += CredentialRules.faults(in: job, of: graph)
      faults += conditions(of: job)
    }
    return faults
  }

  /// Conditions that are text, and so always true.
  private func conditions(of job: PipelineJob) -> [HygieneFault] {
    var found: [HygieneFault] = []
    let all = [(job.file, job.condition)] + job.steps.map { ($0.file, $0.condition) }
    for (file, condition) in all {
      guard let condition, let reason = condition.expression.unreadableReason else { continue }
      found.append(
        HygieneFault(
          rule: .unsoundCondition, message: "the condition cannot mean what it says: \(reason)",
          location: Location(path: file, span: condition.span),
          identity: "\(job.id.value): \(condition.span.line)"))
    }
    return found
  }
}
