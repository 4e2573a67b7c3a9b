import Model

/// `licenses`: under which terms dependencies may be used.
package struct LicensesCheck: Check {
  /// A licence that a person found out.
  struct Override {
    let package: PackageReference
    let license: LicenseExpression
    let reason: String
  }

  enum UnknownLicense: String, CaseIterable {
    case unmeasured
    case fail
    case ignore
  }

  package static let definition = CheckDefinition(
    name: "licenses",
    family: "dependencies",
    summary: "Dependencies are used under licences that the policy allows.",
    passes: """
      Every package that a lockfile, or a manifest without one, names has a licence that the policy \
      allows. Licences are taken from `overrides`, the file itself, or the package where it is \
      installed below the folder, and evaluated as SPDX expressions: of alternatives the best \
      counts, of several that hold at once the worst, and a later version of a licence where the \
      expression lets one choose it.
      """,
    fails: """
      A licence is denied, or `allowed` is given and does not name it. The message tells where the \
      licence stands.
      """,
    unmeasured: """
      No file tells the licence of a package (most lockfiles do not; install the packages, or give \
      `overrides`), its text names none that is known, or the policy asks a person to look at it; a \
      manifest cannot be read, or none is found.
      """,
    fields: [
      Field("target", .target, "A repository or folder; the posture's own folder if left out."),
      Field(
        "files", .oneOrMany(.glob),
        "Manifests and lockfiles to look at; every known one if left out."),
      Field(
        "allowed", .list(of: .text), "SPDX identifiers or expressions that may be used, alone."),
      Field("denied", .list(of: .text), "Those that may not be used."),
      Field("review", .list(of: .text), "Those that a person has to look at."),
      Field(
        "unknown", .choice(UnknownLicense.allCases.map(\.rawValue)),
        default: UnknownLicense.unmeasured.rawValue, "What a licence counts as that nobody knows."),
      Field(
        "overrides", .list(of: .object(overrideFields)),
        "Licences of packages that a person looked up."),
      Field(
        "include-development", .boolean, default: "false",
        "Whether packages count that only development needs."),
      Field(
        "minimum-subjects", .integer(0...100_000), default: "1",
        "How many manifests and lockfiles must be found for a verdict."),
    ],
    example: """
      licenses:
        target: code
        denied: [AGPL-3.0-only, GPL-3.0-or-later, SSPL-1.0]
        review: [LGPL-3.0-only]
        overrides:
          - { package: "npm:left-pad", license: WTFPL, reason: "as its repository says" }
      """,
    sources: [
      "Expressions: https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/",
      "Names: https://spdx.org/licenses/",
    ])

  private static let overrideFields = [
    Field("package", .text, required: true, "The package, as in npm:left-pad."),
    Field("license", .text, required: true, "Its licence as an SPDX expression."),
    Field("reason", .text, required: true, "Where that is known from."),
  ]

  let target: String?
  let files: [String]
  let policy: LicensePolicy
  let hasAllowed: Bool
  let unknown: UnknownLicense
  let overrides: [Override]
  let includesDevelopment: Bool
  let minimumSubjects: Int

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    var problems: [Diagnostic] = []
    func terms(_ field: String) -> [LicenseTerm] {
      arguments.nodes(field).flatMap { node -> [LicenseTerm] in
        guard let text = node.scalarText, let expression = LicenseExpression(spdx: text) else {
          problems.append(
            Diagnostic(
              "`\(field)`: \(ValueText.shown(node)) is no SPDX licence",
              at: Location(path: arguments.path, span: node.span),
              suggestion: node.scalarText.flatMap(Self.suggestion)))
          return []
        }
        return expression.terms
      }
    }
    let lists = (terms("allowed"), terms("denied"), terms("review"))
    policy = LicensePolicy(allowed: lists.0, denied: lists.1, review: lists.2)
    hasAllowed = arguments.has("allowed")
    if !hasAllowed, lists.1.isEmpty, lists.2.isEmpty, problems.isEmpty {
      problems.append(
        Diagnostic(
          "nothing is said of licences", at: arguments.location(),
          suggestion: "give allowed, denied or review"))
    }
    var overrides: [Override] = []
    for entry in arguments.objects("overrides") {
      do throws(Diagnostic) {
        overrides.append(try Self.override(entry))
      } catch {
        problems.append(error)
      }
    }
    self.overrides = overrides
    unknown = arguments.text("unknown").flatMap { UnknownLicense(rawValue: $0) } ?? .unmeasured
    target = arguments.text("target")
    files = arguments.texts("files")
    includesDevelopment = arguments.boolean("include-development") ?? false
    minimumSubjects = arguments.integer("minimum-subjects") ?? 1
    guard problems.isEmpty else { throw Diagnostics(problems.sorted()) }
  }

  private static func override(_ entry: Arguments) throws(Diagnostic) -> Override {
    let text = entry.text("license") ?? ""
    guard let license = LicenseExpression(spdx: text) else {
      throw Diagnostic(
        "`license`: \(ValueText.quoted(text)) is no SPDX expression",
        at: entry.location(of: "license"), suggestion: suggestion(for: text))
    }
    guard let node = entry.node("package") else {
      throw Diagnostic("expected a package", at: entry.location())
    }
    return Override(
      package: try PackageReference(node, path: entry.path), license: license,
      reason: entry.text("reason") ?? "")
  }

  private static func suggestion(for text: String) -> String? {
    let read = LicenseExpression(reading: text)
    if case .unknown = read { return nil }
    return "did you mean \(read.description)?"
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    guard let folder = try? context.folder(of: target) else { return [] }
    return [
      PackagesRequest(folder: folder, patterns: files), InstalledLicensesRequest(folder: folder),
    ]
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    do throws(Unavailable) {
      let folder = try context.plan.folder(of: target)
      var judge = LicensesJudge(
        check: self, folder: folder,
        judgement: EndpointJudgement(Self.definition, observations, context))
      return try judge.judge()
    } catch {
      return .unmeasured(error.reason)
    }
  }
}
