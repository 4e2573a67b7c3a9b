import Model

extension InvoiceOpsFault {
  /// In two parts, so that this file itself holds no secret.
  private static let credential = "access = \"AKIA" + "Q3EGT7WZ4HNB2XKD\"\n"

  /// Source code, migrations and dependencies.
  static let code: [InvoiceOpsFault] = encryption + dependencies + traces

  private static let encryption: [InvoiceOpsFault] = [
    .edit(
      "OAuth tokens as plain text", "migrations/0004_connections.sql",
      "access_token_ciphertext bytea", to: "access_token text",
      violates: "encryption.oauth-tokens", "summary.encryption"),
    .edit(
      "an upload in a file", "app/extraction/files.py", "from io import BytesIO",
      to: "from io import BytesIO\nfrom tempfile import NamedTemporaryFile",
      violates: "encryption.temporary-files", "summary.encryption"),
    .edit(
      "another database host", "deploy/production.env",
      "ep-production.eu-central-1.aws.neon.tech", to: "production.eu-central-1.rds.amazonaws.com",
      violates: "encryption.database-host", "summary.encryption"),
    .edit(
      "the free tier of the AI processor", "deploy/production.env", "GEMINI_TIER=paid",
      to: "GEMINI_TIER=free", violates: "data.ai-no-training"),
    InvoiceOpsFault(
      "a planted secret", turns: .violated("repository.no-secrets"), at: ["deploy/upload.toml"]
    ) { try $0.repository.commit(["deploy/upload.toml": credential]) },
    InvoiceOpsFault(
      "a secret that was taken out again", turns: .violated("repository.no-secrets"),
      at: ["deploy/upload.toml"]
    ) {
      try $0.repository.commit(["deploy/upload.toml": credential])
      try $0.repository.commit(["deploy/upload.toml": nil])
    },
  ]

  private static let dependencies: [InvoiceOpsFault] = [
    InvoiceOpsFault(
      "a dependency that is not locked", turns: .violated("repository.locked-dependencies"),
      at: ["pyproject.toml"]
    ) {
      try $0.edit(
        "pyproject.toml", "    \"fastapi>=0.115\",",
        to: "    \"fastapi>=0.115\",\n    \"httpx>=0.27\",")
    },
    InvoiceOpsFault(
      "the library of another AI provider", turns: .violated("subprocessors.libraries"),
      at: ["uv.lock"]
    ) {
      try $0.edit(
        "uv.lock", "[[package]]\nname = \"pip-audit\"",
        to: "[[package]]\nname = \"openai\"\nversion = \"1.54.0\"\n"
          + "source = { registry = \"https://pypi.example/simple\" }\n\n"
          + "[[package]]\nname = \"pip-audit\"")
    },
  ]

  private static let traces: [InvoiceOpsFault] = [
    InvoiceOpsFault(
      "audit records that the application may change",
      turns: .violated("audit.append-only", "summary.audit-trail"), at: ["migrations/0005_fix.sql"]
    ) { try $0.write("migrations/0005_fix.sql", "GRANT UPDATE ON audit_events TO app;\n") },
    InvoiceOpsFault(
      "a grant over several tables", turns: .violated("audit.append-only", "summary.audit-trail"),
      at: ["migrations/0005_fix.sql"]
    ) {
      try $0.write(
        "migrations/0005_fix.sql", "GRANT SELECT, DELETE ON jobs, audit_events TO reader, app;\n")
    },
    InvoiceOpsFault("a column more, which takes nothing away", turns: [:], exit: 0) {
      try $0.write(
        "migrations/0005_more.sql",
        "ALTER TABLE audit_events ADD COLUMN address inet;\nGRANT UPDATE ON audit_events TO keeper;\n"
      )
    },
    .edit(
      "an event without its actor", "app/audit/events.yaml",
      "class: export, fields: [at, actor, object", to: "class: export, fields: [at, object",
      violates: "audit.coverage", "summary.audit-trail"),
    .edit(
      "exports that leave no event", "app/audit/events.yaml", "class: export", to: "class: access",
      violates: "audit.classes", "summary.audit-trail"),
    .edit(
      "webhooks that count twice", "migrations/0003_webhook_events.sql",
      "UNIQUE (provider, event_id)", to: "CHECK (event_id <> '')", violates: "webhooks.replay"),
    .edit(
      "webhooks of SendGrid that nobody verifies", "app/webhooks/sendgrid_events.py",
      "if not webhook.verify_signature(payload, signature, timestamp):", to: "if not webhook:",
      violates: "webhooks.public-key"),
    .edit(
      "signatures of an hour ago", "app/settings.toml", "tolerance = \"5m\"",
      to: "tolerance = \"1h\"",
      violates: "webhooks.shared-secret"),
  ]
}
