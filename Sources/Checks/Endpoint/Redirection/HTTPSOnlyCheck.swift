import Model

/// Judges whether anything is served over http.
package struct HTTPSOnlyCheck: Check {
  package static let definition = CheckDefinition(
    name: "https-only",
    family: "endpoint",
    summary: "Plain http leads to https and serves nothing.",
    passes: """
      Asked over http, every path is redirected to https on the same host at once, or the host \
      itself refuses the connection while it answers over https; and nothing leads from https back \
      to http.
      """,
    fails: """
      A path is answered over http without a redirect, is redirected to http again or to another \
      host first; a cookie is set over http; with `permanent` the redirect is not 301 \
      or 308. An answer of 4xx over http fails unless `refusals` is true.
      """,
    unmeasured: """
      The port for http timed out or the name was not found, so that it is not known whether \
      something answers there; http answered 429 or 5xx; or https did not answer, so that a refused \
      connection tells nothing.
      """,
    fields: EndpointPaths.fields + [
      Field("port", .integer(1...65_535), default: "80", "The port that is asked over http."),
      Field(
        "permanent", .boolean, default: "false", "Whether the redirect must be 301 or 308."),
      Field(
        "refusals", .boolean, default: "false", "Whether an answer of 4xx over http is accepted."),
    ],
    example: """
      https-only:
        target: web
        permanent: true
      """,
    sources: [
      "RFC 6797 section 7.2, HTTP request type: https://www.rfc-editor.org/rfc/rfc6797#section-7.2",
      "OWASP ASVS 5.0, 12.2.1: https://github.com/OWASP/ASVS",
    ])

  let paths: EndpointPaths
  let port: Int
  let isPermanent: Bool
  let acceptsRefusals: Bool

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    paths = try EndpointPaths(arguments)
    port = arguments.integer("port") ?? 80
    isPermanent = arguments.boolean("permanent") ?? false
    acceptsRefusals = arguments.boolean("refusals") ?? false
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    paths.endpoints(in: context).flatMap { endpoint in
      paths.paths(of: endpoint).flatMap { path in
        [plain(endpoint, path), ExchangeRequest(endpoint: endpoint, path: path)]
      }
    }
  }

  /// The same path over http, where no credential is sent.
  private func plain(_ endpoint: Endpoint, _ path: String) -> ExchangeRequest {
    let host = WebAddress.host(of: endpoint.origin)
    let shown = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    // The first answer decides; where it leads is asked over https on its own.
    return ExchangeRequest(
      endpoint: endpoint.anonymous(at: "http://\(shown)" + (port == 80 ? "" : ":\(port)")),
      path: path, followsRedirects: false)
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judgement = EndpointJudgement(Self.definition, observations, context)
    judgement.forEachEndpoint(of: paths.targets) { judgement, endpoint in
      guard WebAddress.isSecure(endpoint.origin) else {
        judgement.add(
          "declared-http", "the target's own URL is http", at: endpoint.origin, identity: "target")
        return
      }
      for path in paths.paths(of: endpoint) { judge(endpoint, path, &judgement) }
    }
    return judgement.result(
      passing: "http serves nothing on \(counted(judgement.subjects, "path"))")
  }

  private func judge(_ endpoint: Endpoint, _ path: String, _ judgement: inout EndpointJudgement) {
    let secure = ExchangeRequest(endpoint: endpoint, path: path)
    judgeDowngrade(secure, &judgement)
    let request = plain(endpoint, path)
    let observation = judgement.outcome(of: request)
    switch observation.outcome {
    case .failure(let reason) where reason.cause == .connectionRefused:
      // A host that refuses everything, or is not there, says nothing about http.
      guard case .success = judgement.outcome(of: secure).outcome else { return }
      judgement.subjects += 1
      judgement.keep(
        "nothing listens for http", location: Location(url: request.url),
        at: observation.observedAt)
    case .failure(let reason): judgement.note("\(request.url): \(reason.reason)")
    case .success:
      guard let answered = judgement.page(request) else { return }
      judgement.subjects += 1
      judge(answered, &judgement)
    }
  }

  private func judge(_ answered: Answered, _ judgement: inout EndpointJudgement) {
    guard let first = answered.responses.first else { return }
    let route = RedirectRoute(Exchange(responses: answered.responses))
    judgement.keep(
      route.addresses.map(WebAddress.shown).joined(separator: " → ") + ", first \(first.status)",
      of: answered)
    let path = answered.request.path
    let add = { (judgement: inout EndpointJudgement, rule: String, message: String) in
      judgement.add(
        rule, message, at: answered.request.url, identity: path,
        fix: "nginx: return 301 https://$host$request_uri;")
    }
    for response in answered.responses
    where !WebAddress.isSecure(response.url) && !response.values(of: "set-cookie").isEmpty {
      add(&judgement, "sets-cookie", "a cookie is set over http")
    }
    guard route.addresses.count > 1 else {
      if acceptsRefusals, (400..<500).contains(first.status) { return }
      let rule = first.status < 400 ? "serves-http" : "no-redirect"
      return add(
        &judgement, rule, "expected a redirect to https, saw \(first.status) over http")
    }
    let second = route.addresses[1]
    let host = WebAddress.host(of: answered.request.url)
    if !WebAddress.isSecure(second) {
      add(
        &judgement, "detour-over-http", "the first redirect leads to \(WebAddress.shown(second))")
    } else if WebAddress.host(of: second) != host {
      add(
        &judgement, "other-host-first",
        "the first redirect leads to \(WebAddress.host(of: second)), so that \(host) itself is "
          + "never remembered as https only")
    }
    if isPermanent, ![301, 308].contains(first.status) {
      add(
        &judgement, "temporary", "expected a permanent redirect (301 or 308), saw \(first.status)")
    }
  }

  private func judgeDowngrade(_ request: ExchangeRequest, _ judgement: inout EndpointJudgement) {
    guard case .success(let exchange) = judgement.outcome(of: request).outcome,
      let insecure = RedirectRoute(exchange).addresses.first(where: { !WebAddress.isSecure($0) })
    else { return }
    judgement.add(
      "downgrade", "https leads back to \(WebAddress.shown(insecure))", at: request.url,
      identity: "downgrade \(request.path)")
  }
}
