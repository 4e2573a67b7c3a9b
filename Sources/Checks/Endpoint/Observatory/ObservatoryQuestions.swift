import Model

/// The four requests that the Observatory's tests rest on.
package struct ObservatoryQuestions: Sendable {
  private let https: ExchangeRequest
  private let http: ExchangeRequest
  private let preflight: ExchangeRequest
  private let robots: ExchangeRequest

  /// A target that is http itself has no https counterpart unless it stands on the usual port.
  package init(_ endpoint: Endpoint, path: String) {
    let host = WebAddress.host(of: endpoint.origin)
    let name = host.hasPrefix("[") && !host.hasSuffix("]") ? host + "]" : host
    let isSecure = WebAddress.isSecure(endpoint.origin)
    let plain = isSecure ? "http://\(name)" : endpoint.origin
    let secure = isSecure ? endpoint : endpoint.anonymous(at: "https://\(name)")
    https = ExchangeRequest(endpoint: secure, path: path)
    http = ExchangeRequest(endpoint: endpoint.anonymous(at: plain), path: path)
    robots = ExchangeRequest(endpoint: endpoint, path: "/robots.txt")
    preflight = CORSProbe.foreign.preflight(to: endpoint, path, method: "GET")
  }

  package var requests: [ExchangeRequest] { [https, http, preflight, robots] }

  package func input(
    from observations: Observations, preload: ObservatoryInput.Preload, now: Instant
  ) -> ObservatoryInput {
    ObservatoryInput(
      https: observations[https].outcome, http: observations[http].outcome,
      preflight: observations[preflight].outcome, preflightOrigin: CORSProbe.foreignOrigin,
      robots: observations[robots].outcome, preload: preload, now: now)
  }
}
