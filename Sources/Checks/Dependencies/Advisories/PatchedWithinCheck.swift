import Model

/// `patched-within`: how fast known holes left the lockfiles, proven from their history.
package struct PatchedWithinCheck: Check {
  package static let definition = CheckDefinition(
    name: "patched-within",
    family: "dependencies",
    summary: "Known holes leave the lockfiles within a time, proven from git history.",
    passes: """
      Every hole that counts was gone from its lockfile within `within`, or its time is not over. \
      The clock starts at the latest of three moments: the advisory was published, the version that \
      mends it was released, the commit on the main line that brought the version in. It stops at \
      the first commit whose lockfile has no such version. A hole that no version mends has no clock.
      """,
    fails: """
      A hole stayed longer, or still stays and its time is over. Both commits are named.
      """,
    unmeasured: """
      As for `vulnerabilities`; and where the folder is no repository, its history is cut off \
      (a shallow clone) or a version of a lockfile in it cannot be read, an advisory has no date of \
      publication, or, with `release-dates: required`, nobody said when the fix was released.
      """,
    fields: AdvisoryScope.places + [
      Field("within", .duration, required: true, "How long a hole may stay."),
      Field("severity", .severity, default: "high", "Holes below this severity do not count."),
      Field(
        "since", .duration, default: "365d",
        "Holes that were gone before this long ago do not count."),
      Field(
        "release-dates", .choice(["assumed", "required"]), default: "assumed",
        "Whether a fix without a known date of release is taken to have been there when the advisory "
          + "was published."),
      Field(
        "minimum-subjects", .integer(0...100_000), default: "0",
        "How many holes must have been there for a verdict; 0 lets a history without any pass."),
    ] + AdvisoryScope.database,
    example: """
      patched-within:
        target: code
        within: 7d
        severity: high
      """,
    sources: [
      "Records and their evaluation: https://ossf.github.io/osv-schema/#evaluation",
      "Vulnerabilities are patched in time: MVSP 2.6, https://mvsp.dev",
    ])

  let scope: AdvisoryScope
  let within: TimeSpan
  let since: TimeSpan
  let requiresReleaseDates: Bool
  let minimumSubjects: Int

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    scope = AdvisoryScope(arguments, severity: .high)
    within = arguments.duration("within") ?? .seconds(7 * 86_400)
    since = arguments.duration("since") ?? .seconds(365 * 86_400)
    requiresReleaseDates = arguments.text("release-dates") == "required"
    minimumSubjects = arguments.integer("minimum-subjects") ?? 0
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    (try? request(in: context)).map { [$0] } ?? []
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    do throws(Unavailable) {
      let request = try request(in: context.plan)
      var judge = PatchedWithinJudge(
        check: self, folder: request.folder,
        judgement: EndpointJudgement(Self.definition, observations, context))
      return try judge.judge(request)
    } catch {
      return .unmeasured(error.reason)
    }
  }

  private func request(in context: PlanContext) throws(Unavailable) -> HoleExposuresRequest {
    HoleExposuresRequest(
      folder: try context.folder(of: scope.target), patterns: scope.files,
      database: scope.database(in: context))
  }
}
