import Model

/// Judges the files of one pattern after another and keeps what was found.
struct FileJudge {
  private static let keptEvidence = 50
  /// How far a commit's date may be ahead of now: clocks differ.
  private static let clockDifference = 86_400

  private let check: FileCheck
  private let context: EvaluationContext
  private let folder: String

  private var findings: [Finding] = []
  private var reasons: [String] = []
  private var evidence: [Evidence] = []
  private var judged: Set<String> = []
  private var uncounted = 0

  init(check: FileCheck, context: EvaluationContext, folder: String) {
    self.check = check
    self.context = context
    self.folder = folder
  }

  var result: CheckResult {
    let count = judged.count
    let files = "\(count) file\(count == 1 ? "" : "s")"
    return .worst(
      findings: findings.sorted { ($0.location, $0.rule) < ($1.location, $1.rule) },
      unmeasured: reasons,
      passing: check.mustExist ? "\(files) as expected" : "no such file",
      evidence: allEvidence, subjects: check.mustExist ? count : check.paths.count)
  }

  mutating func judge(_ observation: Observation<TextFiles>, of pattern: String) {
    switch observation.outcome {
    case .failure(let unavailable): reasons.append("\(pattern): \(unavailable.reason)")
    case .success(let facts):
      if facts.files.isEmpty { judgeAbsence(of: pattern, at: observation.observedAt) }
      for file in facts.files where judged.insert(file.path).inserted {
        judge(file, at: observation.observedAt)
      }
    }
  }

  private mutating func judgeAbsence(of pattern: String, at moment: Instant) {
    let path = context.plan.path(pattern, in: folder)
    if check.mustExist {
      add(
        "missing", "expected a file at `\(ValueText.plain(path))`, found none",
        fix: "Add \(ValueText.plain(path)).", at: Location(path: path), about: "")
    } else {
      keep("no file matches `\(ValueText.plain(path))`", Location(path: path), nil, moment)
    }
  }

  private mutating func judge(_ file: TextFile, at moment: Instant) {
    let subject = Judged(
      file: file, location: Location(path: context.plan.path(file.path, in: folder)))
    keep("\(file.size) bytes", subject.location, file.digest, moment)
    guard check.mustExist else {
      add(
        "forbidden-file", "expected no file here, found one of \(file.size) bytes",
        fix: "Remove the file.", at: subject.location, about: "")
      return
    }
    judgeSize(of: subject)
    judgeAge(of: subject, at: moment)
    judgeText(of: subject, at: moment)
  }

  private struct Judged {
    let file: TextFile
    let location: Location

    var name: String { location.description }

    func location(line: Int, column: Int = 1) -> Location {
      Location(path: location.path, span: TextSpan(line: line, column: column))
    }
  }

  private mutating func judgeSize(of subject: Judged) {
    guard let minimum = check.minimumSize, subject.file.size < minimum.bytes else { return }
    add(
      "too-small", "expected at least \(minimum.bytes) bytes, saw \(subject.file.size)",
      at: subject.location, about: "")
  }

  private mutating func judgeAge(of subject: Judged, at moment: Instant) {
    guard let within = check.changedWithin else { return }
    guard let lastChange = subject.file.lastChange else {
      reasons.append("\(subject.name): its last change was not looked up")
      return
    }
    switch lastChange {
    case .failure(let unavailable):
      reasons.append(context.plan.reason(unavailable, of: subject.file.path, in: folder))
    case .success(let change):
      guard change.date.seconds <= context.now.seconds + Self.clockDifference else {
        reasons.append(
          "\(subject.name): its last change is dated \(change.date.description), in the future")
        return
      }
      judge(change, within: within, of: subject, at: moment)
    }
  }

  private mutating func judge(
    _ change: TextFile.Change, within: TimeSpan, of subject: Judged, at moment: Instant
  ) {
    let day = change.date.date.description
    let commit = String(change.commit.prefix(12))
    keep("last changed on \(day) by commit \(commit)", subject.location, nil, moment)
    let end = within.end(from: change.date, holidays: context.plan.posture.holidays)
    guard end < context.now else { return }
    add(
      "stale",
      "expected a change within \(within.description), the last was on \(day) "
        + "(commit \(commit)), "
        + "\(TimeSpan.words(seconds: context.now.seconds - change.date.seconds)) ago",
      fix: "Review the file and commit what has changed.", at: subject.location, about: "")
  }
}

