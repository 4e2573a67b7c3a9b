import Model

/// `packages`: which dependencies are there, and whether they are fixed.
///
/// Names are compared as the ecosystem compares them. A required package counts wherever it is named,
/// a forbidden one also where only another package brings it in. What cannot be read is never taken
/// for absent: it leaves the check unmeasured.
package struct PackagesCheck: Check {
  let target: String?
  let files: [String]
  let required: [PackageReference]
  let forbidden: [PackageReference]
  let wantsPinned: Bool
  let wantsLockfile: Bool
  let wantsIntegrity: Bool
  /// Nil where any source will do.
  let registries: [HostPattern]?
  let minimumSubjects: Int
  let includesDevelopment: Bool

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    var problems: [Diagnostic] = []
    required = Self.references("required", in: arguments, problems: &problems)
    forbidden = Self.references("forbidden", in: arguments, problems: &problems)
    for reference in forbidden {
      guard let other = required.first(where: { $0.overlaps(reference) }) else { continue }
      problems.append(
        Diagnostic(
          "\(reference.label) is forbidden here and required as \(other.label)",
          at: Location(path: arguments.path, span: reference.span)))
    }
    target = arguments.text("target")
    files = arguments.texts("files")
    wantsPinned = arguments.boolean("pinned") ?? false
    wantsLockfile = arguments.boolean("lockfile") ?? false
    wantsIntegrity = arguments.boolean("integrity") ?? false
    registries =
      arguments.has("registries") ? try HostPattern.all(in: arguments, "registries") : nil
    minimumSubjects = arguments.integer("minimum-subjects") ?? 1
    includesDevelopment = arguments.boolean("include-development") ?? true
    let asksNothing =
      arguments.nodes("required").isEmpty && arguments.nodes("forbidden").isEmpty && !wantsPinned
      && !wantsLockfile && !wantsIntegrity && registries == nil
    if asksNothing {
      problems.append(
        Diagnostic(
          "nothing is asked of the packages", at: arguments.location(),
          suggestion: "give required, forbidden, pinned, lockfile, integrity or registries"))
    }
    guard problems.isEmpty else { throw Diagnostics(problems.sorted()) }
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
      var judge = PackagesJudge(
        check: self, inventory: try observation.outcome.get(), folder: request.folder,
        observedAt: observation.observedAt, context: context)
      return judge.judge()
    } catch {
      return .unmeasured(error.reason)
    }
  }

  private func request(in context: PlanContext) throws(Unavailable) -> PackagesRequest {
    PackagesRequest(folder: try context.folder(of: target), patterns: files)
  }

  private static func references(
    _ field: String, in arguments: Arguments, problems: inout [Diagnostic]
  ) -> [PackageReference] {
    var found: [PackageReference] = []
    for node in arguments.nodes(field) {
      do throws(Diagnostic) {
        found.append(try PackageReference(node, path: arguments.path))
      } catch {
        problems.append(error)
      }
    }
    return found
  }
}
