import Model

/// Judges which other origins may read the answers.
package struct CORSCheck: Check {
  package static let definition = CheckDefinition(
    name: "cors",
    family: "endpoint",
    summary: "Only declared origins may read answers from other sites.",
    passes: """
      Asked on behalf of a foreign origin, of the origin null and of a foreign origin whose name \
      begins with the site's own, no path allows them to read the answer, neither in the answer nor \
      in the preflight; and every declared origin is allowed.
      """,
    fails: """
      An answer allows an origin that is not declared by repeating it, allows null, or allows every \
      origin with * where `public` is not true; it does so with credentials; it allows methods that \
      are not listed; a declared origin is refused; or an answer that depends on the origin does not \
      say so in Vary, so that a cache can give it to another.
      """,
    unmeasured: "A path did not answer, or answered 429 or 5xx.",
    fields: EndpointPaths.fields + [
      Field("origins", .list(of: .text), "The other origins that may read: https://app.example."),
      Field(
        "public", .boolean, default: "false",
        "Whether every origin may read answers without credentials (*)."),
      Field(
        "credentials", .boolean, default: "false",
        "Whether declared origins must be allowed to send cookies."),
      Field(
        "methods", .list(of: .text), "The methods that a preflight may allow; any if left out."),
      Field(
        "method", .choice(["GET", "POST", "PUT", "PATCH", "DELETE"]), default: "GET",
        "The method that the preflight asks for; only the question is sent."),
    ],
    example: """
      cors:
        target: web
        paths: [/v1/me]
        origins: [https://app.invoiceops.ai]
        credentials: true
        methods: [GET, POST]
      """,
    sources: [
      "Fetch Standard, CORS protocol: https://fetch.spec.whatwg.org/#http-cors-protocol",
      "OWASP ASVS 5.0, 3.4.2: https://github.com/OWASP/ASVS",
    ])

  let paths: EndpointPaths
  let probes: [CORSProbe]
  let isPublic: Bool
  let needsCredentials: Bool
  let methods: Set<String>
  let method: String

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    paths = try EndpointPaths(arguments)
    let origins = arguments.nodes("origins")
    let wrong = origins.filter { node in
      let text = node.scalarText ?? ""
      return WebAddress.origin(of: text) != text || WebAddress.host(of: text).isEmpty
    }
    guard wrong.isEmpty else {
      throw Diagnostics(
        wrong.map {
          Diagnostic(
            "`origins`: expected scheme, host and port, found \(ValueText.shown($0))",
            at: Location(path: arguments.path, span: $0.span),
            suggestion: "such as https://app.example.com")
        })
    }
    probes =
      origins.compactMap(\.scalarText).map { .declared($0) } + [.foreign, .null, .lookalike]
    isPublic = arguments.boolean("public") ?? false
    needsCredentials = arguments.boolean("credentials") ?? false
    methods = Set(arguments.texts("methods").map { $0.uppercased() })
    method = arguments.text("method") ?? "GET"
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    paths.endpoints(in: context).flatMap { endpoint in
      paths.paths(of: endpoint).flatMap { path in
        probes.flatMap { probe in
          [
            probe.request(to: endpoint, path),
            probe.preflight(to: endpoint, path, method: method),
          ]
        }
      }
    }
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judgement = EndpointJudgement(Self.definition, observations, context)
    judgement.forEachEndpoint(of: paths.targets) { judgement, endpoint in
      for path in paths.paths(of: endpoint) {
        for probe in probes {
          let origin = probe.origin(for: endpoint)
          let grants = [
            probe.request(to: endpoint, path),
            probe.preflight(to: endpoint, path, method: method),
          ].compactMap { request in
            judgement.page(request).map { CORSGrant($0, origin: origin) }
          }
          judgement.subjects += grants.count
          for grant in grants { keep(grant, &judgement) }
          if probe.isDeclared {
            judgeDeclared(grants, origin, &judgement)
          } else {
            for grant in grants { judgeStranger(grant, probe, &judgement) }
          }
          for grant in grants { judgeForm(grant, &judgement) }
        }
      }
    }
    return judgement.result(
      passing: "no undeclared origin may read \(counted(judgement.subjects, "answer"))")
  }

  private func keep(_ grant: CORSGrant, _ judgement: inout EndpointJudgement) {
    let allowed = grant.allowed.map { "`\(ValueText.plain($0))`" } ?? "nothing"
    judgement.keep(
      "\(grant.answered.request.method) with Origin: \(grant.origin): "
        + "access-control-allow-origin is \(allowed)", of: grant.answered)
  }

  private func judgeStranger(
    _ grant: CORSGrant, _ probe: CORSProbe, _ judgement: inout EndpointJudgement
  ) {
    guard let allowed = grant.allowed else { return }
    let isEveryone = allowed == "*"
    guard isEveryone ? !isPublic : allowed == grant.origin else { return }
    let rule =
      isEveryone ? "public-access" : probe == .null ? "allows-null" : "allows-foreign"
    let credentials = !isEveryone && grant.takesCredentials ? ", with credentials" : ""
    add(
      rule + (credentials.isEmpty ? "" : "-with-credentials"),
      isEveryone
        ? "every origin may read (`*`), and `public` is not true"
        : "\(probe.words) may read the answer\(credentials)", grant, &judgement)
  }

  private func judgeDeclared(
    _ grants: [CORSGrant], _ origin: String, _ judgement: inout EndpointJudgement
  ) {
    for grant in grants {
      guard grant.allowed == grant.origin || grant.allowed == "*" && !needsCredentials else {
        let seen = grant.allowed.map { "`\(ValueText.plain($0))`" } ?? "no permission"
        add(
          "refuses-declared", "expected \(origin) to be allowed, saw \(seen)", grant, &judgement)
        continue
      }
      if needsCredentials, !grant.takesCredentials {
        add(
          "refuses-credentials", "expected \(origin) to be allowed with credentials", grant,
          &judgement)
      }
    }
  }

  private func judgeForm(_ grant: CORSGrant, _ judgement: inout EndpointJudgement) {
    if grant.isRepeated {
      add(
        "duplicate", "Access-Control-Allow-Origin is sent twice: browsers refuse the answer", grant,
        &judgement)
    }
    if grant.allowed == "*", grant.takesCredentials {
      add(
        "wildcard-with-credentials", "browsers refuse * together with credentials", grant,
        &judgement)
    }
    if grant.allowed == grant.origin, !grant.variesByOrigin {
      add(
        "missing-vary", "the answer depends on the origin, and Vary does not name Origin", grant,
        &judgement)
    }
    let more = methods.isEmpty ? [] : grant.methods.subtracting(methods).sorted()
    if !more.isEmpty {
      add(
        "more-methods", "the preflight allows \(more.joined(separator: ", ")) too", grant,
        &judgement)
    }
  }

  private func add(
    _ rule: String, _ message: String, _ grant: CORSGrant, _ judgement: inout EndpointJudgement
  ) {
    let request = grant.answered.request
    judgement.add(
      rule, "\(request.method) \(request.path): \(message)", at: request.url,
      identity: "\(request.method) \(grant.origin) \(request.path)")
  }
}

/// What one answer allows an origin.
struct CORSGrant {
  let answered: Answered
  let origin: String
  /// The value of Access-Control-Allow-Origin.
  let allowed: String?
  let isRepeated: Bool
  let takesCredentials: Bool
  let variesByOrigin: Bool
  let methods: Set<String>

  init(_ answered: Answered, origin: String) {
    let response = answered.response
    self.answered = answered
    self.origin = origin
    let values = response.values(of: "access-control-allow-origin").map(\.trimmingWhitespace)
    allowed = values.first.flatMap { $0.isEmpty ? nil : $0 }
    isRepeated = values.count > 1
    takesCredentials =
      response.values(of: "access-control-allow-credentials").map(\.trimmingWhitespace) == ["true"]
    let vary = Self.members(response.values(of: "vary")).map { $0.lowercased() }
    variesByOrigin = vary.contains("origin") || vary.contains("*")
    methods =
      answered.request.method == "OPTIONS"
      ? Set(
        Self.members(response.values(of: "access-control-allow-methods")).map {
          $0.uppercased()
        }) : []
  }

  private static func members(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",") }.map { String($0).trimmingWhitespace }
  }
}
