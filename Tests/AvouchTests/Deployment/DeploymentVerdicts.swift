import Model

/// What the gate says of the reference deployment as it stands, control by control.
enum DeploymentVerdicts {
  static let whole: [String: ControlVerdict] = {
    var verdicts = Dictionary(uniqueKeysWithValues: verified.map { ($0, ControlVerdict.verified) })
    for name in attested { verdicts[name] = .attested }
    for name in stated { verdicts[name] = .stated }
    verdicts["administrators.two-factor"] = .waived
    verdicts["roadmap.audit-report"] = .planned
    verdicts["roadmap.passkeys"] = .delivered
    return verdicts
  }()

  private static let verified = [
    "web.hsts", "web.content-security-policy", "web.content-type", "web.framing", "web.referrer",
    "web.technology", "repository.security-policy", "repository.licence", "repository.no-secrets",
    "repository.locked-dependencies", "repository.pipeline", "incident.customer-notice",
    "incident.authority-notice", "incident.review", "incident.plan", "code.guide", "code.runbook",
    "code.no-environment-file", "code.no-secrets-today", "packages.cryptography",
    "packages.production", "containers.user", "containers.privileges", "containers.images",
    "containers.memory", "network.outgoing", "backups.kept", "backups.copies",
    "database.encryption", "logs.kept", "environment.production", "data.region",
    "pipeline.actions", "pipeline.permissions", "pipeline.scan", "access.reviewed",
    "access.removed", "recovery.tested", "recovery.fast", "people.handbook", "roadmap.kept",
    "summary.browsers", "summary.recovery", "promises.review", "site.https-only",
    "site.sign-in-policy", "site.permissions", "site.server-name", "site.missing-pages",
    "api.answers",
  ]

  private static let attested = [
    "people.confidentiality", "audit.report", "continuity.plan", "summary.people",
  ]

  private static let stated = [
    "web.scope", "repository.secret-forms", "limits.no-end-to-end", "limits.one-region",
    "customer.accounts",
  ]
}
