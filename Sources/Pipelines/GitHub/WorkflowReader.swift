import Model

/// Reads workflows and composite actions of GitHub Actions.
///
/// Keys are those of GitHub's "Workflow syntax" and "Metadata syntax" pages.
struct WorkflowReader {
  private static let mostJobs = 2_000

  let file: String
  let reading: NodeReading
  var scripts: ScriptReader
  private(set) var gaps: [ReadingGap] = []

  init(file: String, lines: SourceLines, scripts: ScriptReader) {
    self.file = file
    reading = NodeReading(file: file, lines: lines)
    self.scripts = scripts
  }

  mutating func workflow(_ node: Node) -> PipelineGraph? {
    guard let jobs = node["jobs"] else {
      note("`jobs` is missing", at: node.span)
      return nil
    }
    var graph = PipelineGraph(file: file, system: .gitHubActions)
    graph.name = reading.placed(node["name"])
    graph.triggers = triggers(node["on"])
    if graph.triggers.isEmpty { note("what starts the workflow cannot be read", at: node.span) }
    graph.permissions = permissions(node["permissions"])
    graph.variables = reading.variables(node["env"])
    let shell = reading.placed(node["defaults"]?["run"]?["shell"])
    let folder = reading.text(node["defaults"]?["run"]?["working-directory"])
    guard let entries = jobs.entries else {
      note("`jobs` is \(jobs.kindName), not a mapping", at: jobs.span)
      return graph
    }
    for entry in entries.prefix(Self.mostJobs) {
      graph.jobs.append(job(entry, shell: shell, folder: folder))
    }
    if entries.count > Self.mostJobs {
      note("jobs after \(Self.mostJobs) are not read", at: jobs.span)
    }
    return graph
  }

  mutating func action(_ node: Node) -> PipelineGraph? {
    guard let runs = node["runs"] else {
      note("`runs` is missing", at: node.span)
      return nil
    }
    var graph = PipelineGraph(file: file, system: .gitHubActions, kind: .action)
    graph.name = reading.placed(node["name"])
    var job = PipelineJob(file: file, id: Placed("runs", at: runs.span))
    if let steps = runs["steps"] {
      job.steps = self.steps(steps, shell: nil, folder: nil, standard: nil)
    } else if let using = reading.placed(runs["using"]) {
      if let image = reading.text(runs["image"]) { job.images.append(image) }
      job.unreadReasons.append(
        Placed("what an action written for \(using.value) does is not read", at: using.span))
    }
    graph.jobs = [job]
    return graph
  }

  // MARK: Triggers and permissions

  private func triggers(_ node: Node?) -> [PipelineTrigger] {
    guard let node else { return [] }
    guard let entries = node.entries else {
      return (reading.placedTexts(node) ?? []).map { PipelineTrigger(event: $0) }
    }
    return entries.map { entry in
      var trigger = PipelineTrigger(event: Placed(entry.key, at: entry.keySpan))
      let value = entry.value
      trigger.branches = reading.placedTexts(value["branches"])
      trigger.ignoredBranches = reading.placedTexts(value["branches-ignore"])
      trigger.tags = reading.placedTexts(value["tags"])
      trigger.paths = reading.placedTexts(value["paths"])
      trigger.ignoredPaths = reading.placedTexts(value["paths-ignore"])
      trigger.types = reading.placedTexts(value["types"])
      trigger.workflows = reading.placedTexts(value["workflows"])
      return trigger
    }
  }

  private func permissions(_ node: Node?) -> TokenPermissions? {
    guard let node, !node.isNull else { return nil }
    switch node.scalarText {
    case "read-all": return TokenPermissions(all: .read, scopes: [], span: node.span)
    case "write-all": return TokenPermissions(all: .write, scopes: [], span: node.span)
    default: break
    }
    let scopes = (node.entries ?? []).map { entry in
      TokenPermissions.Scope(
        name: entry.key,
        access: entry.value.scalarText.flatMap(TokenPermissions.Access.init(rawValue:)),
        span: TextSpan(
          line: entry.keySpan.line, column: entry.keySpan.column,
          endLine: entry.value.span.endLine, endColumn: entry.value.span.endColumn))
    }
    return TokenPermissions(all: nil, scopes: scopes, span: node.span)
  }

  // MARK: Jobs

