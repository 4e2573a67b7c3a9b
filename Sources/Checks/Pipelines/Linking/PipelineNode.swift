import Model

/// One job of a run, reusable workflows and actions of the tree put in.
struct PipelineNode {
  enum Kind {
    case job
    /// The start of a called workflow: whether it is called at all.
    case gate
    /// The end of a called workflow: it succeeds when none of its jobs fails.
    case end(gate: String, inner: [String])
  }

  let id: String
  let kind: Kind
  let job: PipelineJob
  /// The jobs that it waits for, by their identifiers in the run.
  let needs: [String]
  /// The gate that must be open, whatever its condition says.
  let gate: String?
  /// What its conditions call the jobs that it needs.
  let names: [String: String]
  /// The end of the workflow that starts this one.
  var before: String?
  /// The variables of its workflow.
  let variables: [PipelineVariable]
  /// Actions of the tree put in.
  let steps: [PipelineStep]
  /// What of its work is not known, with the place.
  let unknown: [(reason: String, location: Location)]
  /// As status checks name it.
  let checkName: String
}

/// The jobs that one start of a workflow runs.
struct PipelineRun {
  let graph: PipelineGraph
  private(set) var nodes: [String: PipelineNode] = [:]
  /// Each after all that it waits for.
  private(set) var order: [String] = []
  private(set) var ancestors: [String: Set<String>] = [:]
  /// What keeps the run from being known as a whole.
  private(set) var problems: [(reason: String, location: Location)]

  init(
    graph: PipelineGraph, nodes: [PipelineNode], problems: [(reason: String, location: Location)]
  ) {
    self.graph = graph
    self.problems = problems
    self.nodes = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    sort(nodes.map(\.id))
  }

  /// What must have ended before a node can start.
  func predecessors(of node: PipelineNode) -> [String] {
    var found = node.needs
    if let gate = node.gate { found.append(gate) }
    if let before = node.before { found.append(before) }
    if case .end(let gate, let inner) = node.kind { found += [gate] + inner }
    return found
  }

  /// Orders the nodes; those on a circle, and behind one, are left out and said so.
  private mutating func sort(_ identifiers: [String]) {
    var waiting: [String: Int] = [:]
    var followers: [String: [String]] = [:]
    for (id, node) in nodes {
      let before = Set(predecessors(of: node).filter { nodes[$0] != nil })
      waiting[id] = before.count
      for other in before { followers[other, default: []].append(id) }
    }
    var ready = identifiers.filter { waiting[$0] == 0 }
    var next = 0
    while next < ready.count {
      let id = ready[next]
      next += 1
      order.append(id)
      for follower in followers[id] ?? [] {
        waiting[follower, default: 0] -= 1
        if waiting[follower] == 0 { ready.append(follower) }
      }
    }
    for id in order {
      guard let node = nodes[id] else { continue }
      var all: Set<String> = []
      for other in predecessors(of: node) where nodes[other] != nil {
        all.insert(other)
        all.formUnion(ancestors[other] ?? [])
      }
      ancestors[id] = all
    }
    let stuck = identifiers.filter { !ancestors.keys.contains($0) }
    if let first = stuck.first, let node = nodes[first] {
      problems.append(
        (
          "the jobs \(stuck.prefix(5).joined(separator: ", ")) need each other in a circle",
          Location(path: node.job.file, span: node.job.id.span)
        ))
    }
  }
}
