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
  private let scope: SecretScope
  private let includesUnreachable: Bool

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    target = arguments.text("target")
    ignoredPaths = arguments.texts("ignore-paths").map { GlobTranslation.pattern(for: $0) }
    minimumSeverity = arguments.severity("minimum-severity") ?? .low
    isHeadOnly = arguments.boolean("head-only") ?? false
    configuration = arguments.text("configuration")
    baseline = arguments.text("baseline")
    obeysComments = arguments.boolean("allow-comments") ?? true
    includesUnreachable = arguments.boolean("unreachable") ?? false
    scope = try Self.scope(arguments)
    let problems = ignoredPaths.compactMap { pattern in
      validation.patterns.problem(with: pattern).map { problem in
        Diagnostic(
          "\"ignore-paths\": a glob cannot be used: \(problem.message)",
          at: arguments.location(of: "ignore-paths"))
      }
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
  }

  /// The same check over what is given here instead of a part of the history.
  ///
  /// - Parameters:
  ///   - arguments: As in a control.
  ///   - scope: What is gone through.
  ///   - validation: As in a control.
  /// - Throws: `Diagnostics` as in a control.
  package init(
    _ arguments: Arguments, over scope: SecretScope, validation: ValidationContext
  ) throws(Diagnostics) {
    let check = try SecretsCheck(arguments, validation: validation)
    target = check.target
    ignoredPaths = check.ignoredPaths
    minimumSeverity = check.minimumSeverity
    isHeadOnly = check.isHeadOnly
    includesUnreachable = check.includesUnreachable
    configuration = check.configuration
    baseline = check.baseline
    obeysComments = check.obeysComments
    self.scope = scope
  }

  private static func scope(_ arguments: Arguments) throws(Diagnostics) -> SecretScope {
    let since = arguments.text("since")
    guard let range = arguments.text("range") else {
      return since.map { .since($0) } ?? .history
    }
    guard since == nil else {
      throw Diagnostics([
        Diagnostic(
          "\"range\" and \"since\" are two ways to say which commits; give one of them",
          at: arguments.location(of: "range"))
      ])
    }
    let parts = range.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") }) else {
      throw Diagnostics([
        Diagnostic(
          "\"range\" is two revisions with two dots between them, as in main..topic, not"
            + " \"\(range)\"", at: arguments.location(of: "range"))
      ])
    }
    return .range(parts[0], parts[1])
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
    SecretScanRequest(
      repository: try context.folder(of: target), scope: scope,
      includesUnreachable: includesUnreachable,
      settings: SecretScanSettings(
        configuration: configuration.map(context.path), baseline: baseline.map(context.path),
        obeysComments: obeysComments))
  }

  private func judge(
    _ scan: SecretScan, observedAt: Instant, patterns: any PatternMatching
  ) -> CheckResult {
    let judged = scan.matches.filter { $0.severity >= minimumSeverity }
    let listed = judged.filter { !isIgnored($0, patterns) }
    let failing = listed.filter { !isHeadOnly || !scan.scope.isHistory || $0.isInHead }
    let words = SecretsWording(
      scan: scan, ignored: judged.count - listed.count, removed: listed.count - failing.count)
    let evidence = Evidence(
      observed: words.observed, location: Location(commit: scan.head), digest: scan.digest,
      observedAt: observedAt)
    if scan.scope == .history, scan.commits == 0 {
      return .unmeasured("the repository has no commits", evidence: [evidence])
    }
    let isClean =
      failing.isEmpty && scan.gaps.isEmpty && scan.blobs == 0 && scan.scope == .workTree
    if isClean { return .unmeasured("the folder holds no files", evidence: [evidence]) }
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
