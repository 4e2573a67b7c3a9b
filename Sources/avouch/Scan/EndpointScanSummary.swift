import Assessor
import Checks
import Model
import Reports

/// Puts together what a scan of live endpoints saw.
struct EndpointScanSummary {
  let posture: Posture
  let isPreloaded: Bool?
  let now: Instant

  func scan(_ observations: Observations, _ assessment: Assessment) -> EndpointScan {
    let plan = Plan(controls: posture.controls, context: PlanContext(posture: posture))
    return EndpointScan(
      sites: posture.targets.compactMap { site($0, observations) },
      exchanges: plan.requests.compactMap { seen($0.request, observations) },
      assessment: assessment)
  }

  private func site(_ target: Target, _ observations: Observations) -> EndpointScan.Site? {
    guard case .success(.endpoint(let endpoint)) = target.kind else { return nil }
    let path = endpoint.paths.first ?? "/"
    let observatory = ObservatoryCheck.observatory(
      of: endpoint, path: path, isPreloaded: isPreloaded, from: observations, now: now)
    return EndpointScan.Site(
      url: ShownHeaders.address(endpoint.origin + path),
      tests: observatory.results.map(test), score: observatory.score, grade: observatory.grade)
  }

  private func test(_ result: ObservatoryResult) -> EndpointScan.Test {
    var reason: String?
    if case .failure(let why) = result.outcome { reason = why.text }
    return EndpointScan.Test(
      name: result.test, result: result.result, reason: reason, passes: result.passes,
      modifier: result.modifier, seen: result.seen,
      reference: result.deviation.map {
        EndpointScan.Reference(result: $0.result, modifier: $0.modifier, reason: $0.reason)
      })
  }

  private func seen(
    _ request: any ObservationRequest, _ observations: Observations
  ) -> EndpointScan.Seen? {
    switch request {
    case let request as ExchangeRequest: seen(request, observations[request].outcome)
    case let request as SecurityTextRequest:
      seen(request.exchange, observations[request].outcome.map(\.exchange))
    default: nil
    }
  }

  private func seen(
    _ request: ExchangeRequest, _ outcome: Result<Exchange, Unavailable>
  ) -> EndpointScan.Seen {
    let origin = request.headers.first { $0.name == "Origin" }.map { " with Origin: \($0.value)" }
    let name =
      "\(request.method) \(ShownHeaders.address(request.url))\(origin ?? "")"
    switch outcome {
    case .failure(let reason):
      return EndpointScan.Seen(request: name, hops: [], unavailable: reason.reason)
    case .success(let exchange):
      let hops = exchange.responses.map { response in
        EndpointScan.Hop(
          url: ShownHeaders.address(response.url), status: response.status,
          version: response.version, bodySize: response.bodySize, digest: response.digest,
          headers: ShownHeaders.lines(of: response))
      }
      return EndpointScan.Seen(request: name, hops: hops, unavailable: nil)
    }
  }
}
