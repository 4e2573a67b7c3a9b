import Model

/// Reads `.circleci/config.yml` ("Configuration reference" of CircleCI).
///
/// A job of a workflow becomes a job of the graph, so that one that is used twice stands there twice.
/// Commands of the file are put in; jobs and commands of orbs are known by their names alone.
struct CircleReader {
  private static let deepest = 10
  private static let mostSteps = 2_000
  /// Steps that CircleCI itself brings.
  private static let builtIn: Set<String> = [
    "checkout", "setup_remote_docker", "save_cache", "restore_cache", "store_artifacts",
    "store_test_results", "persist_to_workspace", "attach_workspace", "add_ssh_keys", "when",
    "unless",
  ]

  let reading: NodeReading
  var scripts: ScriptReader
  private(set) var gaps: [ReadingGap] = []
  private var orbs: [String: String] = [:]
  private var commands: Node?
  private var stepCount = 0

  init(file: String, lines: SourceLines, scripts: ScriptReader) {
    reading = NodeReading(file: file, lines: lines)
    self.scripts = scripts
  }

  mutating func read(_ node: Node) -> PipelineGraph? {
    var graph = PipelineGraph(file: reading.file, system: .circleCI)
    graph.triggers = [PipelineTrigger(event: Placed("push", at: node.span))]
    for orb in node["orbs"]?.entries ?? [] {
      // `snyk: snyk/snyk@2.0.3` is called snyk here, and is known by its own name.
      let name = orb.value.scalarText?.split(separator: "@").first.map(String.init)
      orbs[orb.key] = name
    }
    commands = node["commands"]
    let jobs = node["jobs"]
    var used = 0
    for workflow in node["workflows"]?.entries ?? [] {
      guard let elements = workflow.value["jobs"]?.elements else { continue }
      var names: Set<String> = []
      for element in elements {
        used += 1
        guard used <= Self.mostSteps else { break }
        guard let job = job(element, among: jobs, in: workflow, names: &names) else {
          gaps.append(
            ReadingGap(file: reading.file, span: element.span, reason: "a job cannot be read"))
          continue
        }
        graph.jobs.append(job)
      }
    }
    if graph.jobs.isEmpty {
      gaps.append(
        ReadingGap(
          file: reading.file, span: node.span,
          reason: node["setup"]?.scalarText == "true"
            ? "the pipeline is written while it runs (`setup`)" : "there is no workflow with jobs"))
    }
    return graph
  }

  private mutating func job(
    _ element: Node, among jobs: Node?, in workflow: Node.Entry, names: inout Set<String>
  ) -> PipelineJob? {
    let entry = element.entries?.first
    guard let name = entry?.key ?? element.scalarText else { return nil }
    let span = entry?.keySpan ?? element.span
    let options = entry?.value
    var shown = options?["name"]?.scalarText ?? name
    if !names.insert(shown).inserted { shown += " \(names.count)" }
    // Names are of one workflow; another may use the same.
    let prefix = "\(workflow.key)/"
    var job = PipelineJob(file: reading.file, id: Placed(prefix + shown, at: span))
    job.name = PipelineText(shown, at: span)
    job.needs = (options?["requires"]?.elements ?? []).compactMap { need in
      reading.placed(need.entries?.first.map { Node(.string($0.key), at: $0.keySpan) } ?? need)
        .map { Placed(prefix + $0.value, at: $0.span) }
    }
    job.condition = condition(options)
    if options?["type"]?.scalarText == "approval" { job.manualStart = span }
    for context in reading.texts(options?["context"]) { job.runners.append(context) }
    if let definition = jobs?[name] {
      readDefinition(definition, into: &job)
    } else if job.manualStart == nil {
      readOrb(name, options, at: span, into: &job)
    }
    for key in ["pre-steps", "post-steps"] {
      if let steps = options?[key] { job.steps += self.steps(steps, depth: 0, job: &job) }
    }
    return job
  }

  /// Filters of branches and tags, as one condition.
  private func condition(_ options: Node?) -> PipelineCondition? {
    guard let filters = options?["filters"] else { return nil }
    var parts: [PipelineExpression] = []
    for (kind, path) in [("branches", "branch"), ("tags", "tag")] {
      for (key, isIgnored) in [("only", false), ("ignore", true)] {
        guard let names = reading.placedTexts(filters[kind]?[key]) else { continue }
        let any = names.map { name -> PipelineExpression in
          name.value.hasPrefix("/")
            ? .call("matches", [.path([path]), .string(name.value)])
            : .binary(.equal, .path([path]), .string(name.value.lowercased()))
        }
        guard let first = any.first else { continue }
        let joined = any.dropFirst().reduce(first) { .binary(.or, $0, $1) }
        parts.append(isIgnored ? .not(joined) : joined)
      }
    }
    guard let first = parts.first else { return nil }
    // Filters of tags add runs, they take none of those of branches away.
    return PipelineCondition(
      parts.dropFirst().reduce(first) { .binary(.or, $0, $1) }, at: filters.span)
  }

