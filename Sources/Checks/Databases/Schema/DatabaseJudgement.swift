import Model

/// What is found while a database is judged.
struct DatabaseJudgement {
  private static let keptReasons = 100
  private static let keptEvidence = 100

  let check: String
  let context: EvaluationContext
  private(set) var findings: [Finding] = []
  private(set) var reasons: [String] = []
  private(set) var evidence: [Evidence] = []
  private var uncounted = 0
  var subjects = 0

  init(check: String, context: EvaluationContext) {
    self.check = check
    self.context = context
  }

  /// Notes a fault once for each identity.
  mutating func add(
    _ rule: String, _ message: String, fix: String?, severity: Severity? = nil, identity: String,
    at location: Location
  ) {
    guard
      !findings.contains(where: {
        $0.rule == rule && $0.identity == identity && $0.location == location
      })
    else { return }
    findings.append(
      Finding(
        check: check, rule: rule, severity: severity ?? context.control.severity, message: message,
        fix: context.control.fix ?? fix, location: location, identity: identity))
  }

  mutating func note(_ reason: String) {
    guard reasons.count < Self.keptReasons, !reasons.contains(reason) else { return }
    reasons.append(reason)
  }

  mutating func see(_ observed: String, at location: Location, digest: String?, _ time: Instant) {
    guard evidence.count < Self.keptEvidence else {
      uncounted += 1
      return
    }
    evidence.append(
      Evidence(observed: observed, location: location, digest: digest, observedAt: time))
  }

  mutating func merge(_ other: DatabaseJudgement) {
    findings += other.findings
    for reason in other.reasons { note(reason) }
    evidence += other.evidence
    uncounted += other.uncounted
    subjects += other.subjects
  }

  func result(noun: String, holds: String) -> CheckResult {
    var evidence = evidence
    if uncounted > 0, let last = evidence.last {
      evidence.append(
        Evidence(
          observed: "\(counted(uncounted, "more thing")) judged", location: Location(),
          observedAt: last.observedAt))
    }
    return .worst(
      findings: findings.sorted {
        ($0.location, $0.rule, $0.identity) < ($1.location, $1.rule, $1.identity)
      },
      unmeasured: reasons,
      passing: "\(counted(subjects, noun)) \(holds)",
      failing: "\(counted(findings.count, "finding")) over \(counted(subjects, noun))",
      evidence: evidence, subjects: subjects)
  }
}
