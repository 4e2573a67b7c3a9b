import Model

/// Judges values of any structured file with rows of path, operator and value.
///
/// Each document that matches, or each value that `each` names in it, is one subject; `where` keeps
/// the subjects it is true for. A subject for which `where` or a row is unknown leaves the check
/// unmeasured, as does a file that cannot be read, however many others pass.
package struct ConfigCheck: Check {
  let files: [String]
  let target: String?
  let format: StructuredFilesRequest.Format?
  let each: [DataPath.Step]
  let filters: [AssertionRow]
  let rows: [AssertionRow]
  let minimumSubjects: Int
  let unknownWhen: String?
  /// The file that it was written in.
  let source: String

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    var reader = AssertionReader(file: arguments.path, patterns: validation.patterns)
    reader.define(arguments.node("let"))
    filters = reader.rows(arguments.nodes("where"))
    rows = reader.rows(arguments.nodes("assert"))
    var diagnostics = reader.diagnostics
    if arguments.nodes("assert").isEmpty {
      diagnostics.append(
        Diagnostic("`assert` has no rows", at: arguments.location(of: "assert")))
    }
    do throws(PatternProblem) {
      each =
        try arguments.text("each").map { text throws(PatternProblem) in
          try DataPath(text).steps
        } ?? []
    } catch {
      each = []
      diagnostics.append(
        Diagnostic("`each`: \(error.message)", at: arguments.location(of: "each")))
    }
    source = arguments.path
    files = arguments.texts("files")
    target = arguments.text("target")
    format = arguments.text("format").flatMap(StructuredFilesRequest.Format.init(rawValue:))
    minimumSubjects = arguments.integer("minimum-subjects") ?? 1
    unknownWhen = arguments.text("unknown-when")
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
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
      let files = try observation.outcome.get().files
      guard !files.isEmpty else {
        return .unmeasured("nothing to judge: no file matches \(shownPatterns)")
      }
      var judge = ConfigJudge(
        check: self, context: context, folder: request.folder, observedAt: observation.observedAt)
      for file in files { judge.judge(file) }
      let found = Set(files.map(\.path))
      // A glob may match nothing beside others, but a file that is named is meant to be judged.
      for path in namedFiles where !found.contains(path) { judge.note(missing: path) }
      return judge.result
    } catch {
      return .unmeasured(error.reason)
    }
  }

  private func request(in context: PlanContext) throws(Unavailable) -> StructuredFilesRequest {
    StructuredFilesRequest(
      folder: try context.folder(of: target), patterns: files, format: format)
  }

  private var namedFiles: [String] {
    files.compactMap { try? GlobPattern($0) }.compactMap(\.literalPath)
  }

  private var shownPatterns: String {
    files.map { "`\(ValueText.plain($0))`" }.joined(separator: ", ")
  }
}
