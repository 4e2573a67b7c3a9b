import Model

/// Judges what the HTML of pages loads from elsewhere.
package struct PageCheck: Check {
  package static let definition = CheckDefinition(
    name: "page",
    family: "endpoint",
    summary: "Pages load nothing over http and no foreign script without a digest.",
    passes: """
      Everything that a page's tags load or post to is reached over https, and every script and \
      style sheet of another site carries `integrity` with `crossorigin`, unless its host is \
      declared. Tags alone are read: what scripts load later is told by `har` and by `csp`.
      """,
    fails: """
      A page served over https refers to something over http (mixed content) or posts a form there; \
      a script or style sheet of another site has no integrity, a digest that is malformed, or no \
      crossorigin, without which browsers refuse it; or a host is not among `hosts`.
      """,
    unmeasured: """
      A path did not answer, or answered 429 or 5xx; no answer was an HTML page; or a page was \
      packed or longer than what is read.
      """,
    fields: EndpointPaths.fields + [
      Field(
        "trusted", .list(of: .text),
        "Hosts whose scripts and style sheets need no digest; *.example.com with all below it."),
      Field(
        "hosts", .list(of: .text), "The only other hosts that pages may refer to; any if left out."),
    ],
    example: """
      page:
        target: web
        paths: [/, /login]
        trusted: ["*.invoiceops.ai", js.stripe.com]
      """,
    sources: [
      "Subresource Integrity: https://www.w3.org/TR/sri-2/",
      "Mixed Content: https://www.w3.org/TR/mixed-content/",
    ])

  let paths: EndpointPaths
  let trusted: [HostPattern]
  let hosts: [HostPattern]?

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    paths = try EndpointPaths(arguments)
    trusted = try HostPattern.all(in: arguments, "trusted")
    hosts = arguments.has("hosts") ? try HostPattern.all(in: arguments, "hosts") : nil
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    paths.requests(in: context)
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judgement = EndpointJudgement(Self.definition, observations, context)
    judgement.forEachEndpoint(of: paths.targets) { judgement, endpoint in
      for request in paths.requests(to: endpoint) {
        guard let answered = judgement.page(request), answered.response.isHTML else { continue }
        guard let page = answered.response.page else {
          judgement.note("\(answered.url): the page is packed and was not read")
          continue
        }
        if !page.isWhole { judgement.note("\(answered.url): the page was not read to its end") }
        judgement.subjects += 1
        judgement.keep(
          counted(page.references.count, "reference") + ", "
            + counted(page.inlineScripts, "inline script"), of: answered)
        for reference in page.references { judge(reference, answered, &judgement) }
      }
    }
    return judgement.result(
      passing: "\(counted(judgement.subjects, "page")) load nothing unprotected",
      nothing: "no path answered with an HTML page")
  }

  private func judge(
    _ reference: Page.Reference, _ answered: Answered, _ judgement: inout EndpointJudgement
  ) {
    guard let url = reference.url, ["http", "https"].contains(WebAddress.scheme(of: url)) else {
      return
    }
    let shown = ValueText.plain(WebAddress.shown(url))
    let add = { (judgement: inout EndpointJudgement, rule: String, message: String) in
      judgement.add(
        rule, "\(reference.use.rawValue) \(shown): \(message)", at: answered.url,
        identity: "\(WebAddress.shown(url)) \(answered.request.path)")
    }
    if !WebAddress.isSecure(url), WebAddress.isSecure(answered.response.url) {
      let isForm = reference.use == .form
      add(
        &judgement, isForm ? "insecure-form" : "mixed-content",
        isForm ? "the form is posted over http" : "it is loaded over http")
    }
    let host = WebAddress.host(of: url)
    guard host != WebAddress.host(of: answered.response.url) else { return }
    if let hosts, !hosts.contains(where: { $0.covers(host) }) {
      add(&judgement, "undeclared-host", "the host is not declared")
    }
    let isSameSite = reference.site != nil && reference.site == answered.response.site
    guard [.script, .style].contains(reference.use), !isSameSite,
      !trusted.contains(where: { $0.covers(host) })
    else { return }
    if let (rule, message) = Self.integrityFault(of: reference) { add(&judgement, rule, message) }
  }

  private static func integrityFault(of reference: Page.Reference) -> (String, String)? {
    guard let integrity = reference.integrity, !integrity.trimmingWhitespace.isEmpty else {
      return ("no-integrity", "it comes from another site without `integrity`")
    }
    let isKnown = integrity.split(whereSeparator: \.isWhitespace).contains { digest in
      let parts = digest.split(separator: "-", maxSplits: 1)
      guard parts.count == 2,
        let length = ["sha256": 32, "sha384": 48, "sha512": 64][parts[0].lowercased()]
      else { return false }
      let value = parts[1].prefix { $0 != "?" }
      return Base64Text.decoded(Array(value.utf8), allowsURLAlphabet: true)?.count == length
    }
    guard isKnown else {
      return ("malformed-integrity", "browsers ignore its `integrity`, which holds no digest")
    }
    return reference.crossOrigin == nil
      ? ("no-crossorigin", "it has `integrity` without `crossorigin`, so browsers refuse it") : nil
  }
}
