import Model

/// No secret stands in the history of a repository.
///
/// Every commit that a branch, a tag or another reference leads to is walked, and every file version
/// is read once. A secret that was removed is still there for everybody who has the repository, so it
/// counts until it is revoked and waived. What is not committed is not looked at.
package struct SecretsCheck: Check {
  private let target: String?
  private let ignoredPaths: [String]
  private let minimumSeverity: Severity
  private let isHeadOnly: Bool
  private let configuration: String?
  private let baseline: String?
  private let obeysComments: Bool

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    target = arguments.text("target")
    ignoredPaths = arguments.texts("ignore-paths").map { GlobTranslation.pattern(for: $0) }
    minimumSeverity = arguments.severity("minimum-severity") ?? .low
    isHeadOnly = arguments.boolean("head-only") ?? false
    configuration = arguments.text("configuration")
    baseline = arguments.text("baseline")
    obeysComments = arguments.boolean("allow-comments") ?? true
    let problems = ignoredPaths.compactMap { pattern in
      validation.patterns.problem(with: pattern).map { problem in
        Diagnostic(
          "\"ignore-paths\": a glob cannot be used: \(problem.message)",
          at: arguments.location(of: "ignore-paths"))
      }
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    guard let request = try? request(in: context) else { return [] }
    return [request]
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    do throws(Unavailable) {
      let observation = observations[try request(in: context.plan)]
      let scan = try observation.outcome.get()
      return judge(scan, observedAt: observation.observedAt, patterns: context.patterns)
    } catch {
      return .unmeasured(error.reason)
    }
  }

  private func request(in context: PlanContext) throws(Unavailable) -> SecretScanRequest {
    let root = context.posture.root
    return SecretScanRequest(
      repository: try context.folder(of: target),
      settings: SecretScanSettings(
        configuration: configuration.map { "\(root)/\($0)" },
        baseline: baseline.map { "\(root)/\($0)" }, obeysComments: obeysComments))
  }

  private func judge(
    _ scan: SecretScan, observedAt: Instant, patterns: any PatternMatching
  ) -> CheckResult {
    let judged = scan.matches.filter { $0.severity >= minimumSeverity }
    let listed = judged.filter { !isIgnored($0, patterns) }
    let failing = listed.filter { !isHeadOnly || $0.isInHead }
    let words = SecretsWording(
      scan: scan, ignored: judged.count - listed.count, removed: listed.count - failing.count)
    let evidence = Evidence(
      observed: words.observed, location: Location(commit: scan.head), digest: scan.digest,
      observedAt: observedAt)
    guard scan.commits > 0 else {
      return .unmeasured("the repository has no commits", evidence: [evidence])
    }
    return .worst(
      findings: failing.map { finding(for: $0) }, unmeasured: scan.gaps, passing: words.passing,
      failing: words.failing(failing.count), evidence: [evidence], subjects: scan.blobs)
  }

  /// A glob that needed too much effort ignores nothing.
  private func isIgnored(_ match: SecretMatch, _ patterns: any PatternMatching) -> Bool {
    guard let path = match.location.path else { return false }
    return ignoredPaths.contains { pattern in
      guard case .match = patterns.firstMatch(of: pattern, in: path) else { return false }
      return true
    }
  }

  private func finding(for match: SecretMatch) -> Finding {
    Finding(
      check: name, rule: match.rule, severity: match.severity,
      message: SecretsWording.message(for: match), fix: match.fix, location: match.location,
      identity: match.fingerprint)
  }
}
