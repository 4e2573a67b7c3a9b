import Model

/// Judges whether a webhook refuses posts that its sender did not sign.
package struct WebhookCheck: Check {
  package static let definition = CheckDefinition(
    name: "webhook",
    family: "endpoint",
    summary: "A webhook refuses posts that are unsigned, badly signed or replayed.",
    passes: """
      With --active, every post of `attempts` is answered with a status of `refusals`: one without \
      a signature, one signed with a key that nobody has, and one that is replayed. Of Stripe's \
      scheme the replay is signed truly with a time that lies `age` back; of schemes that sign no \
      time a genuine post is sent twice where `genuine` allows it.
      """,
    fails: "One of these posts is answered 2xx.",
    unmeasured: """
      --active was not given; the webhook did not answer, or answered with another status (404 is \
      no refusal of a signature); the replay needs a secret that is not given; or the scheme signs \
      no time and `genuine` is not true.
      """,
    fields: [
      Field("target", .target, required: true, "The live endpoint that receives the webhook."),
      Field("path", .text, required: true, "The path that receives it."),
      Field(
        "scheme", .choice(WebhookProbeRequest.Scheme.allCases.map(\.rawValue)), required: true,
        "stripe (Stripe-Signature), github (X-Hub-Signature-256) or hmac (HMAC-SHA-256 of the body "
          + "in hexadecimal, in `header`)."),
      Field("header", .text, default: "X-Signature", "The signature's header in the hmac scheme."),
      Field("secret", .text, "$NAME of the environment variable that holds the signing secret."),
      Field("content", .text, default: "{}", "The body that is posted; it should do nothing."),
      Field(
        "attempts", .list(of: .choice(["unsigned", "badly-signed", "replayed"])),
        "The posts that must be refused; all three if left out."),
      Field("age", .duration, default: "1h", "How old a replayed post is."),
      Field(
        "genuine", .boolean, default: "false",
        "Whether a genuine post may be sent, to be followed by its replay."),
      Field(
        "refusals", .list(of: .integer(400...499)),
        "The statuses that refuse; 400, 401, 403 if left out."),
    ],
    example: """
      webhook:
        target: web
        path: /hooks/stripe
        scheme: stripe
        secret: $STRIPE_WEBHOOK_SECRET
      """,
    sources: [
      "Stripe, webhook signatures: https://docs.stripe.com/webhooks#verify-manually",
      "GitHub, validating webhook deliveries: https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries",
    ])

  let target: String
  let path: String
  let scheme: WebhookProbeRequest.Scheme
  let header: String
  let secretVariable: String?
  let content: String
  let attempts: [WebhookProbe.Attempt]
  let age: Int
  let sendsGenuine: Bool
  let refusals: Set<Int>

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    var diagnostics: [Diagnostic] = []
    target = arguments.text("target") ?? ""
    path = arguments.text("path") ?? ""
    scheme = arguments.text("scheme").flatMap(WebhookProbeRequest.Scheme.init(rawValue:)) ?? .hmac
    header = arguments.text("header") ?? "X-Signature"
    content = arguments.text("content") ?? "{}"
    age = arguments.duration("age")?.fixedSeconds ?? 3_600
    sendsGenuine = arguments.boolean("genuine") ?? false
    let named = arguments.texts("attempts").map { $0.replacing("-", with: " ") }
    attempts = WebhookProbe.Attempt.allCases.filter {
      named.isEmpty || named.contains($0.rawValue)
    }
    let statuses = Set(arguments.texts("refusals").compactMap { Int($0) })
    refusals = statuses.isEmpty ? [400, 401, 403] : statuses
    let secret = arguments.text("secret")
    let name = secret.flatMap { $0.hasPrefix("$") ? String($0.dropFirst()) : nil }
    let isName =
      name.map { name in
        !name.isEmpty
          && name.utf8.allSatisfy {
            (0x41...0x5A).contains($0 & 0xDF) || (0x30...0x39).contains($0) || $0 == 0x5F
          }
      } ?? false
    secretVariable = isName ? name : nil
    if secret != nil, !isName {
      diagnostics.append(
        Diagnostic(
          "`secret`: a secret must not stand in a control", at: arguments.location(of: "secret"),
          suggestion: "write the name of an environment variable: $WEBHOOK_SECRET"))
    }
    if !path.hasPrefix("/") {
      diagnostics.append(
        Diagnostic(
          "`path`: expected a path that starts with /", at: arguments.location(of: "path")))
    }
    if header.isEmpty || !header.utf8.allSatisfy(HeaderToken.contains) {
      diagnostics.append(
        Diagnostic(
          "`header`: \(ValueText.quoted(header)) is no header name",
          at: arguments.location(of: "header")))
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    guard context.isActive, let endpoint = try? context.endpoint(of: target) else { return [] }
    return [request(endpoint)]
  }

  private func request(_ endpoint: Endpoint) -> WebhookProbeRequest {
    WebhookProbeRequest(
      endpoint: endpoint.anonymous(), path: path, scheme: scheme, signatureHeader: header,
      secretVariable: secretVariable, body: content, age: age, sendsGenuine: sendsGenuine,
      attempts: attempts)
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judgement = EndpointJudgement(Self.definition, observations, context)
    guard context.plan.isActive else {
      return .unmeasured("posts to a webhook are only sent with --active")
    }
    judgement.forEachEndpoint(of: [target]) { judgement, endpoint in
      let url = endpoint.origin + path
      let observation = judgement.outcome(of: request(endpoint))
      switch observation.outcome {
      case .failure(let reason): judgement.note("\(url): \(reason.reason)")
      case .success(let probe):
        for attempt in attempts {
          judge(attempt, probe, url, observation.observedAt, &judgement)
        }
      }
    }
    return judgement.result(
      passing: "\(counted(judgement.subjects, "post")) that nobody signed were refused")
  }

  private func judge(
    _ attempt: WebhookProbe.Attempt, _ probe: WebhookProbe, _ url: String, _ moment: Instant,
    _ judgement: inout EndpointJudgement
  ) {
    let answer = probe.answers[attempt] ?? .failure(Unavailable("it was not sent"))
    switch answer {
    case .failure(let reason):
      judgement.note("\(url): \(attempt.rawValue) post: \(reason.reason)")
    case .success(let response):
      judgement.keep(
        "\(attempt.rawValue) post: \(response.status)", location: Location(url: url),
        digest: response.digest, at: moment)
      if refusals.contains(response.status) {
        judgement.subjects += 1
      } else if (200..<300).contains(response.status) {
        judgement.subjects += 1
        judgement.add(
          attempt.rawValue.replacing(" ", with: "-"),
          "the \(attempt.rawValue) post was answered \(response.status); expected "
            + refusals.sorted().map(String.init).joined(separator: " or "), at: url,
          identity: "\(attempt.rawValue) \(path)")
      } else {
        judgement.note(
          "\(url): the \(attempt.rawValue) post was answered \(response.status), which is no "
            + "refusal of a signature")
      }
    }
  }
}