  private mutating func job(
    _ entry: Node.Entry, shell: Placed<String>?, folder: PipelineText?
  ) -> PipelineJob {
    let node = entry.value
    var job = PipelineJob(file: file, id: Placed(entry.key, at: entry.keySpan))
    job.name = reading.text(node["name"])
    job.needs = reading.placedTexts(node["needs"]) ?? []
    job.condition = reading.condition(node["if"])
    job.environment = reading.text(node["environment"]?["name"] ?? node["environment"])
    job.toleratesFailure = reading.flag(node["continue-on-error"])
    job.timeout = reading.text(node["timeout-minutes"])
    job.permissions = permissions(node["permissions"])
    job.variables = reading.variables(node["env"])
    job.runners = reading.texts(node["runs-on"]?["labels"] ?? node["runs-on"])
    readMatrix(node["strategy"]?["matrix"], into: &job)
    if let container = node["container"], let image = reading.text(container["image"] ?? container)
    {
      job.images.append(image)
    }
    for service in node["services"]?.entries ?? [] {
      if let image = reading.text(service.value["image"]) { job.images.append(image) }
    }
    if let uses = reading.placed(node["uses"]) {
      let inherits = node["secrets"].flatMap { $0.scalarText == "inherit" ? $0.span : nil }
      job.call = PipelineCall(
        workflow: ActionReference(uses.value, at: uses.span),
        inputs: reading.variables(node["with"]), inheritsSecrets: inherits)
    }
    let runsOnWindows =
      job.runners.contains { $0.text.lowercased().contains("windows") }
      || job.matrix.contains { $0.values.contains { $0.text.lowercased().contains("windows") } }
        && job.runners.contains { !$0.insertions.isEmpty }
    if let steps = node["steps"] {
      job.steps = self.steps(
        steps, shell: reading.placed(node["defaults"]?["run"]?["shell"]) ?? shell,
        folder: reading.text(node["defaults"]?["run"]?["working-directory"]) ?? folder,
        standard: runsOnWindows && !job.runners.contains { !$0.insertions.isEmpty }
          ? nil : ScriptReader.Shell(stopsOnError: true, stopsInPipes: false))
    } else if job.call == nil {
      job.unreadReasons.append(Placed("the job has neither `steps` nor `uses`", at: entry.keySpan))
    }
    return job
  }

  private func readMatrix(_ node: Node?, into job: inout PipelineJob) {
    guard let node else { return }
    guard let entries = node.entries else {
      if let text = reading.text(node) {
        job.matrix.append(PipelineVariable(Placed("*", at: node.span), [text]))
      }
      return
    }
    for entry in entries where entry.key != "exclude" {
      if entry.key == "include" {
        for element in entry.value.elements ?? [] { job.matrix += reading.variables(element) }
        if entry.value.elements == nil, let text = reading.text(entry.value) {
          job.matrix.append(PipelineVariable(Placed("*", at: entry.keySpan), [text]))
        }
      } else {
        // A list of mappings gives the members of each.
        var values: [PipelineText] = []
        for element in entry.value.elements ?? [entry.value] {
          if let text = reading.text(element) { values.append(text) }
          for member in reading.variables(element) {
            job.matrix.append(
              PipelineVariable(
                Placed("\(entry.key).\(member.name.value)", at: member.name.span), member.values))
          }
        }
        job.matrix.append(PipelineVariable(Placed(entry.key, at: entry.keySpan), values))
      }
    }
  }

  // MARK: Steps

  private mutating func steps(
    _ node: Node, shell: Placed<String>?, folder: PipelineText?, standard: ScriptReader.Shell?
  ) -> [PipelineStep] {
    guard let elements = node.elements else {
      note("`steps` is \(node.kindName), not a list", at: node.span)
      return []
    }
    return elements.compactMap { element in
      guard element.entries != nil else {
        note("a step is \(element.kindName), not a mapping", at: element.span)
        return nil
      }
      return step(element, shell: shell, folder: folder, standard: standard)
    }
  }

  private mutating func step(
    _ node: Node, shell: Placed<String>?, folder: PipelineText?, standard: ScriptReader.Shell?
  ) -> PipelineStep {
    var script: PipelineScript?
    if let run = node["run"], let source = reading.text(run) {
      let place = reading.text(node["working-directory"]) ?? folder
      let reading = reading
      script = scripts.read(
        source, shell: reading.placed(node["shell"]) ?? shell, standard: standard,
        folder: place.map { text in text.literal.flatMap { RelativeFolder.joined("", $0) } } ?? ""
      ) { reading.lines.place(ofLine: $0, in: run.span) }
    }
    let action = reading.placed(node["uses"]).map { ActionReference($0.value, at: $0.span) }
    return PipelineStep(
      file: file, span: node.span, id: node["id"]?.scalarText,
      name: reading.text(node["name"]), action: action, script: script,
      variables: reading.variables(node["env"]), inputs: reading.variables(node["with"]),
      condition: reading.condition(node["if"]),
      toleratesFailure: reading.flag(node["continue-on-error"]))
  }

  private mutating func note(_ reason: String, at span: TextSpan) {
    gaps.append(ReadingGap(file: file, span: span, reason: reason))
  }
}
