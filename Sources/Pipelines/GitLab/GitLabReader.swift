import Model
import StructuredData

/// Reads `.gitlab-ci.yml` ("CI/CD YAML syntax reference" of GitLab).
///
/// Files that it includes from the same repository are read with it; jobs take after those that they
/// `extends`, and `default`. What comes from elsewhere is not known, except for GitLab's own templates,
/// which are recognised by their names.
struct GitLabReader {
  private static let deepest = 12
  private static let mostJobs = 2_000
  private static let globals: Set<String> = [
    "stages", "include", "default", "variables", "workflow", "image", "services", "before_script",
    "after_script", "cache", "spec", "pages:deploy",
  ]
  private static let standardStages = [".pre", "build", "test", "deploy", ".post"]

  /// A part of the pipeline and the file that it stands in.
  struct Part {
    let entry: Node.Entry
    let reading: NodeReading
  }

  let reading: NodeReading
  var scripts: ScriptReader
  let files: any PipelineFiles
  let limits: ParseLimits
  private(set) var included: Set<String> = []
  private(set) var gaps: [ReadingGap] = []

  private var parts: [String: Part] = [:]
  private var order: [String] = []
  private var templates: [(template: Placed<String>, file: String)] = []
  /// What other repositories and addresses bring, which is not known.
  private var unknown: [(reason: Placed<String>, file: String)] = []

  init(
    file: String, lines: SourceLines, scripts: ScriptReader, files: any PipelineFiles,
    limits: ParseLimits
  ) {
    reading = NodeReading(file: file, lines: lines)
    self.scripts = scripts
    self.files = files
    self.limits = limits
  }

  mutating func read(_ node: Node) -> PipelineGraph? {
    collect(node, reading, depth: 0)
    var graph = PipelineGraph(file: reading.file, system: .gitLab)
    graph.triggers = triggers
    graph.variables = reading.variables(parts["variables"]?.entry.value)
    let stages = self.stages
    for name in order where !name.hasPrefix(".") && !Self.globals.contains(name) {
      guard let part = parts[name], part.entry.value.entries != nil else { continue }
      guard graph.jobs.count < Self.mostJobs else {
        note(
          "jobs after \(Self.mostJobs) are not read", at: part.entry.keySpan, in: part.reading.file)
        break
      }
      var reader = GitLabJobReader(parts: parts, stages: stages, scripts: scripts)
      graph.jobs.append(reader.job(name, part))
      scripts = reader.scripts
    }
    addTemplates(to: &graph)
    GitLabStages.link(&graph.jobs, stages: stages, stageOf: stage)
    if !unknown.isEmpty, let first = graph.jobs.indices.first {
      // What is brought from elsewhere may stand before any job.
      for index in first..<graph.jobs.endIndex {
        graph.jobs[index].unreadReasons += unknown.map(\.reason)
      }
    }
    return graph
  }

  private func stage(of job: PipelineJob) -> String {
    guard let part = parts[job.id.value] else { return "test" }
    return GitLabJobReader(parts: parts, stages: [], scripts: scripts)
      .value("stage", of: part)?.node.scalarText ?? "test"
  }

  private var stages: [String] {
    guard let elements = parts["stages"]?.entry.value.elements else { return Self.standardStages }
    return [".pre"] + elements.compactMap(\.scalarText) + [".post"]
  }

  /// Which events start it; GitLab starts pipelines for every push unless `workflow` says otherwise.
  private var triggers: [PipelineTrigger] {
    let span = parts["workflow"]?.entry.keySpan ?? TextSpan.start
    return [PipelineTrigger(event: Placed("pipeline", at: span))]
  }

  private func addTemplates(to graph: inout PipelineGraph) {
    for (template, file) in templates {
      let name = template.value.split(separator: "/").last.map(String.init) ?? template.value
      var job = PipelineJob(file: file, id: Placed(name, at: template.span))
      job.template = template
      job.blocksWhenSkipped = false
      // GitLab's scanning templates let their jobs fail, and write reports.
      job.toleratesFailure = PipelineFlag(.on, at: template.span)
      graph.jobs.append(job)
    }
  }

  // MARK: Includes

  private mutating func collect(_ node: Node, _ reading: NodeReading, depth: Int) {
    guard depth < Self.deepest else {
      return note(
        "files include each other deeper than \(Self.deepest) levels", at: node.span,
        in: reading.file)
    }
    if let includes = node["include"] {
      for include in includes.elements ?? [includes] {
        self.include(include, reading, depth: depth)
      }
    }
    for entry in node.entries ?? [] where entry.key != "include" {
      if parts[entry.key] == nil { order.append(entry.key) }
      if let known = parts[entry.key], let merged = Self.merged(known.entry, entry) {
        parts[entry.key] = Part(entry: merged, reading: reading)
      } else {
        parts[entry.key] = Part(entry: entry, reading: reading)
      }
    }
  }

  /// What a later file says of a job is put over what an earlier one says.
  private static func merged(_ first: Node.Entry, _ second: Node.Entry) -> Node.Entry? {
    guard let old = first.value.entries, let new = second.value.entries else { return nil }
    let names = Set(new.map(\.key))
    let entries = old.filter { !names.contains($0.key) } + new
    return Node.Entry(
      key: second.key, keySpan: second.keySpan,
      value: Node(.mapping(entries), at: second.value.span))
  }

  private mutating func include(_ node: Node, _ reading: NodeReading, depth: Int) {
    if let template = reading.placed(node["template"]) {
      return templates.append((template, reading.file))
    }
    if node["component"] != nil || node["project"] != nil || node["remote"] != nil {
      let what = node["component"] ?? node["project"] ?? node["remote"] ?? node
      let reason = "what is included from \(what.scalarText ?? "elsewhere") is not known"
      return unknown.append((Placed(reason, at: what.span), reading.file))
    }
    guard let local = reading.placed(node["local"] ?? node) else { return }
    guard !local.value.hasPrefix("http") else {
      return unknown.append(
        (Placed("what is included from \(local.value) is not known", at: local.span), reading.file))
    }
    let path = local.value.drop { $0 == "/" }
    guard !path.contains("*"), !path.contains("$") else {
      return unknown.append(
        (Placed("which files `\(local.value)` includes is not known", at: local.span), reading.file)
      )
    }
    guard !included.contains(String(path)) else { return }
    included.insert(String(path))
    do {
      let bytes = try files.bytes(of: String(path))
      let documents = try StructuredParser.parse(
        bytes, as: .yaml, path: String(path), limits: limits)
      guard let document = documents.last else { return }
      collect(
        document, NodeReading(file: String(path), lines: SourceLines(bytes)), depth: depth + 1)
    } catch let error as Unavailable {
      unknown.append((Placed(error.reason, at: local.span), reading.file))
    } catch {
      unknown.append(
        (Placed("\(path) could not be parsed", at: local.span), reading.file))
    }
  }

  private mutating func note(_ reason: String, at span: TextSpan, in file: String) {
    gaps.append(ReadingGap(file: file, span: span, reason: reason))
  }
}
