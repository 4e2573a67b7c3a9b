import Model

extension DNSCheck {
  package static let definition = CheckDefinition(
    name: "dns",
    family: "endpoint",
    summary: "The DNS says who may send a domain's mail, and who may make certificates for it.",
    passes: """
      Every one of the expectations that are given holds for every domain: `spf`, `dmarc`, `caa`, \
      `mta-sts`, `tls-rpt`, `dnssec`. A policy above the domain counts where the standard says so \
      (DMARC, CAA).
      """,
    fails: """
      A record is missing, stands there twice, cannot be read by receivers or is weaker than \
      expected; SPF needs more than ten look-ups or leads to more than two names that do not \
      exist; a certificate authority is named that is not in `caa`; MTA-STS does not cover one of \
      the domain's mail servers; the zone is not signed where `dnssec` is true.
      """,
    unmeasured: """
      The resolver did not answer, answered with an error, or with signatures that do not hold; the \
      policy of MTA-STS could not be fetched. A wait that runs out is never an absent record.
      """,
    fields: [
      Field("domain", .oneOrMany(.text), "The domains: `example.com`."),
      Field("target", .oneOrMany(.target), "Endpoints whose hosts are the domains."),
      Field(
        "resolver", .text,
        "The resolver to ask, as `address` or `address@port`; the system's if left out."),
      Field(
        "zone-file", .text,
        "A file with one full record a line (`example.com. 300 IN TXT \"…\"`), which is read instead "
          + "of asking anybody."),
      Field(
        "spf", .choice(["fail", "softfail", "present"]),
        "What must become of mail from elsewhere: refused (`-all`), at least marked (`~all`), or "
          + "anything but accepted."),
      Field(
        "dmarc", .choice(["reject", "quarantine", "none"]),
        "The weakest policy for mail that fails."),
      Field(
        "caa", .list(of: .text),
        "The authorities that may make certificates, and no others: `letsencrypt.org`."),
      Field(
        "mta-sts", .choice(["enforce", "testing"]), "The weakest mode of the policy (RFC 8461)."),
      Field(
        "tls-rpt", .boolean, default: "false", "Whether reports of TLS failures must be asked for."),
      Field(
        "dnssec", .boolean, default: "false", "Whether the zone must be signed up to the root."),
    ],
    example: """
      dns:
        domain: example.com
        spf: fail
        dmarc: reject
        caa: [letsencrypt.org]
      """,
    sources: [
      "RFC 7208, SPF: https://www.rfc-editor.org/rfc/rfc7208",
      "RFC 9989, DMARC: https://www.rfc-editor.org/rfc/rfc9989",
      "RFC 8659, CAA: https://www.rfc-editor.org/rfc/rfc8659",
      "RFC 8461, MTA-STS: https://www.rfc-editor.org/rfc/rfc8461",
      "RFC 8460, TLS reporting: https://www.rfc-editor.org/rfc/rfc8460",
      "RFC 4035, DNSSEC: https://www.rfc-editor.org/rfc/rfc4035",
    ])
}
