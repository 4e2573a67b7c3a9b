import Model

/// A check over the normal form of configuration: a list of requirements, judged in one way.
protocol InfrastructureCheck: Check {
  var scope: InfrastructureScope { get }
  var requirements: [Requirement] { get }
  /// What passes, for the summary: `encrypted at rest`.
  static var quality: String { get }
  /// Whether one object that meets all requirements is enough.
  static var needsOnlyOne: Bool { get }
  /// In whose words the things can stand that it judges.
  static var dialects: Set<ConfiguredResource.Dialect> { get }
  /// What must be so beside the requirements, over all objects in scope.
  func judgeWhole(_ objects: [InfrastructureObject], _ judge: inout InfrastructureJudge)
}

extension InfrastructureCheck {
  static var needsOnlyOne: Bool { false }

  static var dialects: Set<ConfiguredResource.Dialect> { [.terraform, .cloudFormation, .export] }

  func judgeWhole(_ objects: [InfrastructureObject], _ judge: inout InfrastructureJudge) {}

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    (try? scope.request(in: context)).map { [$0] } ?? []
  }

  package func evaluate(_ observations: Observations, in context: EvaluationContext)
    -> CheckResult
  {
    do throws(Unavailable) {
      let request = try scope.request(in: context.plan)
      let observation = observations[request]
      let facts = try observation.outcome.get()
      var judge = InfrastructureJudge(
        check: Self.definition.name, scope: scope, requirements: requirements, facts: facts,
        folder: request.folder, observedAt: observation.observedAt, context: context)
      return judge.judge(
        quality: Self.quality, needsOnlyOne: Self.needsOnlyOne, dialects: Self.dialects
      ) { objects, judge in judgeWhole(objects, &judge) }
    } catch {
      return .unmeasured(error.reason)
    }
  }
}
