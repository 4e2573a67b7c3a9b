import Model

/// Judges one built file after another and keeps what was found.
struct BundleJudge {
  private static let keptFindings = 500
  private static let keptReasons = 100

  let check: BundleCheck
  let folder: String
  let observedAt: Instant
  let context: EvaluationContext

  private var findings: [Finding] = []
  private var reasons: [String] = []
  private var counts: [String: Int] = [:]
  private var unlisted = 0
  private var searched = 0

  init(check: BundleCheck, folder: String, observedAt: Instant, context: EvaluationContext) {
    self.check = check
    self.folder = folder
    self.observedAt = observedAt
    self.context = context
  }

  mutating func judge(_ file: TextFile) {
    switch file.text {
    case .failure(let unavailable):
      note(context.plan.reason(unavailable, of: file.path, in: folder))
    case .success(let text):
      searched += 1
      let top = check.folders.first { file.path.hasPrefix($0 + "/") } ?? ""
      counts[top, default: 0] += 1
      for fault in check.rules.faults(in: text, path: file.path) {
        add(fault, in: text, of: file)
      }
    }
  }

  /// The scan for secrets over one of the folders.
  mutating func judge(_ observation: Observation<SecretScan>, of name: String) {
    switch observation.outcome {
    case .failure(let unavailable): note("\(name): \(unavailable.reason)")
    case .success(let scan):
      for match in scan.matches {
        var location = match.location
        location.path = match.location.path.map { context.plan.path("\(name)/\($0)", in: folder) }
        // Where both found a key, the scan's rule says more.
        findings.removeAll {
          ["private-key", "service-role-key"].contains($0.rule) && $0.location.path == location.path
            && $0.location.span?.line == location.span?.line
            && $0.location.span?.column == location.span?.column
        }
        append(
          Finding(
            check: BundleCheck.definition.name, rule: match.rule, severity: match.severity,
            message: SecretsWording.message(for: match), fix: match.fix, location: location,
            identity: match.fingerprint))
      }
      for gap in scan.gaps { note("\(name): \(gap)") }
    }
  }

  /// Variables of environment files that build tools hand to browsers.
  mutating func judgeEnvironment(_ observation: Observation<TextFiles>) {
    switch observation.outcome {
    case .failure(let unavailable): note(unavailable.reason)
    case .success(let facts):
      for file in facts.files {
        guard case .success(let text) = file.text else {
          note("\(context.plan.path(file.path, in: folder)) cannot be read as text")
          continue
        }
        judgeEnvironment(text, of: file)
      }
    }
  }

  private mutating func judgeEnvironment(_ text: String, of file: TextFile) {
    var offset = 0
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let trimmed = line.drop { $0 == 0x20 || $0 == 0x09 }
      let isExported = trimmed.starts(with: "export ".utf8)
      let named = isExported ? trimmed.dropFirst(7) : trimmed
      let name = String(named.prefix(while: ScannedBytes.isNamePart)) ?? ""
      if let fault = check.rules.publicSecret(name, at: offset + line.count - named.count) {
        add(fault, in: text, of: file)
      }
      offset += line.count + 1
    }
  }

  private mutating func add(_ fault: BundleRules.Fault, in text: String, of file: TextFile) {
    append(
      Finding(
        check: BundleCheck.definition.name, rule: fault.rule, severity: context.control.severity,
        message: fault.message, fix: context.control.fix ?? fault.fix,
        location: Location(
          path: context.plan.path(file.path, in: folder),
          span: Self.span(of: fault.offset, in: text)),
        identity: fault.identity))
  }

  private static func span(of offset: Int, in text: String) -> TextSpan {
    let before = text.utf8.prefix(offset)
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { text.utf8.index(after: $0) }
    let column = before[(start ?? before.startIndex)...].count { $0 & 0xC0 != 0x80 } + 1
    return TextSpan(line: line, column: column)
  }

  private mutating func append(_ finding: Finding) {
    guard findings.count < Self.keptFindings else {
      unlisted += 1
      return
    }
    findings.append(finding)
  }

  private mutating func note(_ reason: String) {
    if reasons.count < Self.keptReasons { reasons.append(reason) }
  }

  var result: CheckResult {
    var reasons = reasons
    if searched < check.minimumSubjects {
      reasons.append(
        "nothing to judge: \(counted(searched, "built file")) in "
          + "\(check.folders.joined(separator: ", ")), at least \(check.minimumSubjects) "
          + "expected; build first")
    }
    if searched == 0, check.minimumSubjects == 0, findings.isEmpty, reasons.isEmpty {
      return CheckResult(
        .notApplicable(reason: "nothing is built, which the posture allows"),
        summary: "nothing is built")
    }
    let evidence = counts.sorted { $0.key < $1.key }.map { name, count in
      Evidence(
        observed: "\(counted(count, "built file")) searched",
        location: Location(path: context.plan.path(name, in: folder)), observedAt: observedAt)
    }
    let rest = unlisted == 0 ? "" : ", \(unlisted) more not listed"
    return .worst(
      findings: findings.sorted { ($0.location, $0.rule) < ($1.location, $1.rule) },
      unmeasured: reasons,
      passing: "\(counted(searched, "built file")) searched: nothing of the server's",
      failing: "\(counted(findings.count, "finding")) in "
        + "\(counted(searched, "built file"))\(rest)",
      evidence: evidence, subjects: searched)
  }
}
