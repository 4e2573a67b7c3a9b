import Model

/// Judges the headers of live responses.
///
/// Which response of a redirect chain is judged is said by `hops`: `last`, the page that a visitor
/// ends on, unless the control asks for `first` or for `all` that come from the declared host.
package struct HeadersCheck: Check {
  enum Hops: String, CaseIterable {
    case all
    case first
    case last
  }

  let targets: [String]
  let paths: [String]
  let expectations: [HeaderExpectation]
  let statuses: Set<Int>
  let hops: Hops
  /// Types of content that are judged, in lower case; empty judges all.
  let contentTypes: Set<String>
  let forbidsVersions: Bool
  let isPrivate: Bool

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    var reader = HeaderExpectationReader(file: arguments.path, patterns: validation.patterns)
    targets = arguments.texts("target")
    paths = arguments.texts("paths")
    expectations = arguments.node("expect").map { reader.expectations($0) } ?? []
    statuses = Set(arguments.texts("status").compactMap { Int($0) })
    hops = arguments.text("hops").flatMap(Hops.init(rawValue:)) ?? .last
    contentTypes = Set(arguments.texts("content-types").map { $0.lowercased() })
    forbidsVersions = arguments.boolean("no-versions") ?? false
    isPrivate = arguments.boolean("private") ?? false
    let wrongPaths = arguments.nodes("paths").filter { $0.scalarText?.hasPrefix("/") != true }
    let wrongTypes = arguments.nodes("content-types").filter { node in
      let parts = (node.scalarText ?? "").split(separator: "/", omittingEmptySubsequences: false)
      return parts.count != 2
        || !parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(HeaderToken.contains) }
    }
    var empty: [Diagnostic] = []
    if !arguments.has("expect"), !forbidsVersions, !isPrivate {
      empty.append(
        Diagnostic(
          "nothing is expected", at: arguments.location(),
          suggestion: "give `expect`, `no-versions: true` or `private: true`"))
    }
    let diagnostics =
      reader.diagnostics + empty
      + wrongTypes.map {
        Diagnostic(
          "`content-types`: expected a type such as text/html, found \(ValueText.shown($0))",
          at: Location(path: arguments.path, span: $0.span))
      }
      + wrongPaths.map {
        Diagnostic(
          "`paths`: expected a path that starts with /, found \(ValueText.shown($0))",
          at: Location(path: arguments.path, span: $0.span))
      }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    targets.flatMap { target in
      (try? context.endpoint(of: target)).map(requests(to:)) ?? []
    }
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judge = HeadersJudge(check: self, observations: observations, context: context)
    for target in targets {
      do throws(Unavailable) {
        for request in requests(to: try context.plan.endpoint(of: target)) {
          judge.judge(request)
        }
      } catch {
        judge.note(error.reason)
      }
    }
    return judge.result
  }

  private func requests(to endpoint: Endpoint) -> [ExchangeRequest] {
    let declared = endpoint.paths.isEmpty ? ["/"] : endpoint.paths
    return (paths.isEmpty ? declared : paths).map { ExchangeRequest(endpoint: endpoint, path: $0) }
  }
}
