import Model

/// Judges what runs before a deployment, and how the pipelines are written.
package struct PipelineCheck: Check {
  /// One kind of scan that must run.
  struct Requirement {
    let purpose: PipelineTool.Purpose
    /// Names of tools that count, in lower case; empty where any does.
    let tools: Set<String>
  }

  let target: String?
  let files: [String]
  let required: [Requirement]
  let deploys: [String]
  let countsPublishing: Bool
  let branch: String
  let branchRules: [String]
  let allowed: Set<String>
  let forbidden: Set<HygieneRule>
  let trusted: [String]
  let minimumDeploys: Int

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    var problems: [Diagnostic] = []
    target = arguments.text("target")
    files = arguments.texts("files")
    required = arguments.nodes("required").compactMap {
      Self.requirement($0, in: arguments, problems: &problems)
    }
    deploys = arguments.texts("deploys")
    countsPublishing = arguments.boolean("publishing") ?? true
    branch = arguments.text("branch") ?? "main"
    branchRules = arguments.texts("branch-rules")
    allowed = Set(arguments.texts("allow"))
    forbidden = Set(arguments.texts("forbid").compactMap(HygieneRule.init(rawValue:)))
    trusted = arguments.texts("trusted").map { $0.lowercased() }
    minimumDeploys = arguments.integer("minimum-deploys") ?? 1
    if required.isEmpty, forbidden.isEmpty, problems.isEmpty {
      problems.append(
        Diagnostic(
          "nothing is asked of the pipelines", at: arguments.location(),
          suggestion: "give `required` or `forbid`"))
    }
    guard problems.isEmpty else { throw Diagnostics(problems.sorted()) }
  }

  private static func requirement(
    _ node: Node, in arguments: Arguments, problems: inout [Diagnostic]
  ) -> Requirement? {
    let name = (node["scan"] ?? node).scalarText ?? ""
    let scans = PipelineTool.Purpose.scans
    guard let purpose = scans.first(where: { $0.rawValue == name }) else {
      let nearest = NearestName.find(name, among: scans.map(\.rawValue))
      problems.append(
        Diagnostic(
          "`\(name)` is no kind of scan", at: Location(path: arguments.path, span: node.span),
          suggestion: nearest.map { "did you mean `\($0)`?" }
            ?? "known are \(scans.map(\.rawValue).joined(separator: ", "))"))
      return nil
    }
    let tools = node["tools"].map { $0.elements ?? [$0] } ?? []
    return Requirement(
      purpose: purpose, tools: Set(tools.compactMap { $0.scalarText?.lowercased() }))
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    guard let folder = try? context.folder(of: target) else { return [] }
    var requests: [any ObservationRequest] = [request(in: folder)]
    if let rules = rulesRequest(in: folder) { requests.append(rules) }
    return requests
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    do throws(Unavailable) {
      let folder = try context.plan.folder(of: target)
      let observation = observations[request(in: folder)]
      let pipelines = try observation.outcome.get()
      let exports = rulesRequest(in: folder).map { observations[$0].outcome }
      var judge = PipelineJudge(
        check: self, pipelines: pipelines, exports: exports, folder: folder, context: context,
        observedAt: observation.observedAt)
      return judge.judge()
    } catch {
      return .unmeasured(error.reason)
    }
  }

  private func request(in folder: String) -> PipelinesRequest {
    PipelinesRequest(folder: folder, patterns: files)
  }

  private func rulesRequest(in folder: String) -> StructuredFilesRequest? {
    branchRules.isEmpty
      ? nil : StructuredFilesRequest(folder: folder, patterns: branchRules, format: .json)
  }
}
