import Model

/// Values that are put into scripts before a shell or an interpreter reads them.
enum InjectionRules {
  /// Inputs of actions that are run as code.
  private static let codeInputs: [String: Set<String>] = [
    "actions/github-script": ["script"],
    "amadevus/pwsh-script": ["script"],
    "appleboy/ssh-action": ["script"],
    "azure/cli": ["inlinescript"],
    "azure/powershell": ["inlinescript"],
    "cardinalby/js-eval-action": ["expression"],
    "google-github-actions/ssh-compute": ["command"],
    "hashicorp/actions-go-build": ["instructions"],
    "jannekem/run-python-script-action": ["script"],
    "mikefarah/yq": ["cmd"],
    "nick-fields/retry": ["command", "on_retry_command", "new_command_on_retry"],
    "nick-invision/retry": ["command"],
    "satackey/action-js-inline": ["required"],
    "addnab/docker-run-action": ["run"],
  ]

  static func faults(in job: PipelineJob, of graph: PipelineGraph) -> [HygieneFault] {
    guard graph.system == .gitHubActions else { return [] }
    var found: [HygieneFault] = []
    for step in job.steps {
      let scope = ValueScope(
        variables: step.variables + job.variables + graph.variables, matrix: job.matrix)
      if let script = step.script {
        found += faults(in: script.source, file: step.file, job, scope)
      }
      if let name = step.action?.name, let inputs = codeInputs[name] {
        for input in step.inputs where inputs.contains(input.name.value.lowercased()) {
          for value in input.values { found += faults(in: value, file: step.file, job, scope) }
        }
      }
    }
    return found
  }

  private static func faults(
    in text: PipelineText, file: String, _ job: PipelineJob, _ scope: ValueScope
  ) -> [HygieneFault] {
    text.insertions.compactMap { insertion in
      let location = Location(path: file, span: insertion.span)
      let shown = insertion.expression.text
      switch scope.origin(of: insertion.expression) {
      case .fixed: return nil
      case .outsider:
        return HygieneFault(
          rule: .templateInjection,
          message:
            "`\(shown)` is chosen by whoever opens an issue or a pull request, and runs as code",
          location: location, identity: "\(job.id.value): \(shown)")
      case .free:
        return HygieneFault(
          rule: .templateExpansion, message: "`\(shown)` can hold any text, and runs as code",
          location: location, identity: "\(job.id.value): \(shown)")
      case .unknown(let reason):
        return HygieneFault(
          rule: .templateInjection, kind: .unknown, message: reason, location: location,
          identity: "\(job.id.value): \(shown)")
      }
    }
  }
}

/// Where the value of an expression comes from.
struct ValueScope {
  enum Origin {
    /// Its form lets no code in: numbers, digests, names that the forge restricts.
    case fixed
    /// Any text, from people or jobs with rights of their own.
    case free
    /// Any text, from anyone.
    case outsider
    case unknown(String)

    fileprivate var weight: Int {
      switch self {
      case .fixed: 0
      case .free: 1
      case .unknown: 2
      case .outsider: 3
      }
    }
  }

  let variables: [PipelineVariable]
  let matrix: [PipelineVariable]
  var depth = 0

  func origin(of expression: PipelineExpression) -> Origin {
    switch expression {
    case .null, .boolean, .number, .string, .not: .fixed
    case .unreadable(let reason): .unknown("an expression cannot be read: \(reason)")
    case .binary(.and, _, let right): origin(of: right)
    case .binary(.or, let left, let right): worst([origin(of: left), origin(of: right)])
    case .binary: .fixed
    case .call(let name, let arguments):
      switch name {
      case "contains", "startswith", "endswith", "hashfiles", "success", "failure", "always",
        "cancelled":
        .fixed
      // Of a member that is computed, what it is a member of tells.
      default: worst(arguments.map { origin(of: $0) })
      }
    case .path(let path): origin(of: path)
    }
  }

  private func worst(_ origins: [Origin]) -> Origin {
    origins.max { $0.weight < $1.weight } ?? .fixed
  }