// The text.
extension FileJudge {
  private mutating func judgeText(of subject: Judged, at moment: Instant) {
    guard !check.sections.isEmpty || !check.contained.isEmpty || !check.lacked.isEmpty else {
      return
    }
    switch subject.file.text {
    case .failure(let unavailable):
      reasons.append(context.plan.reason(unavailable, of: subject.file.path, in: folder))
    case .success(let text):
      judgeSections(of: text, in: subject, at: moment)
      for pattern in check.contained { look(for: pattern, in: text, of: subject, at: moment) }
      for pattern in check.lacked { exclude(pattern, from: text, of: subject) }
    }
  }

  private mutating func judgeSections(of text: String, in subject: Judged, at moment: Instant) {
    guard !check.sections.isEmpty else { return }
    let outline = MarkdownOutline(text)
    for section in check.sections {
      if let heading = outline.heading(titled: section) {
        keep(
          "section \(ValueText.quoted(heading.title))", subject.location(line: heading.line),
          subject.file.digest, moment)
        continue
      }
      let near = outline.nearest(to: section)
      let hint =
        near.map { "; there is \(ValueText.quoted($0.title))" }
        ?? "; the file has \(outline.headings.count) "
        + "heading\(outline.headings.count == 1 ? "" : "s")"
      add(
        "missing-section", "expected a section \(ValueText.quoted(section)), found none\(hint)",
        fix: "Add the heading \(ValueText.quoted(section)) with what it promises.",
        at: near.map { subject.location(line: $0.line) } ?? subject.location, about: section)
    }
  }

  private mutating func look(
    for pattern: String, in text: String, of subject: Judged, at moment: Instant
  ) {
    switch context.patterns.firstMatch(of: pattern, in: text) {
    case .match(let range):
      keep(
        "\(ValueText.quoted(pattern)) occurs", place(of: range, in: text, of: subject),
        subject.file.digest, moment)
    case .noMatch:
      add(
        "missing-text", "expected text that matches \(ValueText.quoted(pattern)), found none",
        at: subject.location, about: pattern)
    case .exceededLimit, .invalid: note(pattern, of: subject)
    }
  }

  private mutating func exclude(_ pattern: String, from text: String, of subject: Judged) {
    switch context.patterns.firstMatch(of: pattern, in: text) {
    case .match(let range):
      // What matched may be a secret, so only its place is told.
      add(
        "forbidden-text", "expected no text that matches \(ValueText.quoted(pattern)), found some",
        fix: "Remove the text.", at: place(of: range, in: text, of: subject), about: pattern)
    case .noMatch: return
    case .exceededLimit, .invalid: note(pattern, of: subject)
    }
  }

  private mutating func note(_ pattern: String, of subject: Judged) {
    reasons.append(
      "\(subject.name): the pattern \(ValueText.quoted(pattern)) could not be decided within "
        + "its limits")
  }

  private func place(of range: Range<Int>, in text: String, of subject: Judged) -> Location {
    let before = text.utf8.prefix(max(0, range.lowerBound))
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { text.utf8.index(after: $0) }
    // Columns count code points, whose first bytes are those that are no continuation.
    let column = before[(lineStart ?? before.startIndex)...].count { $0 & 0xC0 != 0x80 } + 1
    return subject.location(line: line, column: column)
  }
}

// What is kept.
extension FileJudge {
  private var allEvidence: [Evidence] {
    guard uncounted > 0, let last = evidence.last else { return evidence }
    let rest = Evidence(
      observed: "\(uncounted) more observation\(uncounted == 1 ? "" : "s")",
      location: Location(path: last.location.path), digest: nil, observedAt: last.observedAt)
    return evidence + [rest]
  }

  private mutating func keep(
    _ observed: String, _ location: Location, _ digest: String?, _ moment: Instant
  ) {
    guard evidence.count < Self.keptEvidence else {
      uncounted += 1
      return
    }
    evidence.append(
      Evidence(observed: observed, location: location, digest: digest, observedAt: moment))
  }

  private mutating func add(
    _ rule: String, _ message: String, fix: String? = nil, at location: Location,
    about identity: String
  ) {
    findings.append(
      Finding(
        check: FileCheck.definition.name, rule: rule, severity: context.control.severity,
        message: message, fix: context.control.fix ?? fix, location: location, identity: identity))
  }
}
