import Model

/// Reads one job of a pipeline of GitLab.
struct GitLabJobReader {
  private static let deepest = 11

  /// A value and the reading of the file that it stands in.
  struct Found {
    let node: Node
    let reading: NodeReading
  }

  let parts: [String: GitLabReader.Part]
  let stages: [String]
  var scripts: ScriptReader

  mutating func job(_ name: String, _ part: GitLabReader.Part) -> PipelineJob {
    let file = part.reading.file
    var job = PipelineJob(file: file, id: Placed(name, at: part.entry.keySpan))
    job.blocksWhenSkipped = false
    if let environment = value("environment", of: part) {
      job.environment = environment.reading.text(environment.node["name"] ?? environment.node)
    }
    if let image = value("image", of: part) ?? global("image") {
      if let text = image.reading.text(image.node["name"] ?? image.node) { job.images.append(text) }
    }
    for service in value("services", of: part)?.node.elements ?? [] {
      if let text = part.reading.text(service["name"] ?? service) { job.images.append(text) }
    }
    if let needs = value("needs", of: part) {
      job.saysNeeds = true
      job.needs = (needs.node.elements ?? []).compactMap { need in
        // A need of another pipeline or project is none of this graph.
        need["pipeline"] != nil || need["project"] != nil
          ? nil : needs.reading.placed(need["job"] ?? need)
      }
    }
    if let tags = value("tags", of: part) { job.runners = tags.reading.texts(tags.node) }
    readStart(part, into: &job)
    readScripts(part, into: &job)
    if let trigger = value("trigger", of: part) {
      job.unreadReasons.append(
        Placed("what the pipeline that \(name) starts does is not known", at: trigger.node.span))
    }
    for base in bases(of: part) where parts[base.value] == nil {
      job.unreadReasons.append(
        Placed("`\(base.value)`, which \(name) extends, is not there", at: base.span))
    }
    return job
  }

  // MARK: Values

  /// The value that a job has for a key: its own, or that of what it extends, or of `default`.
  func value(_ key: String, of part: GitLabReader.Part) -> Found? {
    inherited(key, of: part, depth: 0)
      ?? parts["default"].flatMap { part in
        part.entry.value[key].map { Found(node: $0, reading: part.reading) }
      }
  }

  private func inherited(_ key: String, of part: GitLabReader.Part, depth: Int) -> Found? {
    if let node = part.entry.value[key] { return Found(node: node, reading: part.reading) }
    guard depth < Self.deepest else { return nil }
    // The last of what is extended wins.
    for base in bases(of: part).reversed() {
      if let other = parts[base.value], let found = inherited(key, of: other, depth: depth + 1) {
        return found
      }
    }
    return nil
  }

  private func bases(of part: GitLabReader.Part) -> [Placed<String>] {
    part.reading.placedTexts(part.entry.value["extends"]) ?? []
  }

  private func global(_ key: String) -> Found? {
    parts[key].map { Found(node: $0.entry.value, reading: $0.reading) }
  }

  // MARK: When it runs

  private func readStart(_ part: GitLabReader.Part, into job: inout PipelineJob) {
    let when = value("when", of: part)
    let rules = value("rules", of: part)
    if let allow = value("allow_failure", of: part) {
      // Exit codes that are let pass are some failures, of which a finding may be one.
      job.toleratesFailure =
        allow.node.entries == nil
        ? allow.reading.flag(allow.node)
        : PipelineFlag(.on, at: allow.node.span)
    }
    if let when, when.node.scalarText == "manual" {
      job.manualStart = when.node.span
      // A job that a person starts holds nothing back unless it says so.
      if job.toleratesFailure == nil {
        job.toleratesFailure = PipelineFlag(.on, at: when.node.span)
      }
    }
    if let rules {
      let fold = GitLabRules.fold(rules.node)
      job.condition = PipelineCondition(fold.condition, at: rules.node.span)
      if let manual = fold.manual, job.manualStart == nil { job.manualStart = manual }
      if let allow = fold.allowsFailure { job.toleratesFailure = PipelineFlag(.on, at: allow) }
    } else if let only = value("only", of: part) ?? value("except", of: part) {
      job.condition = PipelineCondition(
        .binary(
          .and, .call("success", []),
          GitLabRules.only(only.node, isExcept: value("only", of: part) == nil)),
        at: only.node.span)
    }
    if let when, let word = when.node.scalarText, word == "always" || word == "on_failure" {
      let status = PipelineExpression.call(word == "always" ? "always" : "failure", [])
      job.condition = PipelineCondition(
        job.condition.map { .binary(.and, status, $0.expression) } ?? status, at: when.node.span)
    }
  }

  // MARK: Scripts

  private mutating func readScripts(_ part: GitLabReader.Part, into job: inout PipelineJob) {
    for key in ["before_script", "script"] {
      guard let found = value(key, of: part) ?? (key == "before_script" ? global(key) : nil) else {
        continue
      }
      var lines: [(text: String, span: TextSpan)] = []
      flatten(found.node, into: &lines, depth: 0)
      // The lines are one script, which stops at the first that fails.
      let text = lines.map(\.text).joined(separator: "\n")
      var places: [TextSpan] = []
      for line in lines {
        let count = line.text.utf8.count { $0 == 0x0A } + 1
        for offset in 0..<min(count, 10_000) {
          places.append(found.reading.lines.place(ofLine: offset, in: line.span))
        }
      }
      let span = found.node.span
      let script = scripts.read(
        PipelineText(text, at: span), shell: nil,
        standard: ScriptReader.Shell(stopsOnError: true, stopsInPipes: true), folder: ""
      ) { places.indices.contains($0) ? places[$0] : span }
      job.steps.append(
        PipelineStep(
          file: found.reading.file, span: span, name: PipelineText(key, at: span), script: script))
    }
  }

  /// The lines of a script; `!reference [job, key]` brings those of another job.
  private func flatten(
    _ node: Node, into lines: inout [(text: String, span: TextSpan)], depth: Int
  ) {
    guard depth < Self.deepest, lines.count < 5_000 else { return }
    if let text = node.scalarText { return lines.append((text, node.span)) }
    guard let elements = node.elements else { return }
    if elements.count >= 2, let name = elements[0].scalarText, let part = parts[name],
      let key = elements[1].scalarText, let found = value(key, of: part)
    {
      return flatten(found.node, into: &lines, depth: depth + 1)
    }
    for element in elements { flatten(element, into: &lines, depth: depth + 1) }
  }
}
