import Model

extension HeadersCheck {
  package static let definition = CheckDefinition(
    name: "headers",
    family: "endpoint",
    summary: "Responses carry the headers they must carry, with the values they must have.",
    passes: """
      Every path of every target answered, and every header is as expected on the response that \
      `hops` names. What browsers make of a header counts: of Strict-Transport-Security only the \
      first line and only over https; several Content-Security-Policy headers are policies apart, \
      and one of them must include what is asked for; `frame-ancestors` overrides \
      X-Frame-Options; of Referrer-Policy the last policy that is known counts.
      """,
    fails: """
      A header is missing, weaker than expected, of another value, sent twice with different \
      values, ignored by browsers for its form or over http, or present where it must be absent; \
      a header names the server's software with its version (`no-versions`); a private answer may \
      be stored by a shared cache (`private`); \
      or the status is not one of `status`. Content-Security-Policy-Report-Only does not count. \
      Strict-Transport-Security sent twice always fails.
      """,
    unmeasured: """
      A path did not answer, or it answered 429 or 5xx where `status` does not list that; no answer \
      was of a type of `content-types`; or a pattern exceeds its limit.
      """,
    fields: [
      Field("target", .oneOrMany(.target), required: true, "The live endpoints that are asked."),
      Field(
        "paths", .list(of: .text), "Paths that are asked for; the target's own if left out."),
      Field(
        "expect", .mapping(of: .either([.text, .object(HeaderExpectationReader.fields)])),
        "Header names, each with its value or with what the value must be."),
      Field(
        "content-types", .list(of: .text),
        "Types of content that are judged, such as text/html; answers of other types are left out."
      ),
      Field(
        "no-versions", .boolean, default: "false",
        "Whether headers that name what the server is made of, with a version or at all, fail."),
      Field(
        "private", .boolean, default: "false",
        "Whether the answers are private: Cache-Control must keep shared caches from storing them."),
      Field(
        "status", .list(of: .integer(100...599)),
        "Status codes that are accepted; any below 500 but 429 if left out."),
      Field(
        "hops", .choice(Hops.allCases.map(\.rawValue)), default: Hops.last.rawValue,
        "Which responses of a redirect chain are judged: the first, the last, or all from the "
          + "declared host."),
    ],
    example: """
      headers:
        target: web
        paths: [/, /login]
        expect:
          Strict-Transport-Security: { minimum: 365d, include-subdomains: true }
          Content-Security-Policy: { includes: ["frame-ancestors 'none'"] }
          X-Content-Type-Options: nosniff
          X-Frame-Options: { one-of: [DENY, SAMEORIGIN] }
          Referrer-Policy: { one-of: [no-referrer, strict-origin-when-cross-origin] }
          Permissions-Policy: { includes: ["camera=()", "microphone=()"] }
          X-Powered-By: { absent: true }
      """,
    sources: [
      "RFC 6797, HTTP Strict Transport Security: https://www.rfc-editor.org/rfc/rfc6797",
      "Content Security Policy Level 3: https://www.w3.org/TR/CSP3/",
      "Fetch Standard, X-Content-Type-Options: https://fetch.spec.whatwg.org/#x-content-type-options-header",
      "HTML Standard, X-Frame-Options: https://html.spec.whatwg.org/#the-x-frame-options-header",
      "Referrer Policy: https://www.w3.org/TR/referrer-policy/",
      "Permissions Policy: https://www.w3.org/TR/permissions-policy-1/",
      "RFC 9651, Structured Field Values for HTTP: https://www.rfc-editor.org/rfc/rfc9651",
      "HTML Standard, cross-origin opener and embedder policies: https://html.spec.whatwg.org/",
      "Subresource Integrity, Integrity-Policy: https://www.w3.org/TR/sri-2/",
      "RFC 9111, HTTP Caching: https://www.rfc-editor.org/rfc/rfc9111",
      "Requirements of the HSTS preload list: https://hstspreload.org/",
    ])
}
