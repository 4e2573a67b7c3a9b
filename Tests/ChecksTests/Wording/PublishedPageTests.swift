import Model
import Testing

@testable import Checks

/// The clauses of a real security page that are wrong or empty as they stand, and the rules that see
/// it; `Policies/examples/invoiceops` states each of them truly.
@Suite struct PublishedPageTests {
  struct Clause: CustomTestStringConvertible, Sendable {
    let claim: String
    let text: String
    let rule: String

    var testDescription: String { "\(claim): \(rule)" }
  }

  static let faulty: [Clause] = [
    Clause(
      claim: "S0-007", text: "TLS for all network communications.", rule: "tls-without-version"),
    Clause(claim: "S0-012", text: "JWKS rotation", rule: "rotation-without-interval"),
    Clause(
      claim: "S0-016", text: "All endpoints are rate-limited.", rule: "rate-limit-without-value"),
    Clause(
      claim: "S0-021", text: "Stripe and SendGrid webhooks verified with HMAC-SHA256 signatures.",
      rule: "sendgrid-webhook-is-ecdsa"),
    Clause(
      claim: "S0-032", text: "Data in transit | TLS on all API, web, and storage connections",
      rule: "tls-without-version"),
    Clause(
      claim: "S0-033", text: "OAuth tokens | AES-256 application-layer encryption (Fernet)",
      rule: "fernet-is-not-aes-256"),
    Clause(claim: "S0-034", text: "Database | TLS enforced", rule: "tls-without-version"),
    Clause(claim: "S0-035", text: "cloud provider at-rest encryption", rule: "unnamed-provider"),
    Clause(
      claim: "S0-036", text: "Temporary files | In-memory or cleaned up via OS temp isolation",
      rule: "alternatives-in-one-row"),
    Clause(
      claim: "S0-041",
      text: "Backup retention and restoration testing are documented in the operational runbook.",
      rule: "documented-is-not-done"),
    Clause(
      claim: "S0-042", text: "Free-plan invoice records are retained for 7 days.",
      rule: "number-without-parameter"),
    Clause(
      claim: "S0-043", text: "Paid-plan retention follows the subscription tier.",
      rule: "retention-without-period"),
    Clause(
      claim: "S0-045",
      text: "Invoice data shared with AI processors (Gemini API) is processed ephemerally",
      rule: "provider-retention-without-agreement"),
    Clause(
      claim: "S0-047", text: "backup expiration follows the backup retention schedule",
      rule: "retention-without-period"),
    Clause(
      claim: "S0-054", text: "Supabase / Neon / RDS | Relational database hosting",
      rule: "alternatives-in-one-row"),
    Clause(
      claim: "S0-056", text: "Google Gemini API | ephemeral — not retained for training",
      rule: "provider-retention-without-agreement"),
    Clause(
      claim: "S0-057", text: "Intuit / QuickBooks | Accounting sync",
      rule: "alternatives-in-one-row"),
    Clause(
      claim: "S0-058",
      text: "InvoiceOps monitors infrastructure and application health continuously.",
      rule: "vague-time"),
    Clause(
      claim: "S0-060", text: "notify affected customers within 72 hours of confirmed impact",
      rule: "number-without-parameter"),
    Clause(
      claim: "S0-061", text: "A post-incident summary is shared with affected parties.",
      rule: "post-incident-report-without-clock"),
  ]

  @Test(arguments: faulty) func `a rule finds what is wrong with the clause`(_ clause: Clause) {
    #expect(rules(for: clause.text) == [clause.rule])
  }

  @Test(arguments: [
    "Organization-scoped role-based permissions enforced on every protected request.",
    "Invoice files | AES-256 server-side encryption at Cloudflare R2",
    "Users can delete individual jobs or all jobs at any time through the dashboard.",
    "We do not sell invoice data or use it for advertising.",
    "Clerk | Identity, authentication, and session management",
    "Pull requests require peer review.",
    "The main branch is protected against direct pushes.",
  ])
  func `clauses that are fine stay so`(text: String) { #expect(rules(for: text) == []) }

  @Test func `a certificate needs a document behind it`() {
    let claim = "We are ISO 27001 certified."
    #expect(rules(for: claim).contains("certificate-without-document"))
    let control = WordingControl.make(claim)
    for name in ["attestation", "document"] {
      let check = PlannedCheck(name: name, check: SilentCheck(), location: control.location)
      let held = Control(
        id: control.id, title: control.title, kind: .control, statementTemplate: claim,
        statement: claim, checks: [check], location: control.location)
      let findings = StatementWording.findings(for: held, now: WordingControl.now)
      #expect(!findings.map(\.rule).contains("certificate-without-document"))
    }
  }

  private func rules(for text: String) -> [String] {
    StatementWording.findings(for: WordingControl.make(text), now: WordingControl.now).map(\.rule)
  }
}
