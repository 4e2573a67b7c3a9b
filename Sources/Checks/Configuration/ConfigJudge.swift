import Model

/// Judges one file after another and keeps what was found.
struct ConfigJudge {
  private static let keptEvidence = 50
  private static let keptReasons = 100
  private static let keptSteps = 5_000

  private let check: ConfigCheck
  private let context: EvaluationContext
  private let folder: String
  private let observedAt: Instant
  private let marker: UnknownMarker?

  private var findings: [Finding] = []
  private var reasons: [String] = []
  private var evidence: [Evidence] = []
  private var trace: [JudgementStep] = []
  private var uncounted = 0
  private var subjects = 0
  private var documents = 0

  init(check: ConfigCheck, context: EvaluationContext, folder: String, observedAt: Instant) {
    self.check = check
    self.context = context
    self.folder = folder
    self.observedAt = observedAt
    marker = check.unknownWhen.map { UnknownMarker(pattern: $0, patterns: context.patterns) }
  }

  mutating func judge(_ file: StructuredFile) {
    let path = context.plan.path(file.path, in: folder)
    switch file.documents {
    case .failure(let unavailable):
      note(context.plan.reason(unavailable, of: file.path, in: folder))
    case .success(let nodes):
      // The end of a YAML stream is often an empty document: nothing is said in it.
      let said = nodes.filter { !$0.isNull }
      // A file that says nothing at all is judged as such: nothing is set in it.
      let filled = said.isEmpty ? Array(nodes.prefix(1)) : said
      documents += filled.count
      for (index, node) in filled.enumerated() {
        let name = filled.count == 1 ? "" : Self.name(of: node, at: index) + "#"
        judge(
          Document(
            root: Subject(document: marker?.marking(node) ?? node), path: path, name: name,
            digest: file.digest))
      }
    }
  }

  /// One document of a file.
  private struct Document {
    let root: Subject
    let path: String
    /// Tells documents of one file apart: `Deployment/web#`.
    let name: String
    let digest: String?
  }

  private mutating func judge(_ document: Document) {
    let evaluator = Evaluator(file: document.path, patterns: context.patterns)
    let (found, deadEnds) = document.root.resolveAll(check.each)
    for deadEnd in deadEnds { note(deadEnd, in: document) }
    for subject in found {
      explain(subject, in: document)
      let filtered = check.filters.map { evaluator.evaluate($0.assertion, on: subject) }
      for (row, evaluation) in zip(check.filters, filtered) {
        explain(row, evaluation, in: document, word: "where ")
      }
      let isMeant = Truth.conjunction(filtered.map(\.truth))
      switch isMeant {
      case .true: judge(subject, of: document, by: evaluator)
      case .false: continue
      case .unknown(let reason): note("`where` is unknown: \(reason)")
      }
    }
  }

  private mutating func judge(_ subject: Subject, of document: Document, by evaluator: Evaluator) {
    subjects += 1
    for row in check.rows {
      let evaluation = evaluator.evaluate(row.assertion, on: subject)
      keep(evaluation.deciding, of: document)
      explain(row, evaluation, in: document)
      switch evaluation.truth {
      case .true: continue
      case .false: findings.append(finding(row, evaluation, subject, document))
      case .unknown(let reason): note(reason)
      }
    }
  }

  private func finding(
    _ row: AssertionRow, _ evaluation: Evaluation, _ subject: Subject, _ document: Document
  ) -> Finding {
    let place = evaluation.deciding.first?.span ?? subject.anchor
    return Finding(
      check: ConfigCheck.definition.name, rule: row.keyword, severity: context.control.severity,
      message: evaluation.message, fix: fix(row, evaluation),
      location: Location(path: document.path, span: place),
      identity: "\(document.name)\(subject.identity): \(row.assertion.phrase)")
  }

