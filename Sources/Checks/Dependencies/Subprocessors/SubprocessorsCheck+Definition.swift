import Model

extension SubprocessorsCheck {
  package static let definition = CheckDefinition(
    name: "subprocessors",
    family: "dependencies",
    summary: "Data goes to the declared subprocessors only, as far as code, pages and DNS tell.",
    passes: """
      Every vendor that is seen to be used is declared. Signs are clients among the dependencies, \
      names of environment variables, hosts and OAuth scopes in the files, hosts in the \
      Content-Security-Policy of `web`, and the mail servers and SPF includes of `mail-domain`. \
      A vendor counts as used when a host, scope, policy or mail record names it, when its own client \
      is a direct production dependency, or when two kinds of signs agree.
      """,
    fails: """
      A vendor is used that is not declared, or with `require-seen` a declared one leaves no sign. \
      What only tests, documentation, builds or other packages name does not count.
      """,
    unmeasured: """
      There is no declared list; a manifest, file, page or DNS answer could not be read; or a sign \
      is ambiguous: a driver that also talks to a server of one's own, one environment variable \
      alone, or a host in a policy that belongs to nobody known. `not-subprocessors` decides those.
      """,
    fields: [
      Field(
        "target", .oneOrMany(.target),
        "Repositories or folders to look at; the posture's own folder if left out."),
      Field("files", .oneOrMany(.glob), "Files to look at for names; all of them if left out."),
      Field("except", .oneOrMany(.glob), "Files that are left out."),
      Field(
        "web", .oneOrMany(.target), "Endpoints whose Content-Security-Policy is looked at."),
      Field("own-hosts", .list(of: .text), "Hosts in policies that are one's own."),
      Field(
        "mail-domain", .oneOrMany(.text), "Domains whose MX and SPF records are looked at."),
      Field("resolver", .text, "Address, or address@port, of the resolver to ask."),
      Field("zone-file", .glob, "A file with the DNS records, asked instead of a resolver."),
      Field(
        "declared", .list(of: .text),
        "Names of the declared ones; those of `subprocessors` in the posture file if left out."),
      Field(
        "not-subprocessors", .list(of: .object(exemptionFields)),
        "Vendors that are used and are no subprocessors, each with the reason."),
      Field(
        "require-seen", .boolean, default: "false",
        "Whether a declared one without any sign is a finding, as in a list that is out of date."),
    ],
    example: """
      subprocessors:
        target: code
        web: web
        mail-domain: invoiceops.ai
        own-hosts: ["*.invoiceops.ai"]
        not-subprocessors:
          - { vendor: GitHub, reason: "source code only, no customer data" }
      """,
    sources: [
      "GDPR Article 28(2) and (4): https://eur-lex.europa.eu/eli/reg/2016/679/oj",
      "SPF includes: https://www.rfc-editor.org/rfc/rfc7208#section-5.2",
    ])

  private static let exemptionFields = [
    Field("vendor", .text, required: true, "The vendor, as the findings name it."),
    Field("reason", .text, required: true, "Why no customer data reaches it."),
  ]
}
