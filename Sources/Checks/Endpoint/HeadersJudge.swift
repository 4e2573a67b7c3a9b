import Model

/// Judges one exchange after another and keeps what was found.
struct HeadersJudge {
  private let check: HeadersCheck
  private var judgement: EndpointJudgement

  init(check: HeadersCheck, observations: Observations, context: EvaluationContext) {
    self.check = check
    judgement = EndpointJudgement(HeadersCheck.definition, observations, context)
  }

  var result: CheckResult {
    judgement.result(
      passing: "\(counted(check.expectations.count, "header")) as expected on "
        + counted(judgement.subjects, "response"),
      nothing: "no answer was of a type that is judged")
  }

  mutating func judge(_ request: ExchangeRequest) {
    let observation = judgement.outcome(of: request)
    switch observation.outcome {
    case .failure(let unavailable): note("\(request.url): \(unavailable.reason)")
    case .success(let exchange):
      let judged = judgedResponses(of: exchange, to: request)
      if judged.isEmpty { note("\(request.url): no response") }
      for response in judged {
        let answer = Answer(response: response, request: request)
        keep(answer, at: observation.observedAt)
        noteExpiry(answer, at: observation.observedAt)
        judge(answer)
      }
    }
  }

  mutating func note(_ reason: String) { judgement.note(reason) }

  /// One response, with what is said about it.
  private struct Answer {
    let response: Response
    let request: ExchangeRequest
    /// Without what a redirect may carry in its query.
    let url: String

    init(response: Response, request: ExchangeRequest) {
      self.response = response
      self.request = request
      url = response.url == request.url ? response.url : WebAddress.shown(response.url)
    }
  }

  private func judgedResponses(of exchange: Exchange, to request: ExchangeRequest) -> [Response] {
    switch check.hops {
    case .first: return Array(exchange.responses.prefix(1))
    case .last: return Array(exchange.responses.suffix(1))
    case .all:
      let host = WebAddress.host(of: request.url)
      return exchange.responses.filter { WebAddress.host(of: $0.url) == host }
    }
  }

  private mutating func judge(_ answer: Answer) {
    let status = answer.response.status
    if !check.statuses.isEmpty, !check.statuses.contains(status) {
      let accepted = check.statuses.sorted().map(String.init).joined(separator: " or ")
      find(
        "unexpected-status", "expected status \(accepted), saw \(status)", fix: nil,
        about: "status", answer)
      return
    }
    if check.statuses.isEmpty, status >= 500 || status == 429 {
      note("\(answer.url): answered \(status), which tells nothing of the page's headers")
      return
    }
    guard
      check.contentTypes.isEmpty
        || check.contentTypes.contains(answer.response.contentType ?? "")
    else { return }
    judgement.subjects += 1
    for expectation in check.expectations { judge(expectation, of: answer) }
    if check.forbidsVersions { judgeDisclosure(answer) }
    if check.isPrivate { judgePrivacy(answer) }
  }

  private mutating func judgeDisclosure(_ answer: Answer) {
    for disclosure in SoftwareDisclosure.all(in: answer.response) {
      find(
        "discloses-software", disclosure.message,
        fix: HeaderAdvice.removal(of: disclosure.name), about: disclosure.name.lowercased(),
        answer)
    }
  }

  private mutating func judgePrivacy(_ answer: Answer) {
    guard let fault = PrivateCaching.fault(of: answer.response) else { return }
    find(
      "shared-cache", fault, fix: "nginx: add_header Cache-Control \"no-store\" always;",
      about: "cache-control", answer)
  }

  private mutating func judge(_ expectation: HeaderExpectation, of answer: Answer) {
    let header = HeaderLines(expectation.name, in: answer.response)
    let seen = expectation.judgement(of: header, patterns: judgement.context.patterns)
    for reason in seen.unknown { note("\(answer.url): \(expectation.name): \(reason)") }
    var rules: Set<HeaderProblem.Rule> = []
    for rule in seen.problems.map(\.rule) where rules.insert(rule).inserted {
      let texts = seen.problems.filter { $0.rule == rule }.map(\.text)
      find(
        rule.rawValue, "\(expectation.name): \(texts.joined(separator: "; "))",
        fix: HeaderAdvice.fix(for: expectation, rule: rule), about: expectation.name.lowercased(),
        answer)
    }
  }

  private mutating func find(
    _ rule: String, _ message: String, fix: String?, about name: String, _ answer: Answer
  ) {
    judgement.add(
      rule, message, at: answer.url, identity: "\(name) \(answer.request.path)", fix: fix)
  }

  // MARK: Keeping

  /// How long a browser that has just had this answer keeps to https.
  private mutating func noteExpiry(_ answer: Answer, at moment: Instant) {
    let name = "strict-transport-security"
    guard WebAddress.isSecure(answer.response.url),
      check.expectations.contains(where: { $0.name.lowercased() == name }),
      let value = answer.response.values(of: name).first,
      let policy = try? StrictTransportSecurity(value), policy.maxAge > 0
    else { return }
    judgement.note(
      Expiry(
        .transportSecurity, of: WebAddress.origin(of: answer.response.url),
        ends: TimeSpan.seconds(policy.maxAge).end(from: moment)))
  }

  private mutating func keep(_ answer: Answer, at moment: Instant) {
    keep("status \(answer.response.status)", answer, at: moment)
    for expectation in check.expectations {
      let header = HeaderLines(expectation.name, in: answer.response)
      if header.values.isEmpty { keep("no \(expectation.name) header", answer, at: moment) }
      for value in header.values {
        let shown = header.shown(value).filter { $0 != "`" }
        keep("\(expectation.name.lowercased()): \(shown)", answer, at: moment)
      }
    }
  }

  private mutating func keep(_ observed: String, _ answer: Answer, at moment: Instant) {
    judgement.keep(
      observed, location: Location(url: answer.url), digest: answer.response.digest, at: moment)
  }
}
