import Model

extension InvoiceOpsFault {
  private static let incidents = "records/incidents.csv"
  private static let deployments = "records/deployments.csv"

  /// Rows of the registers.
  static let registers: [InvoiceOpsFault] = incident + operations + companies

  private static let incident: [InvoiceOpsFault] = [
    .edit(
      "customers told after 80 hours", incidents, "2026-03-18T16:00:00Z",
      to: "2026-03-20T22:00:00Z",
      violates: "incident.customer-notice"),
    .edit(
      "an authority told after four days", incidents, "2026-03-18T11:00:00Z",
      to: "2026-03-21T11:00:00Z", violates: "incident.authority-notice"),
    .edit(
      "an incident without a cause", incidents, "A worker leaked connections", to: "",
      violates: "incident.containment"),
    .edit(
      "a summary that nobody sent", incidents, "2026-07-15,2026-07-17", to: "2026-07-15,",
      violates: "incident.summary"),
  ]

  private static let operations: [InvoiceOpsFault] = [
    .edit(
      "a restore test too long ago", "records/restore-tests.csv",
      "RT-11,2026-09-01,2026-09-01T09:00:00Z,2026-09-01T10:55:00Z,passed,Lena Ortiz\n", to: "",
      violates: "backup.restore-tested"),
    .edit(
      "a restore test that failed", "records/restore-tests.csv",
      "2026-06-02T10:40:00Z,passed", to: "2026-06-02T10:40:00Z,failed",
      violates: "backup.restore-tested"),
    .edit(
      "a restore of nine hours", "records/restore-tests.csv", "2026-06-02T10:40:00Z",
      to: "2026-06-02T18:00:00Z", violates: "backup.restore-time"),
    .edit(
      "a review that was left out", "records/access-reviews.csv",
      "AR-7,2026-08-11,production,Jonas Weber,2\n", to: "", violates: "access.reviewed"),
    .edit(
      "keys that were not rotated", "records/key-rotations.csv",
      "KR-4,OAuth tokens,2026-07-13", to: "KR-4,sessions,2026-07-13",
      violates: "encryption.token-keys", "summary.encryption"),
    .edit(
      "a backup after the deployment", deployments, "2026-11-03T09:27:00Z",
      to: "2026-11-03T09:57:00Z", violates: "backup.before-deployment", "summary.pipeline"),
    .edit(
      "a deployment with a secret in it", deployments, "19be6c44,passed,passed,passed",
      to: "19be6c44,passed,passed,failed", violates: "pipeline.secret-scan", "summary.pipeline"),
    .edit(
      "a deletion that was not done", "records/deletions.csv", "2026-11-09T18:05:00Z", to: "",
      violates: "deletion.completed"),
  ]

  private static let companies: [InvoiceOpsFault] = [
    InvoiceOpsFault(
      "a subprocessor that was never published", turns: .violated("subprocessors.declared"),
      at: ["records/subprocessors.csv"]
    ) {
      try $0.append(
        "OpenAI,Extraction of invoice fields,United States,,2026-11-12,contracts/openai.pdf,yes,yes\n",
        to: "records/subprocessors.csv")
    },
    .edit(
      "a subprocessor without a contract", "records/subprocessors.csv",
      "2026-02-02,contracts/neon-dpa.pdf", to: ",", violates: "subprocessors.agreements"),
    .edit(
      "Intuit for everyone", "records/subprocessors.csv", "after the customer connects it",
      to: "always", violates: "subprocessors.on-connection"),
  ]
}
