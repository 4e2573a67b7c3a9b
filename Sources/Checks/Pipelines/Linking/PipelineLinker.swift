import Model

/// Puts the reusable workflows and composite actions of the tree where they are used.
struct PipelineLinker {
  /// GitHub allows ten levels of workflows; actions may be nested as deep.
  private static let deepest = 10
  private static let mostNodes = 5_000
  private static let mostSteps = 20_000

  private let workflows: [String: PipelineGraph]
  private let actions: [String: PipelineGraph]
  private let byName: [String: PipelineGraph]

  private var nodes: [PipelineNode] = []
  private var problems: [(reason: String, location: Location)] = []
  private var stepCount = 0

  init(_ graphs: [PipelineGraph]) {
    var workflows: [String: PipelineGraph] = [:]
    var actions: [String: PipelineGraph] = [:]
    var byName: [String: PipelineGraph] = [:]
    for graph in graphs {
      switch graph.kind {
      case .workflow:
        workflows[graph.file] = graph
        if let name = graph.name?.value { byName[name] = graph }
      case .action:
        let folder = graph.file.split(separator: "/").dropLast().joined(separator: "/")
        actions[folder] = graph
      }
    }
    self.workflows = workflows
    self.actions = actions
    self.byName = byName
  }

  /// The workflow of a file in the tree.
  func workflow(_ path: String) -> PipelineGraph? { workflows[path] }

  /// The run that one workflow starts.
  mutating func run(of graph: PipelineGraph) -> PipelineRun {
    nodes = []
    problems = []
    stepCount = 0
    let before = linkBefore(graph)
    add(graph, prefix: "", gate: nil, before: before, checkPrefix: "", callers: [graph.file])
    return PipelineRun(graph: graph, nodes: nodes, problems: problems)
  }

  /// Puts the workflow before, whose end starts this one, in front of it.
  private mutating func linkBefore(_ graph: PipelineGraph) -> String? {
    guard graph.triggers.count == 1, graph.triggers[0].event.value == "workflow_run",
      let names = graph.triggers[0].workflows, names.count == 1,
      let other = byName[names[0].value], other.file != graph.file
    else { return nil }
    let prefix = "\(names[0].value) → "
    let first = nodes.count
    add(other, prefix: prefix, gate: nil, before: nil, checkPrefix: "", callers: [other.file])
    let inner = nodes[first...].map(\.id)
    let job = PipelineJob(file: other.file, id: Placed(names[0].value, at: names[0].span))
    nodes.append(
      PipelineNode(
        id: prefix, kind: .end(gate: "", inner: inner), job: job, needs: [], gate: nil, names: [:],
        variables: [], steps: [], unknown: [], checkName: names[0].value))
    return prefix
  }

  private mutating func add(
    _ graph: PipelineGraph, prefix: String, gate: String?, before: String?, checkPrefix: String,
    callers: [String]
  ) {
    let known = Set(graph.jobs.map(\.id.value))
    for job in graph.jobs {
      guard nodes.count < Self.mostNodes else {
        problems.append(("a run has more than \(Self.mostNodes) jobs", location(job)))
        return
      }
      for need in job.needs where !known.contains(need.value) {
        let nearest = NearestName.find(need.value, among: known.sorted())
        problems.append(
          (
            "`\(job.id.value)` needs `\(need.value)`, which is no job here"
              + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
            Location(path: job.file, span: need.span)
          ))
      }
      let needs = job.needs.filter { known.contains($0.value) }
      let place = Placement(
        id: prefix + job.id.value, needs: needs.map { prefix + $0.value }, gate: gate,
        names: Dictionary(
          needs.map { ($0.value.lowercased(), prefix + $0.value) },
          uniquingKeysWith: { first, _ in first }),
        before: before, checkName: checkPrefix + (job.name?.literal ?? job.id.value))
      if let call = job.call {
        add(call, of: job, at: place, in: graph, callers: callers)
      } else {
        var unknown = job.unreadReasons.map {
          (reason: $0.value, location: Location(path: job.file, span: $0.span))
        }
        let steps = expanded(job.steps, callers: [], unknown: &unknown)
        nodes.append(node(job, at: place, in: graph, kind: .job, steps: steps, unknown: unknown))
      }
    }
  }

