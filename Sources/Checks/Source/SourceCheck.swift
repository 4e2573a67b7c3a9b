import Model

/// Judges whether patterns appear in source files, or do not.
package struct SourceCheck: Check {
  let target: String?
  let files: [String]
  let exceptions: [String]
  let forbidden: [SourcePattern]
  let required: [SourcePattern]
  let maximumFindings: Int
  let minimumSubjects: Int

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    target = arguments.text("target")
    files = arguments.texts("files")
    exceptions = arguments.texts("except")
    forbidden = arguments.objects("forbidden")
      .compactMap { SourcePattern($0, isRequired: false) }
    required = arguments.objects("required").compactMap { SourcePattern($0, isRequired: true) }
    maximumFindings = arguments.integer("maximum-findings") ?? 100
    minimumSubjects = arguments.integer("minimum-subjects") ?? 1
    guard !forbidden.isEmpty || !required.isEmpty else {
      throw Diagnostics([
        Diagnostic(
          "there is nothing to look for: give `forbidden` or `required`", at: arguments.location())
      ])
    }
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
      var judge = SourceJudge(
        check: self, folder: request.folder, observedAt: observation.observedAt, context: context)
      return judge.judge(try observation.outcome.get().files)
    } catch {
      return .unmeasured(error.reason)
    }
  }

  private func request(in context: PlanContext) throws(Unavailable) -> TextFilesRequest {
    TextFilesRequest(
      folder: try context.folder(of: target), patterns: files, exceptions: exceptions)
  }

  package static let definition = CheckDefinition(
    name: "source",
    family: "source",
    summary: "Patterns appear in source files, or do not.",
    passes: """
      At least `minimum-subjects` files match, every one was searched, no pattern under `forbidden` \
      is in more lines than its `maximum`, and every pattern under `required` is in as many lines as \
      its `minimum` asks for, over all files or in each. A pattern is a text search: it does not \
      know comments from code.
      """,
    fails: """
      A forbidden pattern is found: one finding for each line, where what matched is not shown, \
      since it may be a secret. With a `maximum`, only what is above it counts, so that an old sin \
      may shrink and not grow. A required pattern is missing: one finding, or one for each file.
      """,
    unmeasured: """
      Fewer files match than `minimum-subjects`; a file cannot be read or is no text (images, \
      archives and the like are left out by their names); a pattern exceeds its limits.
      """,
    fields: [
      Field("target", .target, "A repository or folder; the posture's own folder if left out."),
      Field(
        "files", .oneOrMany(.glob), required: true,
        "Paths or globs of the files, from the target's folder."),
      Field(
        "except", .oneOrMany(.glob), default: "\"**/node_modules/**\"",
        "Paths or globs of files that are left out."),
      Field(
        "forbidden", .list(of: .object(SourcePattern.forbiddenFields)),
        "Patterns that must not appear."),
      Field(
        "required", .list(of: .object(SourcePattern.requiredFields)),
        "Patterns that must appear."),
      Field(
        "maximum-findings", .integer(1...10_000), default: "100",
        "How many findings are listed; the summary counts the others."),
      Field(
        "minimum-subjects", .integer(0...1_000_000), default: "1",
        "How many files there must be for the check to count as measured."),
    ],
    example: """
      source:
        files: app/**/*.py
        except: "**/tests/**"
        forbidden:
          - pattern: '\\bmd5\\('
            rule: weak-hash
            message: MD5 protects nothing
            fix: Use hashlib.sha256.
        required:
          - pattern: 'AESGCM\\('
            message: documents are encrypted with AES-GCM
      """,
    sources: ["PCRE2, pattern syntax: https://www.pcre.org/current/doc/html/pcre2pattern.html"])
}
