import Model

extension InvoiceOpsFault {
  private static let interface = "docs/openapi.yaml"

  /// Who gets in and what they may do.
  static let access: [InvoiceOpsFault] = [
    .edit(
      "tokens that choose their algorithm", "app/auth/tokens.py", "algorithms=[\"RS256\"]",
      to: "algorithms=[\"RS256\", \"HS256\"]", violates: "auth.token-algorithm", "summary.access"),
    .edit(
      "keys of yesterday", "app/settings.toml", "jwks_lifetime = \"10m\"",
      to: "jwks_lifetime = \"24h\"", violates: "auth.signing-keys", "summary.access"),
    .edit(
      "an operation that asks for no permission", interface, "x-permission: \"invoices:export\", ",
      to: "", violates: "auth.roles", "summary.access"),
    .edit(
      "an interface that asks for no token", interface, "security: [{ session: [] }]",
      to: "security: []", violates: "auth.every-operation", "summary.access"),
    .edit(
      "another identity provider", "deploy/production.env", "CLERK_ISSUER=https://clerk.",
      to: "CLERK_ISSUER=https://login.", violates: "access.identity-provider", "summary.access"),
    .edit(
      "an alarm that wakes nobody", "deploy/monitoring/alerts.yaml",
      "probe: api, after: 3m, notify: on-call", to: "probe: api, after: 3m, notify: channel",
      violates: "monitoring.alerts"),
  ]
}
