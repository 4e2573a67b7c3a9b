import Model

/// SendGrid's event webhook said to be signed with HMAC.
struct SendGridSignature: WordingRule {
  static let id = "sendgrid-webhook-is-ecdsa"
  static let severity = Severity.high
  static let summary = "SendGrid signs its event webhook with ECDSA over P-256, not with HMAC."
  static let faulty: [WordingExample] = [
    "SendGrid and Stripe webhooks are verified with HMAC-SHA256."
  ]
  static let sound: [WordingExample] = [
    "Stripe webhooks are verified with HMAC-SHA256, SendGrid's with ECDSA.",
    "Stripe webhooks are verified with HMAC-SHA256.", "SendGrid sends transactional e-mail.",
  ]
  private static let senders: Phrases = ["sendgrid", "sendgrid's"]
  private static let truths: Phrases = ["ecdsa"]
  private static let claims: Phrases = ["hmac sha256", "hmac sha 256", "hmac"]

  func findings(in statement: Statement) -> [WordingIssue] {
    guard statement.contains(Self.senders), !statement.contains(Self.truths),
      let match = statement.matches(of: Self.claims).first
    else { return [] }
    return [
      WordingIssue(
        "SendGrid's signed event webhook uses ECDSA (P-256), not HMAC: a check with HMAC verifies "
          + "nothing there", at: match.range,
        fix: "name the scheme of each sender, and check both")
    ]
  }
}