  private mutating func readDefinition(_ node: Node, into job: inout PipelineJob) {
    for image in node["docker"]?.elements ?? [] {
      if let text = reading.text(image["image"]) { job.images.append(text) }
    }
    job.variables = reading.variables(node["environment"])
    if let steps = node["steps"] {
      let read = self.steps(steps, depth: 0, job: &job)
      job.steps += read
    }
  }

  private func readOrb(
    _ name: String, _ options: Node?, at span: TextSpan, into job: inout PipelineJob
  ) {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let orb = orbs[parts[0]] else {
      job.unreadReasons.append(Placed("the job \(name) is not defined here", at: span))
      return
    }
    job.template = Placed("\(orb.split(separator: "/").first ?? "")/\(parts[1])", at: span)
    job.unreadReasons.append(Placed("what the orb \(orb) does in \(name) is not read", at: span))
  }

  // MARK: Steps

  private mutating func steps(
    _ node: Node, depth: Int, job: inout PipelineJob
  ) -> [PipelineStep] {
    guard depth < Self.deepest else {
      job.unreadReasons.append(Placed("commands are nested too deep", at: node.span))
      return []
    }
    var found: [PipelineStep] = []
    for element in node.elements ?? [] {
      stepCount += 1
      guard stepCount <= Self.mostSteps * 10 else { return found }
      guard let entry = element.entries?.first else {
        if let name = element.scalarText { found += named(name, nil, element, depth, &job) }
        continue
      }
      switch entry.key {
      case "run": found.append(run(entry.value, at: element.span))
      case "when", "unless":
        let expression = PipelineExpression.call(entry.key, [.string("\(entry.keySpan.line)")])
        for var step in steps(entry.value["steps"] ?? entry.value, depth: depth + 1, job: &job) {
          step.condition =
            step.condition
            ?? PipelineCondition(expression, at: entry.value["condition"]?.span ?? entry.keySpan)
          found.append(step)
        }
      default: found += named(entry.key, entry.value, element, depth, &job)
      }
    }
    return found
  }

  private mutating func named(
    _ name: String, _ options: Node?, _ element: Node, _ depth: Int, _ job: inout PipelineJob
  ) -> [PipelineStep] {
    if Self.builtIn.contains(name) { return [] }
    if let command = commands?[name] {
      return steps(command["steps"] ?? command, depth: depth + 1, job: &job)
    }
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let orb = orbs[parts[0]] else {
      job.unreadReasons.append(Placed("the command \(name) is not defined here", at: element.span))
      return []
    }
    let known = "\(orb.split(separator: "/").first ?? "")/\(parts[1])"
    job.unreadReasons.append(
      Placed("what the orb \(orb) does in \(name) is not read", at: element.span))
    return [
      PipelineStep(
        file: reading.file, span: element.span,
        action: ActionReference("orb:" + known, at: element.span),
        inputs: reading.variables(options))
    ]
  }

  private mutating func run(_ node: Node, at span: TextSpan) -> PipelineStep {
    let command = node["command"] ?? node
    // `<< parameters.x >>` is put in before the shell reads it.
    let source = reading.text(command) ?? PipelineText("", at: span)
    let text = source.text.replacing("<<", with: "\"${{").replacing(">>", with: "}}\"")
    let isTemplate = source.text.contains("<< ") && source.text.contains(" >>")
    let reading = reading
    let script = scripts.read(
      PipelineText(isTemplate ? text : source.text, at: source.span),
      shell: reading.placed(node["shell"]),
      // https://circleci.com/docs/reference/configuration-reference/#default-shell-options
      standard: ScriptReader.Shell(stopsOnError: true, stopsInPipes: true),
      folder: reading.text(node["working_directory"]).flatMap(\.literal)
        .flatMap { RelativeFolder.joined("", $0) } ?? ""
    ) { reading.lines.place(ofLine: $0, in: command.span) }
    let when = reading.placed(node["when"])
    let condition = when.flatMap { when -> PipelineCondition? in
      switch when.value {
      case "always": PipelineCondition(.call("always", []), at: when.span)
      case "on_fail": PipelineCondition(.call("failure", []), at: when.span)
      default: nil
      }
    }
    return PipelineStep(
      file: reading.file, span: span, name: reading.text(node["name"]), script: script,
      condition: condition)
  }
}
