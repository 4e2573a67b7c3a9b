import Model

/// Judges the rules of a branch by exports of them.
package struct BranchRulesCheck: Check {
  let target: String?
  let files: [String]
  let branch: String
  let reviews: Int?
  let rules: [BranchProtection.Rule]
  let statusChecks: [String]
  let scans: [PipelineTool.Purpose]
  let refusesBypass: Bool
  let allowedBypasses: [String]

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    target = arguments.text("target")
    files = arguments.texts("files")
    branch = arguments.text("branch") ?? "main"
    reviews = arguments.integer("reviews")
    rules = BranchProtection.Rule.allCases.filter { arguments.boolean($0.rawValue) == true }
    statusChecks = arguments.texts("status-checks")
    scans = arguments.texts("scans").compactMap(PipelineTool.Purpose.init(rawValue:))
    refusesBypass = arguments.boolean("no-bypass") ?? false
    allowedBypasses = arguments.texts("allowed-bypass").map { $0.lowercased() }
    if reviews == nil, rules.isEmpty, statusChecks.isEmpty, scans.isEmpty, !refusesBypass {
      throw Diagnostics([
        Diagnostic(
          "nothing is asked of the branch's rules", at: arguments.location(),
          suggestion: "give reviews, status-checks, no-force-push, no-bypass or others")
      ])
    }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    guard let folder = try? context.folder(of: target) else { return [] }
    var requests: [any ObservationRequest] = [exports(in: folder)]
    if !scans.isEmpty { requests.append(PipelinesRequest(folder: folder)) }
    return requests
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    do throws(Unavailable) {
      let folder = try context.plan.folder(of: target)
      let observation = observations[exports(in: folder)]
      let files = try observation.outcome.get()
      guard !files.files.isEmpty else {
        return .unmeasured("no export of branch rules is there")
      }
      let pipelines =
        scans.isEmpty
        ? nil : try observations[PipelinesRequest(folder: folder)].outcome.get()
      var judge = BranchRulesJudge(
        check: self, files: files, pipelines: pipelines, folder: folder, context: context,
        observedAt: observation.observedAt)
      return judge.judge()
    } catch {
      return .unmeasured(error.reason)
    }
  }

  private func exports(in folder: String) -> StructuredFilesRequest {
    StructuredFilesRequest(folder: folder, patterns: files, format: .json)
  }
}
