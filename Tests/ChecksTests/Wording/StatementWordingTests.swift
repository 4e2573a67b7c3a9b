import Model
import StructuredData
import Systems
import Testing

@testable import Checks

@Suite struct StatementWordingTests {
  private func rules(
    _ text: String, kind: Control.Kind = .control, parameters: [Parameter] = [],
    values: [String] = [], allowing allowed: [String] = []
  ) -> [String] {
    StatementWording.findings(
      for: WordingControl.make(
        text, kind: kind, parameters: parameters, values: values, allowing: allowed),
      now: WordingControl.now
    ).map(\.rule)
  }

  /// One fault of each page that the project grew from, by claim, in words of our own; the expected
  /// rules are all that speak up.
  static let faults: [(claim: String, kind: Control.Kind, text: String, rules: [String])] = [
    ("S0-007", .control, "TLS protects every network connection.", ["tls-without-version"]),
    ("S0-012", .control, "Signing keys have rotation.", ["rotation-without-interval"]),
    ("S0-016", .control, "The whole API is rate-limited.", ["rate-limit-without-value"]),
    (
      "S0-021", .control, "Webhooks of SendGrid and Stripe carry HMAC-SHA256 signatures.",
      ["sendgrid-webhook-is-ecdsa"]
    ),
    (
      "S0-033", .control, "Access tokens | encrypted by the application with AES-256 (Fernet)",
      ["fernet-is-not-aes-256"]
    ),
    ("S0-041", .control, "Restoration tests are documented.", ["documented-is-not-done"]),
    ("S0-043", .control, "Retention follows the plan's tier.", ["retention-without-period"]),
    (
      "S0-045", .control, "Documents sent to Gemini are handled ephemerally.",
      ["provider-retention-without-agreement"]
    ),
    ("S0-054", .control, "Neon / Supabase | database", ["alternatives-in-one-row"]),
    (
      "S0-060", .commitment, "Those affected hear from us within 72 hours of confirmed impact.",
      ["number-without-parameter"]
    ),
    (
      "S0-061", .commitment, "Affected parties are sent a post-incident summary.",
      ["post-incident-report-without-clock"]
    ),
    (
      "S1-001", .control, "Every byte is encrypted \u{E42} everywhere.",
      ["absolute-words", "mojibake"]
    ),
    ("S1-009", .control, "Servers never accept plain connections.", ["absolute-words"]),
    (
      "S1-017", .control, "Row-level security makes other tenants' rows physically unreachable.",
      ["physical-isolation-over-row-level-security"]
    ),
    ("S1-028", .limitation, "Auditors get answers in seconds.", ["vague-time"]),
    ("S1-032", .planned, "We are working on SOC 2 certification.", ["soc2-certification"]),
    (
      "S1-039", .control, "Kept for 7 days (small) and 90 days (large).",
      ["number-without-parameter", "number-without-parameter"]
    ),
    (
      "S1-055", .planned, "2FA with TOTP, optional today, enforced per team.",
      ["current-claim-in-roadmap"]
    ),
    ("S2-028", .control, "A small number of engineers reach production.", ["vague-number"]),
    (
      "S2-054", .commitment, "Customers are notified within 72 hours where required by law.",
      ["number-without-parameter", "customer-notice-is-not-the-regulator-clock"]
    ),
    ("S2-059", .limitation, "For cardholder data we are out of scope.", ["pci-out-of-scope"]),
    ("S3-003", .control, "HSTS preloaded", ["hsts-preload-is-not-membership"]),
    (
      "S3-047", .commitment, "The supervisory authority is notified within {within}.",
      ["regulator-clock-without-start"]
    ),
    (
      "S4-005", .limitation, "Losing one key does not put another tenant at risk.",
      ["absolute-words"]
    ),
    ("S4-032", .control, "No two tenants share a key.", ["absolute-words"]),
    (
      "S4-042", .commitment,
      "Serious incidents are reported to the Data Protection Board within {within} under DPDPA "
        + "2023.",
      ["dpdp-clock-is-in-the-rules", "regulator-clock-without-start"]
    ),
    (
      "S4-043", .commitment, "A public post-mortem follows within {within} for wide incidents.",
      ["post-incident-report-without-clock"]
    ),
    ("S4-045", .control, "Write to [email protected] to report.", ["obfuscated-address"]),
    ("S4-052", .planned, "A SOC 2 report, targeted for Q4 2026.", []),
    ("S4-054", .planned, "Hardware keys, on the roadmap for Q3 2026.", ["stale-roadmap"]),
  ]

  @Test(arguments: faults)
  func `each fault of the five pages is found, and nothing else`(
    claim: String, kind: Control.Kind, text: String, expected: [String]
  ) {
    let found = rules(
      text, kind: kind, parameters: [Parameter(name: "within", value: "72 hours")])
    #expect(found == expected, "\(claim)")
  }

  @Test(arguments: [
    "Pull requests need a review before they are merged.",
    "The main branch refuses direct pushes.",
    "Audit records are append-only: the application may neither change nor delete them.",
    "Production access is logged, reviewed quarterly and revoked on the last working day.",
    "Invoices are decrypted on the server; this is not end-to-end encryption.",
    "Card details go to the payment processor and never reach our servers.",
    "Every deployment runs a secret scan, a dependency scan and a static analysis.",
    "Report a vulnerability to security@example.com; research in good faith is welcome.",
    "Two-factor authentication is mandatory for staff.",
    "California residents (CCPA/CPRA) may ask for their data.",
    "We acknowledge the Privacy Act 1988 and NIST SP 800-53.",
  ])
  func `sound sentences pass every rule`(text: String) {
    #expect(rules(text).isEmpty)
  }

  @Test func `a control switches one rule off and no other`() {
    let text = "TLS is military-grade."
    #expect(rules(text) == ["tls-without-version", "military-grade"])
    #expect(rules(text, allowing: ["military-grade"]) == ["tls-without-version"])
  }

  @Test func `a finding names the statement check, the sentence's own words and what is true`()
    throws
  {
    let control = WordingControl.make("Tokens use Fernet (AES-256).")
    let finding = try #require(
      StatementWording.findings(for: control, now: WordingControl.now).first)
    #expect(finding.check == "statement")
    #expect(finding.severity == .high)
    #expect(finding.message.contains("AES-128-CBC"))
    #expect(finding.identity == "a.control: fernet (aes-256")
    #expect(finding.location == control.location)
  }

  @Test func `a quarter is over on the day after its last, not before`() {
    let control = WordingControl.make("Keys are targeted for Q3 2026.", kind: .planned)
    let wording = { (day: String) in
      CalendarDate(day).map {
        StatementWording.findings(for: control, now: Instant(startOf: $0)).map(\.rule)
      }
    }
    #expect(wording("2026-09-30") == [])
    #expect(wording("2026-10-01") == ["stale-roadmap"])
  }

  @Test(arguments: [
    "", "   ", "{", "}{", "{{{{", "{a", "a}", "{}", "…", "\u{0}\u{7F}\u{200B}", ".,;:!?|/%+-",
    "5", "%", "5%", "1.", ".5", "- - -", "/ / /", "A / ", " / B",
  ])
  func `odd sentences break nothing`(text: String) {
    let found = rules(text, kind: .commitment)
    #expect(found.allSatisfy { $0 == "number-without-parameter" })
  }

  @Test func `an endless sentence is read only so far`() {
    let text = String(repeating: "never accept 5 days ", count: 100_000)
    let found = StatementWording.findings(for: WordingControl.make(text), now: WordingControl.now)
    #expect(found.count == 1_000)
  }
}
