import Model

/// `vulnerabilities`: holes in dependencies that advisories tell of.
package struct VulnerabilitiesCheck: Check {
  package static let definition = CheckDefinition(
    name: "vulnerabilities",
    family: "dependencies",
    summary: "No dependency has a hole that an advisory tells of, from a severity on.",
    passes: """
      No version that a lockfile, or a manifest without one, fixes has a hole of the severity asked \
      for, and the database of advisories is young enough and covers every ecosystem found.
      """,
    fails: """
      A package has such a hole, is malicious itself, or has one that is known to be exploited \
      whatever its severity. Records of one hole in several databases count once; the message names \
      the way to the package and the version that mends it.
      """,
    unmeasured: """
      There is no database, it is older than `database-age` or has nothing of an ecosystem; a \
      manifest or lockfile cannot be read, or none is found; a version is not fixed by any file, is \
      no version of its ecosystem, or its record cannot be evaluated; a hole has no severity.
      """,
    fields: AdvisoryScope.places + [
      Field(
        "severity", .severity, default: "low", "Holes below this severity do not count."),
      Field(
        "exploited", .boolean, default: "true",
        "Whether holes that are known to be exploited count whatever their severity."),
      Field(
        "fixable", .boolean, default: "false",
        "Whether only holes count that a later version mends; the others are evidence."),
      Field(
        "informational", .boolean, default: "false",
        "Whether notices count that are no holes, such as that nobody maintains a package."),
      Field(
        "minimum-subjects", .integer(0...100_000), default: "1",
        "How many manifests and lockfiles must be found for a verdict; with 0 their absence passes."
      ),
    ] + AdvisoryScope.database,
    example: """
      vulnerabilities:
        target: code
        severity: high
        database-age: 3d
      """,
    sources: [
      "Records and their evaluation: https://ossf.github.io/osv-schema/#evaluation",
      "Severity: https://www.first.org/cvss/v4.0/specification-document",
      "Known to be exploited: https://www.cisa.gov/known-exploited-vulnerabilities-catalog",
    ])

  let scope: AdvisoryScope
  let countsExploited: Bool
  let onlyFixable: Bool
  let countsInformational: Bool
  let minimumSubjects: Int

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    scope = AdvisoryScope(arguments, severity: .low)
    countsExploited = arguments.boolean("exploited") ?? true
    onlyFixable = arguments.boolean("fixable") ?? false
    countsInformational = arguments.boolean("informational") ?? false
    minimumSubjects = arguments.integer("minimum-subjects") ?? 1
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    (try? request(in: context)).map { [$0] } ?? []
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    do throws(Unavailable) {
      let request = try request(in: context.plan)
      var judge = VulnerabilitiesJudge(
        check: self, folder: request.folder,
        judgement: EndpointJudgement(Self.definition, observations, context))
      return try judge.judge(request)
    } catch {
      return .unmeasured(error.reason)
    }
  }

  private func request(in context: PlanContext) throws(Unavailable) -> KnownHolesRequest {
    KnownHolesRequest(
      folder: try context.folder(of: scope.target), patterns: scope.files,
      database: scope.database(in: context))
  }
}
