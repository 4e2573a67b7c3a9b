import Model

extension InvoiceOpsFault {
  /// People's words, dates and exceptions.
  static let words: [InvoiceOpsFault] = [
    InvoiceOpsFault("an attestation that is over", turns: .unproven("data.ai-no-training"), exit: 3)
    {
      try $0.edit("controls/data.yaml", "expires: 2027-05-08", to: "expires: 2026-11-19")
    },
    InvoiceOpsFault(
      "a document that was changed since",
      turns: .violated("encryption.database-host", "summary.encryption"),
      at: ["docs/attestations/database-host.md"]
    ) { try $0.append("\nAnd backups, too.\n", to: "docs/attestations/database-host.md") },
    InvoiceOpsFault(
      "a plan past its date",
      turns: ["roadmap.second-factor": .overdue, "document.planned-apart": .violated]
    ) { try $0.edit("controls/roadmap.yaml", "due: 2027-01-31", to: "due: 2026-10-31") },
    InvoiceOpsFault(
      "an exception that is over", turns: .violated("monitoring.probes"),
      at: ["deploy/monitoring/probes.yaml", "waivers.yaml"]
    ) { try $0.edit("waivers.yaml", "until: 2027-05-31", to: "until: 2026-11-19") },
    InvoiceOpsFault(
      "a sentence stronger than its evidence",
      turns: .violated("encryption.oauth-tokens", "summary.encryption"),
      at: ["controls/encryption.yaml"]
    ) {
      try $0.edit(
        "controls/encryption.yaml", "with Fernet: AES-128 in CBC mode", to: "with AES-256 (Fernet)")
    },
  ]
}
