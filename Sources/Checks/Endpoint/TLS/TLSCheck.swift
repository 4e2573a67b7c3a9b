import Model

/// Judges which versions, cipher suites and groups of TLS a live origin takes.
package struct TLSCheck: Check {
  let targets: [String]
  let minimum: TLSVersion
  let policy: TLSPolicy?
  /// Suites that may be taken; nil for any that is not weak.
  let allowedSuites: Set<String>?
  let requiredGroups: [NamedGroup]
  let demandsForwardSecrecy: Bool
  let demandsServerOrder: Bool
  let demandsPostQuantum: Bool
  let applicationProtocol: String?

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    var diagnostics: [Diagnostic] = []
    targets = arguments.texts("target")
    minimum = arguments.text("minimum").flatMap { TLSVersion($0) } ?? .tls12
    policy = arguments.text("policy").flatMap { name in TLSPolicy.all.first { $0.name == name } }
    let known = CipherSuiteRegistry.all.map(\.name)
    for node in arguments.nodes("suites") {
      guard let name = node.scalarText, !known.contains(name) else { continue }
      let nearest = NearestName.find(name, among: known)
      diagnostics.append(
        Diagnostic(
          "unknown cipher suite \(name)" + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""),
          at: Location(path: arguments.path, span: node.span)))
    }
    allowedSuites = arguments.has("suites") ? Set(arguments.texts("suites")) : nil
    var groups: [NamedGroup] = []
    for node in arguments.nodes("groups") {
      guard let name = node.scalarText else { continue }
      if let group = NamedGroup.named(name) {
        groups.append(group)
      } else {
        let nearest = NearestName.find(name, among: NamedGroup.all.map(\.name))
        diagnostics.append(
          Diagnostic(
            "unknown group \(name)" + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""),
            at: Location(path: arguments.path, span: node.span)))
      }
    }
    requiredGroups = groups
    demandsForwardSecrecy = arguments.boolean("forward-secrecy") ?? true
    demandsServerOrder = arguments.boolean("server-order") ?? false
    demandsPostQuantum = arguments.boolean("post-quantum") ?? false
    applicationProtocol = arguments.text("application-protocol")
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    targets.compactMap { target in
      (try? context.endpoint(of: target)).map { TransportSecurityRequest(endpoint: $0) }
    }
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judge = TLSJudge(check: self, observations: observations, context: context)
    for target in targets {
      do throws(Unavailable) {
        judge.judge(TransportSecurityRequest(endpoint: try context.plan.endpoint(of: target)))
      } catch {
        judge.note(error.reason)
      }
    }
    return judge.result
  }
}
