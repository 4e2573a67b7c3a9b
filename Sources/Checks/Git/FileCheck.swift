import Model

/// Judges whether files exist and say what they must.
///
/// Every pattern under `path` must match a file, and every file matched is judged on its own.
package struct FileCheck: Check {
  let paths: [String]
  let target: String?
  let mustExist: Bool
  let sections: [String]
  let contained: [String]
  let lacked: [String]
  let changedWithin: TimeSpan?
  let minimumSize: ByteSize?

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    paths = arguments.texts("path")
    target = arguments.text("target")
    mustExist = arguments.boolean("exists") ?? true
    sections = arguments.texts("sections")
    contained = arguments.texts("contains")
    lacked = arguments.texts("lacks")
    changedWithin = arguments.duration("changed-within")
    minimumSize = arguments.size("minimum-size")
    let expectations = ["sections", "contains", "lacks", "changed-within", "minimum-size"]
    let contradicting = mustExist ? [] : expectations.filter { arguments.has($0) }
    let diagnostics = contradicting.map {
      Diagnostic(
        "`\($0)` has no meaning beside `exists: false`", at: arguments.location(of: $0),
        suggestion: "leave one of them out")
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    (try? context.folder(of: target)).map { folder in
      paths.map { request($0, in: folder) }
    } ?? []
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    do throws(Unavailable) {
      let folder = try context.plan.folder(of: target)
      var judge = FileJudge(check: self, context: context, folder: folder)
      for path in paths { judge.judge(observations[request(path, in: folder)], of: path) }
      return judge.result
    } catch {
      return .unmeasured(error.reason)
    }
  }

  /// One request for each pattern, so that each is known to match something.
  private func request(_ path: String, in folder: String) -> TextFilesRequest {
    TextFilesRequest(folder: folder, patterns: [path], wantsLastChange: changedWithin != nil)
  }
}
