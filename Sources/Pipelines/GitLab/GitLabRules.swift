import Model

/// The conditions of jobs of GitLab.
enum GitLabRules {
  private static let mostRules = 100

  /// What a list of rules comes to.
  struct Fold {
    var condition: PipelineExpression
    /// Where a rule makes a person start the job.
    var manual: TextSpan?
    /// Where a rule lets the job fail.
    var allowsFailure: TextSpan?
  }

  /// The condition under which a job is there and runs: the first rule that fits decides.
  static func fold(_ node: Node) -> Fold {
    let rules = (node.elements ?? []).prefix(mostRules)
    var fold = Fold(condition: .boolean(false))
    if node.elements == nil || (node.elements?.count ?? 0) > mostRules {
      fold.condition = .unreadable(reason: "the rules cannot be read")
      return fold
    }
    for rule in rules.reversed() {
      let fits = condition(of: rule)
      let when = rule["when"]?.scalarText ?? "on_success"
      let runs: PipelineExpression =
        switch when {
        case "never": .boolean(false)
        case "always": .call("always", [])
        case "on_failure": .call("failure", [])
        default: .call("success", [])
        }
      if when == "manual" { fold.manual = rule["when"]?.span ?? rule.span }
      if case .boolean(true)? = rule["allow_failure"]?.content {
        fold.allowsFailure = rule["allow_failure"]?.span ?? rule.span
      }
      fold.condition = choose(fits, runs, otherwise: fold.condition)
    }
    return fold
  }

  /// `fits ? runs : otherwise`.
  private static func choose(
    _ fits: PipelineExpression, _ runs: PipelineExpression, otherwise: PipelineExpression
  ) -> PipelineExpression {
    if fits == .boolean(true) { return runs }
    let first: PipelineExpression =
      runs == .boolean(false) ? runs : .binary(.and, fits, runs)
    if otherwise == .boolean(false) { return first }
    let rest: PipelineExpression = .binary(.and, .not(fits), otherwise)
    return first == .boolean(false) ? rest : .binary(.or, first, rest)
  }

  private static func condition(of rule: Node) -> PipelineExpression {
    guard rule.entries != nil else {
      return .unreadable(reason: "a rule is \(rule.kindName), not a mapping")
    }
    var found: PipelineExpression?
    let add = { (part: PipelineExpression) in
      found = found.map { .binary(.and, $0, part) } ?? part
    }
    if let text = rule["if"]?.scalarText { add(ExpressionReader.read(text, as: .gitLab)) }
    for key in ["changes", "exists"] {
      guard let node = rule[key] else { continue }
      let paths = (node["paths"] ?? node).elements?.compactMap(\.scalarText) ?? []
      add(.call(key, paths.map { .string($0) }))
    }
    return found ?? .boolean(true)
  }

  /// `only` and `except`: names of references and of what starts pipelines.
  static func only(_ node: Node, isExcept: Bool) -> PipelineExpression {
    let names = (node["refs"] ?? node).elements ?? []
    let words = names.compactMap(\.scalarText)
    guard !words.isEmpty else {
      return .unreadable(reason: "\(isExcept ? "except" : "only") cannot be read")
    }
    let parts = words.map { word -> PipelineExpression in
      let isKind = [
        "branches", "tags", "merge_requests", "schedules", "web", "api", "triggers",
        "pushes",
      ].contains(word)
      return isKind || word.hasPrefix("/")
        ? .call("ref", [.string(word)])
        : .binary(.equal, .path(["$CI_COMMIT_REF_NAME"]), .string(word))
    }
    let any = parts.dropFirst().reduce(parts[0]) { .binary(.or, $0, $1) }
    return isExcept ? .not(any) : any
  }
}

/// The order that stages give to jobs.
enum GitLabStages {
  /// Lets every job without `needs` wait for all jobs of the stages before its own.
  static func link(
    _ jobs: inout [PipelineJob], stages: [String], stageOf: (PipelineJob) -> String
  ) {
    var positions: [String: Int] = [:]
    for (index, stage) in stages.enumerated() where positions[stage] == nil {
      positions[stage] = index
    }
    let places = jobs.map { positions[stageOf($0)] ?? stages.count }
    var before: [Int: [Placed<String>]] = [:]
    for (index, job) in jobs.enumerated() {
      before[places[index], default: []].append(job.id)
    }
    let sorted = before.keys.sorted()
    for index in jobs.indices where jobs[index].needs.isEmpty && !jobs[index].saysNeeds {
      jobs[index].needs = sorted.filter { $0 < places[index] }.flatMap { before[$0] ?? [] }
    }
  }
}
