import Foundation
import Model
import Testing

extension InvoiceOpsFault {
  private static let buckets = "deploy/exports/buckets.json"

  /// Buckets, backups and what is kept how long.
  static let storage: [InvoiceOpsFault] = [
    InvoiceOpsFault(
      "files that are not encrypted", turns: .violated("storage.encryption", "summary.encryption"),
      at: [buckets]
    ) {
      try replace(
        "\"SSEAlgorithm\": \"AES256\"", with: "\"SSEAlgorithm\": \"none\"", in: $0, last: false)
    },
    InvoiceOpsFault(
      "backups that are not encrypted",
      turns: .violated("storage.encryption", "backup.encrypted", "summary.encryption"),
      at: [buckets]
    ) {
      try replace(
        "\"SSEAlgorithm\": \"AES256\"", with: "\"SSEAlgorithm\": \"none\"", in: $0, last: true)
    },
    InvoiceOpsFault("a public bucket", turns: .violated("storage.private"), at: [buckets]) {
      try replace("\"public_url\": false", with: "\"public_url\": true", in: $0, last: false)
    },
    InvoiceOpsFault("backups that never end", turns: .violated("backup.expiry"), at: [buckets]) {
      try replace("\"Status\": \"Enabled\"", with: "\"Status\": \"Disabled\"", in: $0, last: true)
    },
    InvoiceOpsFault(
      "backups that are kept longer", turns: .violated("backup.expiry"), at: [buckets]
    ) { try replace("\"Days\": 35", with: "\"Days\": 90", in: $0, last: true) },
    InvoiceOpsFault(
      "settings of two months ago", turns: .violated("storage.settings-current"), at: [buckets]
    ) {
      $0.repository.moveClock(toSeconds: 1_789_462_800)  // 2026-09-15
      try $0.repository.git(["commit", "-q", "--amend", "--no-edit", "--reset-author"])
    },
    .edit(
      "a runbook without the restore test", "docs/runbook.md", "## Restore test",
      to: "## Restoring", violates: "backup.runbook"),
    .edit(
      "free records for a month", "app/settings.toml", "[retention.free]\ndays = 7",
      to: "[retention.free]\ndays = 30", violates: "retention.plan"),
    .edit(
      "paid records for longer", "app/settings.toml", "days = 730", to: "days = 3650",
      violates: "retention.paid-plans"),
    InvoiceOpsFault(
      "a mark instead of a deletion", turns: .violated("deletion.not-marked"),
      at: ["migrations/0005_marks.sql"]
    ) {
      try $0.write(
        "migrations/0005_marks.sql", "ALTER TABLE jobs ADD COLUMN deleted_at timestamptz;\n")
    },
    .edit(
      "no way to delete everything", "docs/openapi.yaml",
      "    delete: { x-permission: \"jobs:delete\", x-scope: organization, responses: { \"204\": "
        + "{ description: All jobs are gone } } }\n", to: "", violates: "deletion.self-service"),
  ]

  /// Replaces the first or the last of the texts that stand for a bucket, in a new export.
  private static func replace(
    _ old: String, with new: String, in deployment: InvoiceOpsDeployment, last: Bool
  ) throws {
    var text = try deployment.text(of: buckets)
    let ranges = text.ranges(of: old)
    let range = try #require(last ? ranges.last : ranges.first)
    text.replaceSubrange(range, with: new)
    try deployment.repository.commit([buckets: text])
  }
}
