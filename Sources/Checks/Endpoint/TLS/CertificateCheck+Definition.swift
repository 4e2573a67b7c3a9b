import Model

extension CertificateCheck {
  package static let definition = CheckDefinition(
    name: "certificate",
    family: "endpoint",
    summary:
      "Servers show certificates that are trusted, for their name, strong, and not about to end.",
    passes: """
      The certificate of every target leads to one of the system's authorities, or to the one that \
      the target names; it is for the host that was asked for and for every one of `names`; it has \
      begun and ends no sooner than `valid-for` from now; its key, its signature and its lifetime \
      are within the bounds. The result counts until the first of the certificates ends.
      """,
    fails: """
      The chain leads nowhere, lacks an intermediate, is self-signed or for another name; the \
      certificate has ended, has not begun, ends too soon or lives too long; the key is too short; \
      the signature rests on MD5 or SHA-1.
      """,
    unmeasured: "The server could not be reached, or no handshake showed a certificate.",
    fields: [
      Field("target", .oneOrMany(.target), required: true, "The live https endpoints to ask."),
      Field(
        "valid-for", .duration, default: "14d",
        "How long from now the certificate must still be valid."),
      Field(
        "maximum-lifetime", .duration,
        "The longest time from the beginning of its validity to the end; any if left out."),
      Field("minimum-rsa-bits", .integer(512...16_384), default: "2048", "The shortest RSA key."),
      Field(
        "minimum-curve-bits", .integer(160...1_024), default: "256",
        "The shortest key on an elliptic curve."),
      Field("names", .list(of: .text), "Further names that the certificate must be for."),
      Field(
        "trusted", .boolean, default: "true",
        "Whether the chain must lead to an authority; false for certificates that are pinned."),
      Field(
        "logged", .boolean, default: "false",
        "Whether the certificate must carry the word of certificate logs (RFC 6962)."),
    ],
    example: """
      certificate:
        target: web
        valid-for: 21d
        maximum-lifetime: 200d
      """,
    sources: [
      "RFC 5280, Certificates: https://www.rfc-editor.org/rfc/rfc5280",
      "RFC 6125, Names in certificates: https://www.rfc-editor.org/rfc/rfc6125",
      "CA/Browser Forum, Baseline Requirements: https://cabforum.org/working-groups/server/baseline-requirements/",
    ])
}