  private func origin(of path: [String]) -> Origin {
    switch path.first {
    case "github": return UntrustedContext.origin(of: Array(path.dropFirst()))
    case "inputs": return .free
    case "env": return variable(path)
    case "matrix": return column(path)
    case "steps": return path.count > 2 && path[2] != "outputs" ? .fixed : .free
    case "needs": return path.count > 2 && path[2] == "result" ? .fixed : .free
    case "jobs": return .free
    case "secrets", "vars", "runner", "strategy", "job": return .fixed
    default: return .free
    }
  }

  private func variable(_ path: [String]) -> Origin {
    guard path.count == 2, depth < 5, let values = variables[named: path[1]]?.values,
      !values.isEmpty
    else { return .free }
    var inner = self
    inner.depth += 1
    return worst(values.flatMap(\.insertions).map { inner.origin(of: $0.expression) })
  }

  private func column(_ path: [String]) -> Origin {
    let name = path.dropFirst().joined(separator: ".")
    let columns = matrix.filter {
      let column = $0.name.value.lowercased()
      return column == name || column.hasPrefix(name + ".")
    }
    guard !columns.isEmpty, depth < 5 else {
      // A matrix that is computed can hold anything.
      return .free
    }
    var inner = self
    inner.depth += 1
    return worst(
      columns.flatMap(\.values).flatMap(\.insertions).map { inner.origin(of: $0.expression) })
  }
}

/// Members of `github` by who chooses them (GitHub, "Script injections", list of contexts that may be
/// untrusted).
enum UntrustedContext {
  /// Members whose form the forge restricts.
  private static let fixed: Set<String> = [
    "action", "action_path", "action_ref", "action_repository", "action_status", "actor",
    "actor_id",
    "api_url", "event_name", "event_path", "env", "graphql_url", "job", "path", "ref_protected",
    "ref_type", "repository", "repository_id", "repository_owner", "repository_owner_id",
    "repositoryurl", "retention_days", "run_attempt", "run_id", "run_number", "secret_source",
    "server_url", "sha", "token", "triggering_actor", "workflow_sha", "workspace",
  ]

  private static let fixedMembers: Set<String> = [
    "id", "node_id", "number", "sha", "after", "before", "merge_commit_sha", "action", "draft",
    "merged", "created_at", "updated_at", "url", "html_url", "login", "full_name", "type", "state",
    "commits_url", "diff_url", "patch_url", "clone_url", "ssh_url", "conclusion", "status", "size",
    "additions", "deletions", "changed_files", "private", "fork", "run_number", "run_attempt",
    "head_sha", "event", "author_association", "commit_sha", "user_login",
  ]

  private static let texts: Set<String> = [
    "title", "body", "message", "name", "email", "ref", "label", "default_branch", "page_name",
    "head_branch", "display_title", "description", "homepage", "from", "text", "summary",
  ]

  private static let openEvents: Set<String> = [
    "issue", "pull_request", "comment", "review", "review_comment", "discussion", "commits",
    "head_commit", "pages", "workflow_run", "changes", "check_run", "check_suite", "forkee",
  ]

  static func origin(of path: [String]) -> ValueScope.Origin {
    guard let first = path.first else { return .outsider }
    if first == "head_ref" { return .outsider }
    if first != "event" { return fixed.contains(first) ? .fixed : .free }
    guard path.count > 1 else { return .outsider }
    guard let last = path.last, path.count > 2 || !openEvents.contains(last) else {
      return .outsider
    }
    if fixedMembers.contains(last) { return .fixed }
    // What the base of a pull request holds is chosen by who owns it.
    if path.contains("base"), last == "ref" || last == "label" { return .free }
    if openEvents.contains(path[1]), texts.contains(last) {
      // Names of labels and milestones are given by the repository's own people.
      if path.contains("labels") || path.contains("milestone") || path.contains("repository") {
        return .free
      }
      if last == "name", !path.contains("author"), !path.contains("committer") { return .free }
      return .outsider
    }
    return .free
  }
}
