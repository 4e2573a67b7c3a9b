import Model

/// Judges the certificate that a live origin shows.
package struct CertificateCheck: Check {
  let targets: [String]
  let validFor: TimeSpan
  let lifetime: TimeSpan?
  let rsaBits: Int
  let curveBits: Int
  let names: [String]
  let mustBeTrusted: Bool
  let mustBeLogged: Bool

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    targets = arguments.texts("target")
    validFor = arguments.duration("valid-for") ?? .seconds(14 * 86_400)
    lifetime = arguments.duration("maximum-lifetime")
    rsaBits = arguments.integer("minimum-rsa-bits") ?? 2_048
    curveBits = arguments.integer("minimum-curve-bits") ?? 256
    names = arguments.texts("names")
    mustBeTrusted = arguments.boolean("trusted") ?? true
    mustBeLogged = arguments.boolean("logged") ?? false
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    targets.compactMap { target in
      (try? context.endpoint(of: target)).map { ServedCertificatesRequest(endpoint: $0) }
    }
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judge = CertificateJudge(check: self, observations: observations, context: context)
    for target in targets {
      do throws(Unavailable) {
        judge.judge(ServedCertificatesRequest(endpoint: try context.plan.endpoint(of: target)))
      } catch {
        judge.note(error.reason)
      }
    }
    return judge.result
  }
}
