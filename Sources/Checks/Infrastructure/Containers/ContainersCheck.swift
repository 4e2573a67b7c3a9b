import Model

/// Judges how containers are to run, in whatever words that is written.
package struct ContainersCheck: Check {
  let target: String?
  let files: [String]
  let sources: Set<ContainerSpecification.Dialect>
  let exceptions: [ControlGlob]
  let requirements: ContainerRequirements
  let minimumSubjects: Int
  let honorsWaivers: Bool

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    target = arguments.text("target")
    let files = arguments.texts("files")
    self.files = files.isEmpty ? ["**"] : files
    let named = arguments.texts("sources")
      .compactMap(ContainerSpecification.Dialect.init(rawValue:))
    sources = Set(named.isEmpty ? ContainerSpecification.Dialect.allCases : named)
    exceptions = arguments.texts("except").map { ControlGlob($0) }
    requirements = ContainerRequirements(arguments)
    minimumSubjects = arguments.integer("minimum-subjects") ?? 1
    honorsWaivers = arguments.boolean("honor-in-file-waivers") ?? false
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    (try? request(in: context)).map { [$0] } ?? []
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    do throws(Unavailable) {
      let request = try request(in: context.plan)
      let observation = observations[request]
      var judge = ContainersJudge(
        check: self, facts: try observation.outcome.get(), folder: request.folder,
        observedAt: observation.observedAt, context: context)
      return judge.judge()
    } catch {
      return .unmeasured(error.reason)
    }
  }

  private func request(in context: PlanContext) throws(Unavailable)
    -> ContainerSpecificationsRequest
  {
    ContainerSpecificationsRequest(folder: try context.folder(of: target), patterns: files)
  }

  func includes(_ container: ContainerSpecification) -> Bool {
    sources.contains(container.dialect) && !exceptions.contains { $0.matches(container.address) }
  }

  /// Whether a part that could not be read may hold what is judged.
  func concerns(_ gap: ReadingGap) -> Bool {
    switch gap.dialect {
    case .kubernetes: sources.contains(.kubernetes)
    case .compose: sources.contains(.compose)
    case .dockerfile: sources.contains(.dockerfile)
    case .terraform: sources.contains(.ecs) || sources.contains(.kubernetes)
    case .cloudFormation: sources.contains(.ecs)
    case .nginx, .platform, .export: false
    case nil: true
    }
  }
}
