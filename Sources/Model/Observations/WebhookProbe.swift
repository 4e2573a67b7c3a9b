/// Asks for posts to a webhook that must be refused.
package struct WebhookProbeRequest: ObservationRequest {
  package typealias Facts = WebhookProbe

  /// How the sender of the webhook signs.
  package enum Scheme: String, CaseIterable, Sendable {
    /// `Stripe-Signature: t=…,v1=…` over the time and the body.
    case stripe
    /// `X-Hub-Signature-256: sha256=…` over the body.
    case github
    /// A header of one's own with the HMAC-SHA-256 of the body in hexadecimal.
    case hmac
  }

  package let endpoint: Endpoint
  package let path: String
  package let scheme: Scheme
  /// The header of the `hmac` scheme.
  package let signatureHeader: String
  /// Name of the environment variable that holds the signing secret; nil when none is given.
  package let secretVariable: String?
  package let body: String
  /// Seconds that a replayed post is older than now.
  package let age: Int
  /// Whether a genuine post may be sent, twice, where the scheme has no time to be too old.
  package let sendsGenuine: Bool
  package let attempts: [WebhookProbe.Attempt]

  package init(
    endpoint: Endpoint, path: String, scheme: Scheme, signatureHeader: String,
    secretVariable: String?, body: String, age: Int, sendsGenuine: Bool,
    attempts: [WebhookProbe.Attempt]
  ) {
    self.endpoint = endpoint
    self.path = path
    self.scheme = scheme
    self.signatureHeader = signatureHeader
    self.secretVariable = secretVariable
    self.body = body
    self.age = age
    self.sendsGenuine = sendsGenuine
    self.attempts = attempts
  }

  package var subject: String { "POST \(endpoint.origin)\(path)" }
}

/// What a webhook answered to each post.
package struct WebhookProbe: Sendable {
  package enum Attempt: String, CaseIterable, Sendable {
    case unsigned
    case badlySigned = "badly signed"
    case replayed
  }

  /// The answer to each attempt, or why there is none.
  package let answers: [Attempt: Result<Response, Unavailable>]

  package init(answers: [Attempt: Result<Response, Unavailable>]) { self.answers = answers }
}
