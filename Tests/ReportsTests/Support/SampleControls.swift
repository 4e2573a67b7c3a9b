import Model

/// The sample's controls by topic.
extension SampleAssessment {
  private typealias Parts = SampleParts

  static let transport: [ControlAssessment] = [
    Parts.item(
      "transport.tls", "Modern TLS only", .verified,
      "Every public endpoint refuses anything older than TLS 1.2.", severity: .high,
      mapsTo: [Parts.soc2("CC6.7"), Parts.gdpr("32(1)(a)")],
      checks: [
        Parts.passed(
          "tls", "2 of 2 endpoints refuse TLS 1.0 and 1.1",
          evidence: [
            Parts.evidence(
              "TLS 1.0 and 1.1 refused with protocol_version; TLS 1.3 negotiated",
              Parts.url("https://larkfield.example")),
            Parts.evidence(
              "TLS 1.0 and 1.1 refused with protocol_version; TLS 1.3 negotiated",
              Parts.url("https://api.larkfield.example"), minutesAgo: 1),
          ], subjects: 2)
      ]),
    Parts.item(
      "transport.hsts", "Browsers keep to HTTPS", .violated,
      "Every page tells browsers to use HTTPS only, for at least one year.", severity: .high,
      rationale: "without the header the first request of a visit can be read and changed",
      mapsTo: [Parts.soc2("CC6.7")], reasons: ["headers failed with 1 finding"],
      checks: [
        Parts.failed(
          "headers", "1 of 3 responses lacks strict-transport-security",
          [
            Parts.finding(
              "headers", "missing", .high,
              "strict-transport-security is missing: expected max-age of at least 31536000, the "
                + "response has no such header",
              fix: "add the header to the server block that answers /login",
              at: Parts.url("https://larkfield.example/login"), control: "transport.hsts")
          ],
          evidence: [
            Parts.evidence(
              "strict-transport-security: max-age=63072000", Parts.url("https://larkfield.example/")
            )
          ])
      ], line: 14),
    Parts.item(
      "transport.legacy", "No legacy ciphers", .unproven,
      "No endpoint offers a cipher without forward secrecy.",
      reasons: ["tls could not be measured"],
      checks: [
        Parts.check(
          "tls",
          .unmeasured("api.larkfield.example did not answer within 10 s"))
      ], line: 24),
    Parts.item(
      "transport.webhooks", "Webhooks are signed", .attested,
      "Every webhook is signed with a key that only the customer and Larkfield hold.",
      audience: .nda,
      checks: [
        Parts.check(
          "attestation",
          CheckResult(
            .pass, basis: .attested, summary: "attested by Omar Falk, head of platform",
            evidence: [
              Parts.evidence(
                "Omar Falk, 2026-09-02: reviewed the signing code and its key store",
                Parts.file("attestations/webhooks.md", 1, 1))
            ], subjects: 1, validUntil: Parts.day(2027, 3, 2)))
      ], line: 34),
  ]

  static let repository: [ControlAssessment] = [
    Parts.item(
      "repository.secrets", "No secrets in history", .violated,
      "No credential has ever been committed.", severity: .critical,
      mapsTo: [Parts.soc2("CC6.1")], reasons: ["secrets failed with 2 findings"],
      checks: [
        Parts.failed(
          "secrets", "2 secrets in 1,204 blobs",
          [
            Parts.finding(
              "secrets", "aws-access-token", .critical,
              "an AWS access token is in the history (fingerprint 5f2c9a1e)",
              fix: "revoke the token, then remove it from the history",
              at: Location(
                path: "app/settings.py",
                span: TextSpan(line: 12, column: 9, endLine: 12, endColumn: 29),
                commit: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
                blob: "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"), control: "repository.secrets"),
            Parts.finding(
              "secrets", "private-key", .high, "a private key is in the working tree",
              at: Parts.file("deploy/old, unused/key 100%.pem", 1, 1),
              control: "repository.secrets"),
          ])
      ]),
    Parts.item(
      "repository.reviewed", "Every change is reviewed", .waived,
      "A second person approves every change before it reaches the main branch.",
      mapsTo: [Parts.soc2("CC8.1")],
      checks: [
        Parts.failed(
          "reviewed", "1 of 312 merges has no second reviewer",
          [
            Parts.finding(
              "reviewed", "unreviewed", .medium, "merge 0a1b2c3 has no approval but its author's",
              at: Location(commit: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"),
              control: "repository.reviewed", waiver: Parts.waiver)
          ])
      ]),
    Parts.item(
      "repository.lockfiles", "Dependencies are locked", .verified,
      "Every dependency is pinned by a lockfile that is in step with its manifest.",
      mapsTo: [Parts.soc2("CC7.1", "CC8.1")],
      checks: [
        Parts.passed(
          "packages", "3 lockfiles hold 412 packages, all in step",
          evidence: [Parts.evidence("412 packages", Parts.file("package-lock.json", 1, 1))],
          subjects: 412),
        Parts.check(
          "packages",
          CheckResult(
            .notApplicable(reason: "there is no Cargo.toml"), summary: "there is no Cargo.toml")),
      ]),
    Parts.item(
      "repository.signed", "Releases are signed", .verified, "Every release tag is signed.",
      severity: .low, audience: .internal,
      checks: [Parts.passed("signed", "14 of 14 tags have a good signature", subjects: 14)]),
  ]

  static let data: [ControlAssessment] = [
    Parts.item(
      "data.encrypted-at-rest", "Encrypted at rest", .verified,
      "Databases, backups and files are encrypted at rest with AES-256.", severity: .high,
      mapsTo: [Parts.soc2("CC6.1"), Parts.gdpr("32(1)(a)")],
      checks: [
        Parts.passed(
          "config", "6 of 6 resources have encryption on",
          evidence: [
            Parts.evidence("storage_encrypted = true", Parts.file("infra/database.tf", 18)),
            Parts.evidence("sse_algorithm = \"aws:kms\"", Parts.file("infra/buckets.tf", 31)),
          ], subjects: 6)
      ]),
    Parts.item(
      "data.isolation", "Tenants are isolated", .unproven,
      "A query of one customer cannot reach the rows of another.", severity: .critical,
      mapsTo: [Parts.soc2("CC6.1")], reasons: ["row-level-security could not be measured"],
      checks: [
        Parts.check(
          "row-level-security",
          .unmeasured("target db cannot be used: DATABASE_URL is not set"))
      ]),
    Parts.item(
      "data.backups", "Backups can be restored", .verified,
      "A restore is tested every 90 days; the last one took less than 4 hours.",
      mapsTo: [Parts.soc2("A1.2")],
      checks: [
        Parts.passed(
          "records", "3 of 3 restore tests on time; the slowest took 2 hours 40 minutes",
          evidence: [
            Parts.evidence("2026-10-12, 2 hours 5 minutes", Parts.file("records/restores.csv", 4))
          ], subjects: 3)
      ]),
    Parts.item(
      "data.retention", "Deleted after 30 days", .unproven,
      "Data of a closed account is deleted within 30 days.",
      reasons: ["the attestation has expired"],
      checks: [
        Parts.check(
          "attestation",
          CheckResult(
            .unmeasured(reason: "the attestation ended on 2026-09-30"), basis: .attested,
            summary: "the attestation ended on 2026-09-30", validUntil: Parts.day(2026, 9, 30),
            isExpired: true))
      ]),
  ]
}
