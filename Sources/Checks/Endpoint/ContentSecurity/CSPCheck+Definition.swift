import Model

extension CSPCheck {
  package static let definition = CheckDefinition(
    name: "csp",
    family: "endpoint",
    summary: "The Content Security Policies of pages stop injected scripts.",
    passes: """
      Every page has an enforced policy, in headers or `meta` tags, and the policies together leave \
      nothing open that is judged. Several policies are a conjunction: what one of them closes is \
      closed. Nonces, hashes and 'strict-dynamic' switch off 'unsafe-inline', schemes and hosts as \
      they do in browsers of Level 3.
      """,
    fails: """
      A page has no enforced policy, or all its policies leave the same thing open: inline scripts, \
      eval, scripts from any host or from a host that serves anyone's code, plug-ins, a base \
      address beside nonces, sources over http, addresses, nonces that can be guessed, and what \
      `forbid` adds; or a policy is written so that browsers ignore a part of it. With `strict` a \
      policy must let scripts in by nonce or hash alone. A policy that only reports counts for \
      nothing.
      """,
    unmeasured: """
      A path did not answer, or answered 429 or 5xx; no answer was a page; a page was longer than \
      was read, and no header holds a policy.
      """,
    fields: EndpointPaths.fields + [
      Field(
        "allow", .list(of: .choice(rules)), "Rules that are not judged, with what they stand for."),
      Field(
        "forbid", .list(of: .choice(PolicyWeakness.allCases.map(\.rawValue))),
        "Weaknesses that are judged beside the usual ones: inline-style, framing, form-action, "
          + "unsafe-hashes."),
      Field(
        "strict", .boolean, default: "false",
        "Whether scripts must be let in by nonce or hash with 'strict-dynamic'."),
      Field(
        "trusted-types", .boolean, default: "false",
        "Whether require-trusted-types-for 'script' is demanded."),
      Field(
        "every-type", .boolean, default: "false",
        "Whether answers that are no HTML pages are judged too."),
    ],
    example: """
      csp:
        target: web
        paths: [/, /login]
        forbid: [framing, form-action]
        strict: true
      """,
    sources: [
      "Content Security Policy Level 3: https://www.w3.org/TR/CSP3/",
      "Trusted Types: https://www.w3.org/TR/trusted-types/",
      "Reporting API, Reporting-Endpoints: https://www.w3.org/TR/reporting-1/",
      "Hosts that serve anyone's code: the project's own list of \(BypassHosts.date)",
    ])

  static let rules =
    PolicyWeakness.allCases.map(\.rawValue) + PolicyForm.Rule.allCases.map(\.rawValue)
}
