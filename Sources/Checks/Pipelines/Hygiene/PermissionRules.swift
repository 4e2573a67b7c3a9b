import Model

/// What the token of a workflow may do.
enum PermissionRules {
  static func faults(in graph: PipelineGraph) -> [HygieneFault] {
    guard graph.system == .gitHubActions, graph.kind == .workflow else { return [] }
    var found: [HygieneFault] = []
    let isCalled =
      !graph.triggers.isEmpty && graph.triggers.allSatisfy { $0.event.value == "workflow_call" }
    if let permissions = graph.permissions {
      found += faults(permissions, file: graph.file, of: "the workflow")
      // What one job needs is no more than what the workflow needs where there is only that one.
      if graph.jobs.count > 1 {
        for scope in permissions.scopes where scope.access == .write {
          found.append(
            HygieneFault(
              rule: .tokenPermissions,
              message: "`\(scope.name): write` is given to every job of the workflow",
              location: Location(path: graph.file, span: scope.span),
              identity: "workflow: \(scope.name)"))
        }
      }
    } else if !isCalled {
      // A workflow that is called has at most what its caller has.
      for job in graph.jobs where job.permissions == nil {
        found.append(
          HygieneFault(
            rule: .tokenPermissions,
            message:
              "the job \(job.id.value) has the permissions that the repository gives by default",
            location: Location(path: job.file, span: job.id.span),
            identity: "\(job.id.value): default"))
      }
    }
    for job in graph.jobs {
      if let permissions = job.permissions {
        found += faults(permissions, file: job.file, of: "the job \(job.id.value)")
      }
    }
    return found
  }

  private static func faults(
    _ permissions: TokenPermissions, file: String, of what: String
  ) -> [HygieneFault] {
    let location = Location(path: file, span: permissions.span)
    if permissions.all == .write {
      return [
        HygieneFault(
          rule: .tokenPermissions, message: "the token of \(what) may write everything",
          location: location, identity: "\(what): write-all")
      ]
    }
    if permissions.all == .read {
      return [
        HygieneFault(
          rule: .tokenPermissions, message: "the token of \(what) may read everything",
          location: location, identity: "\(what): read-all")
      ]
    }
    return permissions.scopes.filter { $0.access == nil }.map { scope in
      HygieneFault(
        rule: .tokenPermissions, kind: .unknown,
        message: "what `\(scope.name)` gives the token of \(what) cannot be read",
        location: Location(path: file, span: scope.span), identity: "\(what): \(scope.name)")
    }
  }
}
