import Model

/// Credentials that a pipeline's file hands on, keeps or holds.
enum CredentialRules {
  /// How tokens of well-known services begin; the secrets check knows many more.
  private static let tokens = [
    "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk_live_", "npm_", "AKIA",
    "dckr_pat_", "pypi-",
  ]

  static func faults(in job: PipelineJob, of graph: PipelineGraph) -> [HygieneFault] {
    var found: [HygieneFault] = []
    if let span = job.call?.inheritsSecrets {
      found.append(
        HygieneFault(
          rule: .inheritedSecrets,
          message: "\(job.call?.workflow.text ?? "") gets every secret of the repository",
          location: Location(path: job.file, span: span), identity: job.id.value))
    }
    for step in job.steps {
      if step.action?.name == "actions/checkout" { found += checkout(step, job) }
      found += tokens(in: step.variables + step.inputs, file: step.file, job)
    }
    found += tokens(in: job.variables, file: job.file, job)
    return found
  }

  private static func checkout(_ step: PipelineStep, _ job: PipelineJob) -> [HygieneFault] {
    let value = step.inputs[named: "persist-credentials"]?.values.first
    if value?.text == "false" { return [] }
    let span = value?.span ?? step.action?.span ?? step.span
    let isUnknown = value.map { !$0.insertions.isEmpty } ?? false
    return [
      HygieneFault(
        rule: .persistedCredentials, kind: isUnknown ? .unknown : .fault,
        message: isUnknown
          ? "whether the checkout keeps its token is decided when it runs"
          : "the checkout leaves its token where every later step can read it",
        location: Location(path: step.file, span: span),
        identity: "\(job.id.value): checkout")
    ]
  }

  private static func tokens(
    in variables: [PipelineVariable], file: String, _ job: PipelineJob
  ) -> [HygieneFault] {
    variables.flatMap { variable in
      variable.values.compactMap { value -> HygieneFault? in
        guard let text = value.literal, text.utf8.count >= 16,
          tokens.contains(where: text.hasPrefix), !text.contains(" ")
        else { return nil }
        return HygieneFault(
          rule: .hardcodedCredentials,
          message: "`\(variable.name.value)` holds what looks like a token",
          location: Location(path: file, span: value.span),
          identity: "\(job.id.value): \(variable.name.value)")
      }
    }
  }
}
