import Model

/// Makes one declared request and judges what comes back.
package struct HTTPCheck: Check {
  package static let definition = CheckDefinition(
    name: "http",
    family: "endpoint",
    summary: "A declared request is answered as it must be.",
    passes: """
      Every target answers the request with a status of `status`, with the headers of `headers` and \
      with a body as `body` says. Redirects are not followed unless `follow` is true.
      """,
    fails: "The status, a header or the body is not as expected.",
    unmeasured: """
      A target did not answer; it answered 429 or 5xx where `status` does not list that; the body \
      was longer than what is read, packed, or not JSON where rows are asserted; or a pattern \
      exceeds its limit.
      """,
    fields: [
      Field("target", .oneOrMany(.target), required: true, "The live endpoints that are asked."),
      Field("path", .text, default: "/", "The path, with a query if there is one."),
      Field(
        "method",
        .choice(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]), default: "GET",
        "The method; what is not GET, HEAD or OPTIONS may change something."),
      Field(
        "send", .mapping(of: .text),
        "Headers of this request; credentials belong to the target, where they come from the "
          + "environment."),
      Field("content", .text, "The body that is sent."),
      Field(
        "anonymous", .boolean, default: "false",
        "Whether the target's own headers are left out, as somebody would ask who is not signed in."
      ),
      Field("follow", .boolean, default: "false", "Whether redirects on the host are followed."),
      Field(
        "status", .list(of: .integer(100...599)), required: true, "The statuses that are accepted."
      ),
      Field(
        "headers", .mapping(of: .either([.text, .object(HeaderExpectationReader.fields)])),
        "Header names, each with its value or with what the value must be, as `headers` has them."),
      Field("body", .object(BodyExpectation.fields), "What the body must be."),
    ],
    example: """
      http:
        target: web
        path: /v1/invoices
        anonymous: true
        status: [401, 403]
        headers:
          WWW-Authenticate: { contains: Bearer }
        body: { excludes: ["stack trace"], assert: [{ path: error, is: unauthorized }] }
      """,
    sources: ["RFC 9110, HTTP Semantics: https://www.rfc-editor.org/rfc/rfc9110"])

  let targets: [String]
  let path: String
  let method: String
  let sent: [HeaderLine]
  let content: String?
  let isAnonymous: Bool
  let follows: Bool
  let statuses: Set<Int>
  let expectations: [HeaderExpectation]
  let body: BodyExpectation

  private static let credentials = ["authorization", "proxy-authorization", "cookie", "x-api-key"]

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    var headers = HeaderExpectationReader(file: arguments.path, patterns: validation.patterns)
    var assertions = AssertionReader(file: arguments.path, patterns: validation.patterns)
    var diagnostics: [Diagnostic] = []
    targets = arguments.texts("target")
    path = arguments.text("path") ?? "/"
    method = arguments.text("method") ?? "GET"
    content = arguments.text("content")
    isAnonymous = arguments.boolean("anonymous") ?? false
    follows = arguments.boolean("follow") ?? false
    statuses = Set(arguments.texts("status").compactMap { Int($0) })
    expectations = arguments.node("headers").map { headers.expectations($0) } ?? []
    body = BodyExpectation(arguments.object("body"), &assertions)
    var sent: [HeaderLine] = []
    for entry in arguments.node("send")?.entries ?? [] {
      let value = entry.value.scalarText ?? ""
      if let problem = Self.problem(with: entry.key, value) {
        diagnostics.append(
          Diagnostic(
            "`send`: \(problem)", at: Location(path: arguments.path, span: entry.keySpan)))
      }
      sent.append(HeaderLine(name: entry.key, value: value))
    }
    self.sent = sent
    if !path.hasPrefix("/") {
      diagnostics.append(
        Diagnostic(
          "`path`: expected a path that starts with /", at: arguments.location(of: "path")))
    }
    if content != nil, ["GET", "HEAD", "OPTIONS"].contains(method) {
      diagnostics.append(
        Diagnostic("`content`: \(method) sends no body", at: arguments.location(of: "content")))
    }
    if statuses.isEmpty {
      diagnostics.append(
        Diagnostic("`status` accepts nothing", at: arguments.location(of: "status")))
    }
    diagnostics += headers.diagnostics + assertions.diagnostics
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
  }

  private static func problem(with name: String, _ value: String) -> String? {
    guard !name.isEmpty, name.utf8.allSatisfy(HeaderToken.contains) else {
      return "\(ValueText.quoted(name)) is no header name"
    }
    if credentials.contains(name.lowercased()) {
      return "\(name) is a credential: write it under the target's `headers`, from the environment"
    }
    let isClean = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    return isClean ? nil : "\(name) holds a control character"
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    targets.compactMap { try? context.endpoint(of: $0) }.map(request)
  }

  private func request(_ endpoint: Endpoint) -> ExchangeRequest {
    ExchangeRequest(
      endpoint: isAnonymous ? endpoint.anonymous() : endpoint, path: path, method: method,
      headers: sent, body: content, followsRedirects: follows)
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judgement = EndpointJudgement(Self.definition, observations, context)
    judgement.forEachEndpoint(of: targets) { judgement, endpoint in
      guard let answered = judgement.exchange(request(endpoint)) else { return }
      judge(answered, &judgement)
    }
    return judgement.result(
      passing: "\(method) \(path) is answered as it must be by "
        + counted(judgement.subjects, "target"))
  }

  private func judge(_ answered: Answered, _ judgement: inout EndpointJudgement) {
    let status = answered.response.status
    judgement.keep("\(method) \(path): status \(status)", of: answered)
    guard statuses.contains(status) else {
      if status >= 500 || status == 429 {
        return judgement.note("\(answered.url): answered \(status)")
      }
      judgement.subjects += 1
      let wanted = statuses.sorted().map(String.init).joined(separator: " or ")
      return judgement.add(
        "status", "\(method) \(path): expected status \(wanted), saw \(status)", at: answered.url,
        identity: "status \(method) \(path)")
    }
    judgement.subjects += 1
    for expectation in expectations { judge(expectation, answered, &judgement) }
    body.judge(answered, &judgement)
  }

  private func judge(
    _ expectation: HeaderExpectation, _ answered: Answered, _ judgement: inout EndpointJudgement
  ) {
    let header = HeaderLines(expectation.name, in: answered.response)
    for value in header.values {
      judgement.keep("\(expectation.name.lowercased()): \(header.shown(value))", of: answered)
    }
    let result = expectation.judgement(of: header, patterns: judgement.context.patterns)
    for reason in result.unknown {
      judgement.note("\(answered.url): \(expectation.name): \(reason)")
    }
    for problem in result.problems {
      judgement.add(
        problem.rule.rawValue, "\(expectation.name): \(problem.text)", at: answered.url,
        identity: "\(expectation.name.lowercased()) \(path)")
    }
  }
}
