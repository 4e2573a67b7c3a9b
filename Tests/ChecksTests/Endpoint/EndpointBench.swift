import Model

@testable import Checks

/// Judges a check of live endpoints over answers that a test makes up.
struct EndpointBench {
  typealias Answer = @Sendable (ExchangeRequest) -> Result<[Response], Unavailable>

  static let origin = "https://a.example"

  /// The result of a check over what the closure answers to each request.
  static func result<Kind: Check>(
    _ kind: Kind.Type, _ yaml: String, paths: [String] = ["/"], isActive: Bool = false,
    others: (inout Observations, any ObservationRequest) -> Void = { _, _ in },
    _ answer: Answer
  ) throws -> CheckResult {
    let check = try CheckBench.check(kind, yaml)
    let web = CheckBench.target("web", .endpoint(Endpoint(origin: origin, paths: paths)))
    let base = CheckBench.context(targets: [web])
    let context = EvaluationContext(
      plan: PlanContext(posture: base.plan.posture, isActive: isActive), control: base.control,
      now: base.now, patterns: base.patterns)
    var observations = Observations()
    for request in check.requests(in: context.plan) {
      guard let request = request as? ExchangeRequest else {
        others(&observations, request)
        continue
      }
      observations.set(
        Observation(
          answer(request).map(Exchange.init(responses:)), observedAt: CheckBench.seenAt),
        for: request)
    }
    return check.evaluate(observations, in: context)
  }

  static func response(
    _ lines: [(String, String)] = [], url: String = origin + "/", status: Int = 200,
    type: String? = "text/html", body: String = "", isBodyWhole: Bool = true, page: Page? = nil,
    document: Node? = nil, site: String? = "a.example"
  ) -> Response {
    let typed = type.map { [("Content-Type", $0)] } ?? []
    return Response(
      url: url, status: status, version: "2",
      headers: (typed + lines).map { HeaderLine(name: $0.0, value: $0.1) },
      bodySize: body.utf8.count, digest: "d1", body: Array(body.utf8), isBodyWhole: isBodyWhole,
      page: page ?? Page(metas: [], references: [], inlineScripts: 0, isWhole: true),
      document: document, site: site)
  }
}
