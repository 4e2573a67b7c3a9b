import Model

/// Judges the cookies that answers set, by what they are declared to be for.
package struct CookiesCheck: Check {
  package static let definition = CheckDefinition(
    name: "cookies",
    family: "endpoint",
    summary: "Cookies are set as their purpose demands.",
    passes: """
      Every cookie that the paths set, redirects included, has Secure, keeps the promise of its \
      name's prefix, and is as its declared purpose demands; every declared cookie was seen. A site \
      that sets no cookie passes when none is declared.
      """,
    fails: """
      A cookie lacks Secure, HttpOnly or SameSite where its purpose demands it, lives too long, is \
      not partitioned or lacks the prefix that is declared; browsers would refuse it; or it is not \
      declared where `undeclared` is `forbid`. Of a cookie that nobody declared its name decides: \
      names that speak of sessions need HttpOnly, those that speak of CSRF need SameSite. Lines that \
      only take a cookie away are not judged. Values are never shown.
      """,
    unmeasured: """
      A path did not answer, or answered 429 or 5xx; or a declared cookie that is not `optional` \
      was not set on any path.
      """,
    fields: EndpointPaths.fields + [
      Field(
        "cookies", .mapping(of: .object(CookieExpectation.fields)),
        "The declared cookies by name; * in a name stands for anything."),
      Field(
        "undeclared", .choice(["judge", "forbid", "ignore"]), default: "judge",
        "What is done about cookies that are not declared."),
    ],
    example: """
      cookies:
        target: web
        paths: [/login]
        cookies:
          __Host-session: { purpose: session, prefix: __Host-, lifetime: 12h }
          csrf_token: { purpose: csrf, same-site: strict }
          theme: { purpose: preference, optional: true }
        undeclared: forbid
      """,
    sources: [
      "Cookies (RFC 6265bis): https://datatracker.ietf.org/doc/draft-ietf-httpbis-rfc6265bis/",
      "Cookies having independent partitioned state: https://datatracker.ietf.org/doc/draft-cutler-httpbis-partitioned-cookies/",
      "OWASP ASVS 5.0, 3.3: https://github.com/OWASP/ASVS",
    ])

  enum Undeclared: String {
    case judge
    case forbid
    case ignore
  }

  let paths: EndpointPaths
  let expectations: [CookieExpectation]
  let undeclared: Undeclared

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    paths = try EndpointPaths(arguments)
    expectations = (arguments.node("cookies")?.entries ?? []).map { entry in
      let pairs = (entry.value.entries ?? []).map { ($0.key, $0.value) }
      return CookieExpectation(
        entry.key,
        Arguments(
          path: arguments.path, span: entry.value.span,
          values: Dictionary(pairs, uniquingKeysWith: { first, _ in first })))
    }
    undeclared = arguments.text("undeclared").flatMap(Undeclared.init(rawValue:)) ?? .judge
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    paths.requests(in: context)
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judgement = EndpointJudgement(Self.definition, observations, context)
    var seen: Set<String> = []
    var cookies = 0
    judgement.forEachEndpoint(of: paths.targets) { judgement, endpoint in
      for request in paths.requests(to: endpoint) {
        guard let answered = judgement.page(request) else { continue }
        judgement.subjects += 1
        cookies += judge(answered, &seen, &judgement)
      }
    }
    for expectation in expectations where !expectation.isOptional {
      guard !seen.contains(where: expectation.covers) else { continue }
      judgement.note("the cookie \(ValueText.plain(expectation.pattern)) was not set on any path")
    }
    return judgement.result(
      passing: cookies == 0
        ? "no cookie on \(counted(judgement.subjects, "path"))"
        : "\(counted(cookies, "cookie")) as expected on \(counted(judgement.subjects, "path"))")
  }

  /// The number of cookies that were judged.
  private func judge(
    _ answered: Answered, _ seen: inout Set<String>, _ judgement: inout EndpointJudgement
  ) -> Int {
    var judged = 0
    for response in answered.responses {
      for line in response.values(of: "set-cookie") {
        guard let cookie = SetCookie(line) else {
          judgement.note("\(answered.url): a Set-Cookie line could not be read")
          continue
        }
        guard !cookie.isRemoval(now: judgement.context.now.seconds) else { continue }
        judged += 1
        seen.insert(cookie.name)
        judgement.keep(Self.shown(cookie), of: answered)
        judge(cookie, from: response, answered, &judgement)
      }
    }
    return judged
  }

  private func judge(
    _ cookie: SetCookie, from response: Response, _ answered: Answered,
    _ judgement: inout EndpointJudgement
  ) {
    let faults = CookieFaults(
      cookie: cookie, host: WebAddress.host(of: response.url),
      now: judgement.context.now.seconds)
    var found: [(CookieFaults.Rule, String)] = []
    if let expectation = expectations.first(where: { $0.covers(cookie.name) }) {
      found = faults.common + faults.against(expectation)
    } else {
      switch undeclared {
      case .judge: found = faults.common + faults.byName
      case .forbid: found = [(.undeclared, "it is not declared")]
      case .ignore: return
      }
    }
    let name = ValueText.plain(cookie.name)
    for (rule, text) in found {
      judgement.add(
        rule.rawValue, "cookie \(name): \(text)", at: WebAddress.shown(response.url),
        identity: "\(name) \(answered.request.path)")
    }
  }

  /// The cookie without its value.
  static func shown(_ cookie: SetCookie) -> String {
    var parts = ["\(ValueText.plain(cookie.name))=(\(cookie.valueLength) bytes)"]
    if let domain = cookie.domain { parts.append("Domain=\(ValueText.plain(domain))") }
    if let path = cookie.path { parts.append("Path=\(ValueText.plain(path))") }
    if let age = cookie.maxAge { parts.append("Max-Age=\(age)") }
    if let expires = cookie.expires { parts.append("Expires=\(ValueText.plain(expires))") }
    if cookie.isSecure { parts.append("Secure") }
    if cookie.isHTTPOnly { parts.append("HttpOnly") }
    if let site = cookie.sameSite?.rawValue ?? cookie.unknownSameSite {
      parts.append("SameSite=\(ValueText.plain(site))")
    }
    if cookie.isPartitioned { parts.append("Partitioned") }
    return "set-cookie: " + parts.joined(separator: "; ")
  }
}
