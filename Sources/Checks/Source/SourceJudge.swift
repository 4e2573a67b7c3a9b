import Model

/// Searches one file after another and counts.
struct SourceJudge {
  private static let keptEvidence = 50
  private static let keptReasons = 100

  let check: SourceCheck
  let folder: String
  let observedAt: Instant
  let context: EvaluationContext

  private var findings: [Finding] = []
  private var reasons: [String] = []
  private var evidence: [Evidence] = []
  private var unlisted = 0
  private var searched = 0
  private var leftOut = 0

  init(check: SourceCheck, folder: String, observedAt: Instant, context: EvaluationContext) {
    self.check = check
    self.folder = folder
    self.observedAt = observedAt
    self.context = context
  }

  private typealias Searched = (file: TextFile, text: String)

  mutating func judge(_ files: [TextFile]) -> CheckResult {
    var texts: [Searched] = []
    for file in files {
      switch file.text {
      case .success(let text): texts.append((file, text))
      case .failure where BinaryFiles.contains(file.path): leftOut += 1
      case .failure(let unavailable):
        note(context.plan.reason(unavailable, of: file.path, in: folder))
      }
    }
    searched = texts.count
    for pattern in check.forbidden { exclude(pattern, from: texts) }
    for pattern in check.required { require(pattern, in: texts) }
    if searched < check.minimumSubjects {
      note(
        "nothing to judge: \(counted(searched, "file")), at least \(check.minimumSubjects) "
          + "expected")
    }
    return result
  }

  private mutating func exclude(_ pattern: SourcePattern, from texts: [Searched]) {
    let shown = ValueText.quoted(pattern.pattern)
    var seen = 0
    for (file, text) in texts {
      guard let found = lines(of: pattern, in: text, of: file) else { continue }
      for (index, place) in found.places.enumerated() {
        seen += 1
        guard seen > pattern.count else {
          keep("\(shown) is still here", file, place)
          continue
        }
        add(
          pattern, Self.message(of: pattern, "text that matches \(shown) must not appear here"),
          Location(path: path(file), span: place), identity: "\(pattern.pattern) · \(index + 1)")
      }
      if found.isCut {
        note(
          "\(path(file)): \(shown) matches in more than \(LineSearch.maximumLines) lines, "
            + "of which no more were counted")
      }
    }
    if seen == 0, !texts.isEmpty { keep("\(shown) is nowhere", nil, nil) }
  }

  private mutating func require(_ pattern: SourcePattern, in texts: [Searched]) {
    var total = 0
    for (file, text) in texts {
      guard let found = lines(of: pattern, in: text, of: file) else { continue }
      total += found.places.count
      if let first = found.places.first {
        keep("\(ValueText.quoted(pattern.pattern)) is here", file, first)
      }
      if pattern.isForEach, found.places.count < pattern.count {
        add(
          pattern, Self.missing(pattern, found.places.count), Location(path: path(file)),
          identity: pattern.pattern)
      }
    }
    guard !pattern.isForEach, total < pattern.count, !texts.isEmpty else { return }
    let place = check.files.first.map { context.plan.path($0, in: folder) }
    add(pattern, Self.missing(pattern, total), Location(path: place), identity: pattern.pattern)
  }

  private static func missing(_ pattern: SourcePattern, _ seen: Int) -> String {
    message(
      of: pattern,
      "expected \(counted(pattern.count, "line")) that match\(pattern.count == 1 ? "es" : "") "
        + "\(ValueText.quoted(pattern.pattern)), found \(seen == 0 ? "none" : String(seen))")
  }

  private static func message(of pattern: SourcePattern, _ text: String) -> String {
    pattern.message.map { "\(ValueText.plain($0)): \(text)" } ?? text
  }

  private mutating func lines(
    of pattern: SourcePattern, in text: String, of file: TextFile
  ) -> LineSearch.Found? {
    do throws(Unavailable) {
      return try LineSearch(patterns: context.patterns).lines(matching: pattern.pattern, in: text)
    } catch {
      note("\(path(file)): \(error.reason)")
      return nil
    }
  }
}

// What is kept.
extension SourceJudge {
  private func path(_ file: TextFile) -> String { context.plan.path(file.path, in: folder) }

  private mutating func note(_ reason: String) {
    if reasons.count < Self.keptReasons { reasons.append(reason) }
  }

  private mutating func keep(_ observed: String, _ file: TextFile?, _ place: TextSpan?) {
    guard evidence.count < Self.keptEvidence else { return }
    let shown = file.map(path) ?? check.files.first.map { context.plan.path($0, in: folder) }
    evidence.append(
      Evidence(
        observed: observed, location: Location(path: shown, span: place), digest: file?.digest,
        observedAt: observedAt))
  }

  private mutating func add(
    _ pattern: SourcePattern, _ message: String, _ location: Location, identity: String
  ) {
    guard findings.count < check.maximumFindings else {
      unlisted += 1
      return
    }
    findings.append(
      Finding(
        check: SourceCheck.definition.name, rule: pattern.rule, severity: context.control.severity,
        message: message, fix: context.control.fix ?? pattern.fix, location: location,
        identity: identity))
  }

  private var result: CheckResult {
    if searched == 0, check.minimumSubjects == 0, reasons.isEmpty {
      return CheckResult(
        .notApplicable(reason: "no file matches, which the posture allows"),
        summary: "no file matches")
    }
    let rest = unlisted == 0 ? "" : ", \(unlisted) more not listed"
    let binaries = leftOut == 0 ? "" : ", \(counted(leftOut, "binary file")) left out"
    return .worst(
      findings: findings.sorted { ($0.location, $0.rule) < ($1.location, $1.rule) },
      unmeasured: reasons,
      passing: "\(counted(searched, "file")) searched: all as asked\(binaries)",
      failing: "\(counted(findings.count, "finding")) in "
        + "\(counted(searched, "file"))\(rest)\(binaries)",
      evidence: evidence, subjects: searched)
  }
}