  /// Where a job stands in a run.
  private struct Placement {
    let id: String
    let needs: [String]
    let gate: String?
    let names: [String: String]
    let before: String?
    let checkName: String
  }

  private func node(
    _ job: PipelineJob, at place: Placement, in graph: PipelineGraph, kind: PipelineNode.Kind,
    id: String? = nil, steps: [PipelineStep] = [],
    unknown: [(reason: String, location: Location)] = []
  ) -> PipelineNode {
    PipelineNode(
      id: id ?? place.id, kind: kind, job: job, needs: place.needs, gate: place.gate,
      names: place.names, before: place.before, variables: graph.variables + job.variables,
      steps: steps, unknown: unknown, checkName: place.checkName)
  }

  private mutating func add(
    _ call: PipelineCall, of job: PipelineJob, at place: Placement, in graph: PipelineGraph,
    callers: [String]
  ) {
    let location = Location(path: job.file, span: call.workflow.span)
    var reason: String?
    if case .local(let path) = call.workflow.source {
      if let other = workflows[path] {
        if callers.contains(path) {
          reason = "the workflow \(path) calls itself"
        } else if callers.count >= Self.deepest {
          reason = "workflows are called deeper than \(Self.deepest) levels"
        } else {
          let gate = place.id + " (start)"
          nodes.append(node(job, at: place, in: graph, kind: .gate, id: gate))
          let first = nodes.count
          add(
            other, prefix: place.id + "/", gate: gate, before: nil,
            checkPrefix: place.checkName + " / ", callers: callers + [path])
          let inner = nodes[first...].map(\.id)
          nodes.append(node(job, at: place, in: graph, kind: .end(gate: gate, inner: inner)))
          return
        }
      } else {
        reason = "the workflow \(path) is not there, or could not be read"
      }
    }
    let unknown =
      reason ?? "what the workflow \(call.workflow.text) of another repository runs is not known"
    nodes.append(
      node(job, at: place, in: graph, kind: .job, unknown: [(unknown, location)]))
  }

  // MARK: Actions

  private mutating func expanded(
    _ steps: [PipelineStep], callers: [String],
    unknown: inout [(reason: String, location: Location)]
  ) -> [PipelineStep] {
    var found: [PipelineStep] = []
    for step in steps {
      stepCount += 1
      guard stepCount <= Self.mostSteps else { return found }
      found.append(step)
      if let reason = step.script?.unreadReason {
        unknown.append((reason, Location(path: step.file, span: step.span)))
      }
      guard let action = step.action, case .local(let path) = action.source else { continue }
      let location = Location(path: step.file, span: action.span)
      guard let graph = actions[path] else {
        unknown.append(("the action \(path) is not there, or could not be read", location))
        continue
      }
      guard !callers.contains(path), callers.count < Self.deepest else {
        unknown.append(("the action \(path) uses itself", location))
        continue
      }
      for job in graph.jobs {
        for reason in job.unreadReasons {
          unknown.append((reason.value, Location(path: job.file, span: reason.span)))
        }
        for inner in expanded(job.steps, callers: callers + [path], unknown: &unknown) {
          found.append(inner.inside(step))
        }
      }
    }
    return found
  }

  private func location(_ job: PipelineJob) -> Location {
    Location(path: job.file, span: job.id.span)
  }
}

extension PipelineStep {
  /// A step of an action, as it runs in the step that uses the action.
  fileprivate func inside(_ outer: PipelineStep) -> PipelineStep {
    var step = self
    if let condition = outer.condition {
      let own = step.condition
      step.condition = PipelineCondition(
        own.map { .binary(.and, condition.expression, $0.expression) } ?? condition.expression,
        at: own?.span ?? condition.span)
    }
    step.toleratesFailure = outer.toleratesFailure ?? step.toleratesFailure
    return step
  }
}
