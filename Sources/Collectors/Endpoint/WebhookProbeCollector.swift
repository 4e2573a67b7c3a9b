import Model
import Systems

/// Posts to a webhook what its receiver must refuse.
package struct WebhookProbeCollector: Collector {
  private let client: HTTPClient
  private let environment: [String: String]
  private let facts = ResponseFacts()

  package init(client: HTTPClient, environment: [String: String]) {
    self.client = client
    self.environment = environment
  }

  package func collect(_ request: WebhookProbeRequest, in context: CollectionContext)
    throws(Unavailable) -> WebhookProbe
  {
    try context.checkCancellation()
    var answers: [WebhookProbe.Attempt: Result<Response, Unavailable>] = [:]
    for attempt in request.attempts {
      answers[attempt] = Result { () throws(Unavailable) in
        try answer(to: attempt, request, context)
      }
    }
    return WebhookProbe(answers: answers)
  }

  private func answer(
    to attempt: WebhookProbe.Attempt, _ request: WebhookProbeRequest, _ context: CollectionContext
  ) throws(Unavailable) -> Response {
    let moment = context.now.seconds
    switch attempt {
    case .unsigned: return try post(request, [], context)
    case .badlySigned:
      // A key that nobody has: 32 bytes of the place's own name.
      let wrong = Digest.sha256("avouch \(request.endpoint.origin)\(request.path)")
      return try post(request, signature(of: request, key: wrong, at: moment), context)
    case .replayed: return try replay(request, at: moment, context)
    }
  }

  private func replay(
    _ request: WebhookProbeRequest, at moment: Int, _ context: CollectionContext
  ) throws(Unavailable) -> Response {
    guard let variable = request.secretVariable else {
      throw Unavailable("a replay needs a true signature, and no secret is given")
    }
    guard let secret = environment[variable], !secret.isEmpty else {
      throw Unavailable("environment variable \(variable) is not set")
    }
    if request.scheme == .stripe {
      let old = signature(of: request, key: secret, at: moment - request.age)
      return try post(request, old, context)
    }
    guard request.sendsGenuine else {
      throw Unavailable(
        "the scheme signs no time, so a replay would have to follow a genuine post")
    }
    let genuine = signature(of: request, key: secret, at: moment)
    let first = try post(request, genuine, context)
    guard (200..<300).contains(first.status) else {
      throw Unavailable("the genuine post was answered \(first.status)")
    }
    return try post(request, genuine, context)
  }

  private func signature(
    of request: WebhookProbeRequest, key: String, at moment: Int
  ) -> [HeaderLine] {
    let key = Array(key.utf8)
    switch request.scheme {
    case .stripe:
      let code = Digest.hmacSHA256(key: key, Array("\(moment).\(request.body)".utf8))
      return [HeaderLine(name: "Stripe-Signature", value: "t=\(moment),v1=\(code)")]
    case .github:
      let code = Digest.hmacSHA256(key: key, Array(request.body.utf8))
      return [
        HeaderLine(name: "X-Hub-Signature-256", value: "sha256=\(code)"),
        HeaderLine(name: "X-GitHub-Event", value: "ping"),
        HeaderLine(name: "X-GitHub-Delivery", value: "00000000-0000-4000-8000-000000000000"),
      ]
    case .hmac:
      let code = Digest.hmacSHA256(key: key, Array(request.body.utf8))
      return [HeaderLine(name: request.signatureHeader, value: code)]
    }
  }

  private func post(
    _ request: WebhookProbeRequest, _ signature: [HeaderLine], _ context: CollectionContext
  ) throws(Unavailable) -> Response {
    let left = min(.seconds(ExchangeLimits.seconds), context.deadline - .now)
    let exchange = ExchangeRequest(
      endpoint: request.endpoint, path: request.path, method: "POST",
      headers: [HeaderLine(name: "Content-Type", value: "application/json")] + signature,
      body: request.body, followsRedirects: false)
    let answer = try client.send(
      HTTPRequest(exchange, within: left), isCancelled: { context.cancellation.isCancelled })
    guard let response = answer.responses.first else { throw Unavailable("no response") }
    return facts.filled(response)
  }
}
