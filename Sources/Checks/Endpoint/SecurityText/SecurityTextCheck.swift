import Model

/// Judges a site's security.txt.
package struct SecurityTextCheck: Check {
  package static let definition = CheckDefinition(
    name: "security-txt",
    family: "endpoint",
    summary: "A security.txt says how to report a vulnerability, and is up to date.",
    passes: """
      `/.well-known/security.txt` is served over https with status 200 as plain text; it has a \
      Contact and exactly one Expires, which is a time no sooner than `valid-for` from now; fields \
      that may stand once stand once; addresses on the web are https; every one of `contact` is \
      among the contacts; and the signature holds where a `key` is given.
      """,
    fails: """
      The file is missing or no plain text, a field is missing, doubled or malformed, it has \
      expired or will too soon, a Canonical is given that is not where it was read, or it is not \
      signed with the key.
      """,
    unmeasured: """
      The site did not answer, answered 429 or 5xx, or the signature could not be checked.
      """,
    fields: [
      Field("target", .oneOrMany(.target), required: true, "The live https endpoints to ask."),
      Field(
        "valid-for", .duration, default: "14d", "How long from now the file must still be valid."),
      Field("contact", .oneOrMany(.text), "Contacts that must stand in it: `mailto:security@…`."),
      Field(
        "policy", .boolean, default: "false", "Whether a Policy must stand in it."),
      Field("key", .text, "A file with the OpenPGP key that it must be signed with."),
    ],
    example: """
      security-txt:
        target: web
        contact: mailto:security@example.com
        valid-for: 30d
      """,
    sources: [
      "RFC 9116, security.txt: https://www.rfc-editor.org/rfc/rfc9116",
      "IANA, security.txt fields: https://www.iana.org/assignments/security-txt-fields",
    ])

  let targets: [String]
  let validFor: TimeSpan
  let contacts: [String]
  let demandsPolicy: Bool
  let key: String?

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    targets = arguments.texts("target")
    validFor = arguments.duration("valid-for") ?? .seconds(14 * 86_400)
    contacts = arguments.texts("contact")
    demandsPolicy = arguments.boolean("policy") ?? false
    key = arguments.text("key")
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    targets.compactMap { target in
      (try? context.endpoint(of: target)).map { request(to: $0, in: context) }
    }
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judge = SecurityTextJudge(check: self, observations: observations, context: context)
    for target in targets {
      do throws(Unavailable) {
        judge.judge(request(to: try context.plan.endpoint(of: target), in: context.plan))
      } catch {
        judge.note(error.reason)
      }
    }
    return judge.result
  }

  private func request(to endpoint: Endpoint, in context: PlanContext) -> SecurityTextRequest {
    SecurityTextRequest(endpoint: endpoint, key: key.map(context.path))
  }
}
