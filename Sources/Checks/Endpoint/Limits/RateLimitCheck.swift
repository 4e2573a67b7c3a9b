import Model

/// Judges whether too many requests are refused.
package struct RateLimitCheck: Check {
  package static let definition = CheckDefinition(
    name: "rate-limit",
    family: "endpoint",
    summary: "No client may ask more often than is promised.",
    passes: """
      With `prove: fields` (the default), an answer tells a limit in RateLimit-Policy, \
      RateLimit-Limit or X-RateLimit-Limit, and none that is told allows more than `limit` in \
      `window`. With `prove: burst` and --active, at most `limit` + 1 requests are sent one after \
      the other, and one of them is answered 429.
      """,
    fails: """
      A field allows more than is promised; or the whole burst was answered without a 429 in less \
      time than `window`.
      """,
    unmeasured: """
      The path did not answer; no field tells a limit, or not the time it is counted over; a burst \
      is asked for without --active, needs more than \(ExchangeLimits.burst) requests, or took \
      longer than `window`.
      """,
    fields: [
      Field("target", .oneOrMany(.target), required: true, "The live endpoints that are asked."),
      Field("path", .text, default: "/", "A cheap path; never one where people sign in."),
      Field("limit", .integer(1...1_000_000), required: true, "Requests that are allowed at most."),
      Field("window", .duration, default: "1m", "The time they are counted over."),
      Field(
        "prove", .choice(["fields", "burst"]), default: "fields",
        "By what the answer says, or by asking until it is refused."),
    ],
    example: """
      rate-limit:
        target: web
        path: /v1/status
        limit: 100
        window: 1m
        prove: burst
      """,
    sources: [
      "RateLimit header fields for HTTP: https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/",
      "RFC 6585 section 4, 429 Too Many Requests: https://www.rfc-editor.org/rfc/rfc6585#section-4",
    ])

  let targets: [String]
  let path: String
  let limit: Int
  let window: TimeSpan
  let bursts: Bool

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    targets = arguments.texts("target")
    path = arguments.text("path") ?? "/"
    limit = arguments.integer("limit") ?? 1
    window = arguments.duration("window") ?? .seconds(60)
    bursts = arguments.text("prove") == "burst"
    var diagnostics: [Diagnostic] = []
    if !path.hasPrefix("/") {
      diagnostics.append(
        Diagnostic(
          "`path`: expected a path that starts with /", at: arguments.location(of: "path")))
    }
    if window.fixedSeconds.map({ $0 <= 0 }) ?? true {
      diagnostics.append(
        Diagnostic(
          "`window`: expected a length in seconds, minutes, hours or days",
          at: arguments.location(of: "window")))
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    targets.compactMap { try? context.endpoint(of: $0) }.compactMap { endpoint in
      guard bursts else { return ExchangeRequest(endpoint: endpoint, path: path) }
      return context.isActive && isBounded ? burst(endpoint) : nil
    }
  }

  private var isBounded: Bool { limit < ExchangeLimits.burst }

  private func burst(_ endpoint: Endpoint) -> RequestBurstRequest {
    RequestBurstRequest(
      exchange: ExchangeRequest(endpoint: endpoint, path: path, followsRedirects: false),
      count: limit + 1)
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judgement = EndpointJudgement(Self.definition, observations, context)
    judgement.forEachEndpoint(of: targets) { judgement, endpoint in
      if bursts { judgeBurst(endpoint, &judgement) } else { judgeFields(endpoint, &judgement) }
    }
    return judgement.result(
      passing: "no more than \(counted(limit, "request")) in \(window) on "
        + counted(judgement.subjects, "target"))
  }

  private func judgeFields(_ endpoint: Endpoint, _ judgement: inout EndpointJudgement) {
    let request = ExchangeRequest(endpoint: endpoint, path: path)
    guard let answered = judgement.exchange(request) else { return }
    let fields = RateLimitFields(answered.response)
    for name in fields.malformed { judgement.note("\(answered.url): \(name) could not be read") }
    guard !fields.isEmpty else {
      return judgement.note(
        "\(answered.url): no field tells a limit; `prove: burst` with --active asks until it is "
          + "refused")
    }
    judgement.subjects += 1
    for quota in fields.quotas {
      let seen = "\(quota.requests)" + (quota.seconds.map { " in \($0) s" } ?? "")
      judgement.keep("\(quota.field): \(seen)", of: answered)
      switch quota.isWithin(limit, per: window.fixedSeconds) {
      case true?: continue
      case nil: judgement.note("\(answered.url): \(quota.field) does not tell its window")
      case false?:
        judgement.add(
          "limit",
          "expected at most \(counted(limit, "request")) in \(window), saw \(seen) in "
            + quota.field, at: answered.url, identity: "\(quota.field) \(path)")
      }
    }
  }

  private func judgeBurst(_ endpoint: Endpoint, _ judgement: inout EndpointJudgement) {
    let url = endpoint.origin + path
    guard judgement.context.plan.isActive else {
      return judgement.note("\(url): a burst of requests is only sent with --active")
    }
    guard isBounded else {
      return judgement.note(
        "\(url): a burst would need \(limit + 1) requests, and \(ExchangeLimits.burst) are the most"
      )
    }
    let observation = judgement.outcome(of: burst(endpoint))
    let burst: RequestBurst
    switch observation.outcome {
    case .failure(let reason): return judgement.note("\(url): \(reason.reason)")
    case .success(let sent): burst = sent
    }
    judge(burst, url, observation.observedAt, &judgement)
  }

  private func judge(
    _ burst: RequestBurst, _ url: String, _ moment: Instant,
    _ judgement: inout EndpointJudgement
  ) {
    let count = burst.responses.count
    judgement.keep(
      "\(counted(count, "request")) in \(burst.milliseconds) ms, the last answered "
        + "\(burst.responses.last?.status ?? 0)", location: Location(url: url),
      digest: burst.responses.last?.digest, at: moment)
    if burst.responses.last?.status == 429 {
      judgement.subjects += 1
      return
    }
    if let failed = burst.responses.first(where: { $0.status >= 500 }) {
      return judgement.note("\(url): answered \(failed.status) during the burst")
    }
    guard burst.milliseconds / 1_000 < window.fixedSeconds ?? 0 else {
      return judgement.note("\(url): the burst took longer than \(window)")
    }
    judgement.subjects += 1
    judgement.add(
      "not-limited",
      "\(counted(count, "request")) in \(burst.milliseconds) ms were all answered; expected a 429 "
        + "after \(limit)", at: url, identity: "burst \(path)")
  }
}