  private func fix(_ row: AssertionRow, _ evaluation: Evaluation) -> String? {
    if let fix = context.control.fix { return fix }
    guard case .comparison(let sighting) = evaluation.form else { return nil }
    let path = PathText.shown(sighting.path)
    guard row.keyword == Operator.is.rawValue else {
      return "Change \(path) \(sighting.expected)."
    }
    return "Set \(path) to \(sighting.expected.dropFirst("to be ".count))."
  }

  /// `Deployment/web` for a Kubernetes object, else the document's number in its file.
  private static func name(of node: Node, at index: Int) -> String {
    guard let kind = node["kind"]?.string, let name = node["metadata"]?["name"]?.string else {
      return "document \(index + 1)"
    }
    return "\(ValueText.plain(kind))/\(ValueText.plain(name))"
  }
}

// What is kept.
extension ConfigJudge {
  var result: CheckResult {
    var result = judged
    result.trace = trace
    return result
  }

  private var judged: CheckResult {
    var reasons = reasons
    if subjects < check.minimumSubjects {
      reasons.append(
        "nothing to judge: \(counted(subjects, "subject")), "
          + "at least \(check.minimumSubjects) expected")
    }
    return .worst(
      findings: findings.sorted { ($0.location, $0.rule) < ($1.location, $1.rule) },
      unmeasured: reasons,
      passing: "\(counted(check.rows.count, "assertion")) "
        + "hold\(check.rows.count == 1 ? "s" : "") for \(counted(subjects, "subject"))",
      failing: "\(counted(findings.count, "finding")) over "
        + counted(subjects, "subject"),
      evidence: allEvidence, subjects: subjects)
  }

  private var allEvidence: [Evidence] {
    guard uncounted > 0, let last = evidence.last else { return evidence }
    let rest = Evidence(
      observed: "\(counted(uncounted, "more value")) judged",
      location: Location(path: last.location.path), digest: nil, observedAt: observedAt)
    return evidence + [rest]
  }

  private mutating func explain(_ subject: Subject, in document: Document) {
    guard context.plan.keepsTrace, trace.count < Self.keptSteps else { return }
    trace.append(
      JudgementStep(
        depth: 0, text: "\(document.name)\(PathText.shown(subject.path))",
        outcome: ValueText.shown(subject.node, secrecy: subject.secrecy),
        location: Location(path: document.path, span: subject.anchor)))
  }

  /// Keeps a row with its place in the control's file, and below it everything it came to.
  private mutating func explain(
    _ row: AssertionRow, _ evaluation: Evaluation, in document: Document, word: String = ""
  ) {
    guard context.plan.keepsTrace, trace.count < Self.keptSteps else { return }
    trace.append(
      JudgementStep(
        depth: 1, text: word + row.assertion.phrase, outcome: evaluation.truth.word,
        location: Location(path: check.source, span: row.span)))
    guard case .expression = evaluation.form else {
      trace += evaluation.steps(in: document.path, depth: 2)
      return
    }
    // Its first step is the row itself.
    trace += evaluation.steps(in: document.path, depth: 1).dropFirst()
  }

  private mutating func keep(_ sightings: [Evaluation.Sighting], of document: Document) {
    for sighting in sightings {
      guard evidence.count < Self.keptEvidence else {
        uncounted += 1
        continue
      }
      evidence.append(
        Evidence(
          observed: "\(PathText.shown(sighting.path)): \(sighting.seen)",
          location: Location(path: document.path, span: sighting.span), digest: document.digest,
          observedAt: observedAt))
    }
  }

  private mutating func note(_ deadEnd: DeadEnd, in document: Document) {
    switch deadEnd {
    case .absent: return
    case .impossible(let reason, let span), .unknown(let reason, let span):
      note("\(reason) at \(Location(path: document.path, span: span).description)")
    }
  }

  mutating func note(missing path: String) {
    note("there is no file `\(ValueText.plain(context.plan.path(path, in: folder)))`")
  }

  private mutating func note(_ reason: String) {
    if reasons.count < Self.keptReasons { reasons.append(reason) }
  }
}
