import Model

/// The sample's commitments, roadmap, limits and duties.
extension SampleAssessment {
  private typealias Parts = SampleParts

  static let people: [ControlAssessment] = [
    Parts.item(
      "incident.customer-notice", "Customers are told in time", kind: .commitment, .verified,
      "Affected customers are notified within 72 hours of confirmed impact.", severity: .high,
      owner: "security", mapsTo: [Parts.soc2("CC7.4"), Parts.gdpr("33")],
      checks: [
        Parts.passed(
          "records", "2 of 2 incidents within 72 hours; the slowest took 31 hours",
          evidence: [
            Parts.evidence(
              "INC-14: confirmed 2026-06-02 08:10, customers told 2026-06-03 15:10",
              Parts.file("records/incidents.yaml", 3)),
            Parts.evidence(
              "INC-17: confirmed 2026-11-03 19:40, customers told 2026-11-04 09:00",
              Parts.file("records/incidents.yaml", 12)),
          ], subjects: 2, times: Parts.times(.seconds(259_200), ["INC-14": 31, "INC-17": 13]))
      ]),
    Parts.item(
      "vulnerabilities.patched", "Critical fixes within 7 days", kind: .commitment, .violated,
      "A fix for a critical vulnerability is deployed within 7 days of its release.",
      severity: .high, mapsTo: [Parts.soc2("CC7.1")], reasons: ["records failed with 1 finding"],
      checks: [
        Parts.failed(
          "records", "1 of 5 fixes took longer than 7 days",
          [
            Parts.finding(
              "records", "late", .high,
              "VULN-9 took 11 days 4 hours: expected at most 7 days",
              fix: "record why, and what will make the next one faster",
              at: Parts.file("records/vulnerabilities.csv", 6), control: "vulnerabilities.patched")
          ],
          times: Parts.times(
            .seconds(604_800),
            ["VULN-5": 20, "VULN-6": 96, "VULN-8": 51, "VULN-9": 268, "VULN-11": 40],
            open: ["VULN-11"]))
      ]),
    Parts.item(
      "access.mfa", "MFA for everyone", .violated,
      "Every employee signs in with a second factor, always and everywhere.",
      mapsTo: [Parts.soc2("CC6.1")], reasons: ["the statement says more than its checks"],
      checks: [
        Parts.check(
          "attestation",
          CheckResult(
            .pass, basis: .attested, summary: "attested by Ines Roth, chief executive",
            evidence: [
              Parts.evidence(
                "Ines Roth, 2026-11-01: enforced for every human account",
                Parts.file("attestations/mfa.md", 1, 1))
            ], subjects: 1, validUntil: Parts.day(2027, 5, 1)))
      ],
      wording: [
        Parts.finding(
          "statement", "absolute-word", .low,
          "\"always and everywhere\" cannot be proven by the checks of this control",
          fix: "say which accounts, and since when", at: Parts.file("controls/access.yaml", 7),
          control: "access.mfa")
      ]),
    Parts.item(
      "access.reviews", "Access is reviewed", .attested,
      "Access rights are reviewed every quarter.", audience: .nda, owner: "people",
      mapsTo: [Parts.soc2("CC6.1")],
      checks: [
        Parts.check(
          "attestation",
          CheckResult(
            .pass, basis: .attested, summary: "attested by Jun Park, people operations",
            subjects: 1, validUntil: Parts.day(2026, 12, 15)))
      ]),
  ]

  static let outlook: [ControlAssessment] = [
    Parts.item(
      "roadmap.soc2-type2", "SOC 2 Type II report", kind: .planned, .planned,
      "An independent SOC 2 Type II report covers the year 2026.", due: Parts.day(2027, 3, 31)),
    Parts.item(
      "roadmap.sso", "Single sign-on for all plans", kind: .planned, .overdue,
      "SAML single sign-on is part of every plan.", due: Parts.day(2026, 9, 30),
      reasons: ["due on 2026-09-30, 52 days ago"]),
    Parts.item(
      "roadmap.passkeys", "Passkeys", kind: .planned, .delivered,
      "Customers sign in with passkeys.", due: Parts.day(2026, 12, 31),
      checks: [Parts.passed("config", "passkeys are on in 2 of 2 environments", subjects: 2)]),
    Parts.item(
      "limits.no-end-to-end", "Not end-to-end encrypted", kind: .limitation, .stated,
      "Invoices are decrypted on the server to extract and export them; this is not end-to-end "
        + "encryption."),
    Parts.item(
      "limits.single-region", "One region", kind: .limitation, .contradicted,
      "The service runs in one region; the loss of that region is an outage.",
      reasons: ["config failed: a second region is configured"],
      checks: [
        Parts.failed(
          "config", "a replica in a second region is configured",
          [
            Parts.finding(
              "config", "is", .low, "replica_region is eu-north-1: expected that it is not set",
              at: Parts.file("infra/database.tf", 40), control: "limits.single-region")
          ])
      ]),
    Parts.item(
      "limits.mobile", "The mobile application", kind: .limitation, .stated,
      "The mobile application is outside the scope of every statement in this document."),
    Parts.item(
      "customer.offboarding", "Remove people who leave", kind: .customer, .stated,
      "Customers remove the accounts of people who leave; Larkfield does not know who they are."),
    Parts.item(
      "customer.webhook-keys", "Keep the webhook key secret", kind: .customer, .stated,
      "Customers store the webhook key where only their own service can read it, and replace it "
        + "when it may have been seen."),
  ]
}
