import Model

extension TLSCheck {
  package static let definition = CheckDefinition(
    name: "tls",
    family: "endpoint",
    summary: "Servers take only the versions, cipher suites and groups of TLS that are promised.",
    passes: """
      Every target takes `minimum` or a newer version and refuses everything older, SSL 3.0 \
      included; no cipher suite that it takes is weak or, unless `forward-secrecy` is false, \
      without forward secrecy; and it keeps within `policy`, `suites`, `groups`, `post-quantum`, \
      `server-order` and `application-protocol` where they are given.
      """,
    fails: """
      An older version is taken, none that is new enough is, a suite or group is taken that must \
      not be, a required group or protocol is not, or the client's order decides where the \
      server's must.
      """,
    unmeasured: """
      The server could not be reached, answered something else than TLS, or did not answer a \
      question that the verdict rests on: a wait that runs out is no refusal. A version counts as \
      refused after the alert that says so, or when the handshake ends for a long list of suites \
      and for the common ones alike while another version is taken.
      """,
    fields: [
      Field("target", .oneOrMany(.target), required: true, "The live https endpoints to ask."),
      Field(
        "minimum", .choice(TLSVersion.allCases.map(\.shortName)), default: "1.2",
        "The oldest version that may be taken."),
      Field(
        "policy", .choice(TLSPolicy.all.map(\.name)),
        "A named recommendation whose versions, suites and groups may be taken and no others: "
          + "Mozilla's guidelines for servers, version 6.0."),
      Field(
        "suites", .list(of: .text),
        "Cipher suites that may be taken, by their registered names; any that is not weak if left "
          + "out."),
      Field("groups", .list(of: .text), "Groups that must be taken: `X25519MLKEM768`, `x25519`."),
      Field(
        "forward-secrecy", .boolean, default: "true",
        "Whether every suite must keep recorded traffic closed when a key is stolen later."),
      Field(
        "post-quantum", .boolean, default: "false",
        "Whether a group that holds against quantum computers must be taken."),
      Field(
        "server-order", .boolean, default: "false",
        "Whether the server's own order of suites must decide, not the client's."),
      Field(
        "application-protocol", .choice(["h2", "http/1.1"]),
        "What must be chosen when both are offered (ALPN)."),
    ],
    example: """
      tls:
        target: web
        minimum: "1.2"
        policy: intermediate
      """,
    sources: [
      "RFC 8446, TLS 1.3: https://www.rfc-editor.org/rfc/rfc8446",
      "RFC 8996, Deprecating TLS 1.0 and TLS 1.1: https://www.rfc-editor.org/rfc/rfc8996",
      "RFC 9325, Recommendations for Secure Use of TLS: https://www.rfc-editor.org/rfc/rfc9325",
      "Mozilla, Server Side TLS: https://wiki.mozilla.org/Security/Server_Side_TLS",
    ])
}
