import Checks
import Model
import Testing

/// Judges a check whose targets all answer alike.
enum NetworkBench {
  static let origin = "https://a.example"

  static func result<Kind: Check, Request: ObservationRequest>(
    _ kind: Kind.Type, _ yaml: String, of request: Request.Type,
    _ outcome: Result<Request.Facts, Unavailable>, beside others: Observations = Observations()
  ) throws -> CheckResult {
    let check = try CheckBench.check(kind, yaml)
    let web = CheckBench.target("web", .endpoint(Endpoint(origin: origin, paths: ["/"])))
    let context = CheckBench.context(targets: [web])
    var observations = others
    for request in check.requests(in: context.plan) {
      guard let request = request as? Request else { continue }
      observations.set(Observation(outcome, observedAt: CheckBench.seenAt), for: request)
    }
    return check.evaluate(observations, in: context)
  }

  /// The rules of the findings, in order, or what the verdict is without any.
  static func rules(_ result: CheckResult) -> [String] {
    switch result.verdict {
    case .fail: result.findings.map(\.rule)
    case .pass: ["pass"]
    case .unmeasured: ["unmeasured"]
    case .notApplicable: ["not applicable"]
    }
  }
}
