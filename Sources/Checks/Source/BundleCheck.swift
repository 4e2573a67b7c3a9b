import Model

/// Judges what is built for browsers: whoever opens the page has all of it.
package struct BundleCheck: Check {
  /// Kinds of files that are searched.
  private static let kinds = "{js,mjs,cjs,css,html,htm,map,json,txt,webmanifest,xml,svg}"

  let target: String?
  let folders: [String]
  let rules: BundleRules
  let environmentFiles: [String]
  let scansForSecrets: Bool
  let minimumSubjects: Int

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    target = arguments.text("target")
    folders = arguments.texts("folders").map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    rules = BundleRules(arguments)
    environmentFiles = arguments.texts("environment-files")
    scansForSecrets = arguments.boolean("secrets") ?? true
    minimumSubjects = arguments.integer("minimum-subjects") ?? 1
    let strange = folders.filter { name in
      name.isEmpty || name.hasPrefix("/") || name.split(separator: "/").contains("..")
        || name.contains { "*?[{\\".contains($0) }
    }
    guard strange.isEmpty else {
      throw Diagnostics(
        strange.map {
          Diagnostic(
            "`folders` are folders below the target's, without wildcards, not \(ValueText.quoted($0))",
            at: arguments.location(of: "folders"))
        })
    }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    guard let folder = try? context.folder(of: target) else { return [] }
    var requests: [any ObservationRequest] = [bundle(in: folder)]
    if !environmentFiles.isEmpty { requests.append(environment(in: folder)) }
    if scansForSecrets { requests += folders.map { scan($0, in: folder) } }
    return requests
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    do throws(Unavailable) {
      let folder = try context.plan.folder(of: target)
      let observation = observations[bundle(in: folder)]
      let files = try observation.outcome.get().files
      var judge = BundleJudge(
        check: self, folder: folder, observedAt: observation.observedAt, context: context)
      for file in files { judge.judge(file) }
      if scansForSecrets {
        for name in folders where files.contains(where: { $0.path.hasPrefix(name + "/") }) {
          judge.judge(observations[scan(name, in: folder)], of: name)
        }
      }
      if !environmentFiles.isEmpty {
        judge.judgeEnvironment(observations[environment(in: folder)])
      }
      return judge.result
    } catch {
      return .unmeasured(error.reason)
    }
  }

  private func bundle(in folder: String) -> TextFilesRequest {
    TextFilesRequest(folder: folder, patterns: folders.map { "\($0)/**/*.\(Self.kinds)" })
  }

  private func environment(in folder: String) -> TextFilesRequest {
    TextFilesRequest(
      folder: folder, patterns: environmentFiles, exceptions: ["**/node_modules/**"])
  }

  private func scan(_ name: String, in folder: String) -> SecretScanRequest {
    SecretScanRequest(
      repository: folder + "/" + name, scope: .workTree,
      settings: SecretScanSettings(obeysComments: false))
  }
}
