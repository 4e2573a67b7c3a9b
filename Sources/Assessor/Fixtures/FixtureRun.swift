import Collectors
import Model
import StructuredData
import Systems

/// Runs a control's checks over a fixture, in which nothing live is looked at.
package struct FixtureRun {
  /// What a control's checks said of a fixture.
  package struct Outcome: Sendable {
    /// The worst verdict of the checks.
    package let verdict: CheckVerdict
    package let findings: [Finding]
    /// The results with the checks that gave them.
    package let results: [(check: PlannedCheck, result: CheckResult)]
  }

  private let posture: Posture
  private let collectors: CollectorCatalog
  private let patterns: any PatternMatching
  private let now: Instant

  package init(
    posture: Posture, collectors: CollectorCatalog, patterns: any PatternMatching, now: Instant
  ) {
    self.posture = posture
    self.collectors = collectors
    self.patterns = patterns
    self.now = now
  }

  /// Runs one test.
  ///
  /// - Throws: `Diagnostics` when the fixture is not there or a change of it leads nowhere.
  package func outcome(of test: ControlTest, for control: Control) throws(Diagnostics) -> Outcome {
    let checks = control.checks.filter { test.check == nil || $0.name == test.check }
    guard !checks.isEmpty else {
      let known = Set(control.checks.map(\.name)).sorted().joined(separator: ", ")
      throw failure(
        "there is no check to run\(known.isEmpty ? "" : "; the control has \(known)")", test)
    }
    let fixture: Fixture
    do throws(Unavailable) {
      fixture = try Fixture(test.given, below: posture.root)
    } catch {
      throw failure("given: \(error.reason)", test)
    }
    let plan = PlanContext(posture: relocated(to: fixture), keepsTrace: true)
    var observations = Observations()
    var changes = FixtureChanges(test.mutations)
    for request in Plan(controls: [control], context: plan).requests {
      changes.apply(
        answer(request.request, from: fixture), to: request.request, in: &observations, now)
    }
    let unused = changes.unused
    guard unused.isEmpty else {
      throw Diagnostics(
        unused.map {
          Diagnostic(
            "nothing stands at `\($0.path.text)` in the fixture, so the change changes nothing",
            at: $0.location)
        })
    }
    let context = EvaluationContext(plan: plan, control: control, now: now, patterns: patterns)
    let results = checks.map { ($0, $0.check.evaluate(observations, in: context)) }
    return Outcome(
      verdict: Self.worst(results.map(\.1.verdict)), findings: results.flatMap(\.1.findings),
      results: results)
  }

  private func failure(_ message: String, _ test: ControlTest) -> Diagnostics {
    Diagnostics([Diagnostic(message, at: test.location)])
  }

  /// The posture with the fixture's folder in place of every folder, and nothing live.
  private func relocated(to fixture: Fixture) -> Posture {
    let targets = posture.targets.map { target in
      let kind: Result<Target.Kind, Unavailable> =
        switch target.kind {
        case .success(.repository): .success(.repository(path: fixture.folder))
        case .success(.files): .success(.files(path: fixture.folder))
        default: .failure(Unavailable("a test looks at nothing live"))
        }
      return Target(name: target.name, kind: kind, label: target.label, location: target.location)
    }
    return Posture(
      organization: posture.organization, path: posture.path, root: fixture.folder,
      targets: targets, holidays: posture.holidays)
  }

  /// What the fixture says to a request; anything that could look elsewhere is not asked.
  private func answer(
    _ request: any ObservationRequest, from fixture: Fixture
  ) -> CollectedObservation {
    let context = CollectionContext(now: now, deadline: .now + .seconds(120))
    if let request = request as? StructuredFilesRequest, !fixture.files.isEmpty {
      return CollectedObservation(fixture.structuredFiles(for: request), for: request, at: now)
    }
    let isOfFiles =
      request is StructuredFilesRequest || request is TextFilesRequest
      || request is ConfiguredResourcesRequest || request is InfrastructureRequest
      || request is ContainerSpecificationsRequest || request is PipelinesRequest
      || request is MigrationsRequest
    guard isOfFiles, fixture.files.isEmpty else {
      let reason =
        isOfFiles
        ? "is read from a folder: give the fixture as one" : "is not looked at in a test"
      return Self.unavailable("\(request.subject) \(reason)", request, now)
    }
    return collectors.collect(request, in: context)
  }

  private static func unavailable<Request: ObservationRequest>(
    _ reason: String, _ request: Request, _ now: Instant
  ) -> CollectedObservation {
    CollectedObservation(unavailable: Unavailable(reason), for: request, at: now)
  }

  private static func worst(_ verdicts: [CheckVerdict]) -> CheckVerdict {
    if verdicts.contains(.fail) { return .fail }
    if let unmeasured = verdicts.first(where: { $0.word == "unmeasured" }) { return unmeasured }
    return verdicts.contains(.pass) ? .pass : verdicts.first ?? .pass
  }
}
