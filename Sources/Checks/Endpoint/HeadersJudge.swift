import Model

/// Judges one exchange after another and keeps what was found.
struct HeadersJudge {
  private static let keptEvidence = 200

  private let check: HeadersCheck
  private let context: EvaluationContext

  private var findings: [Finding] = []
  private var reasons: [String] = []
  private var evidence: [Evidence] = []
  private var uncounted = 0
  private var responses = 0

  init(check: HeadersCheck, context: EvaluationContext) {
    self.check = check
    self.context = context
  }

  mutating func judge(_ observation: Observation<Exchange>, of request: ExchangeRequest) {
    switch observation.outcome {
    case .failure(let unavailable): note("\(request.url): \(unavailable.reason)")
    case .success(let exchange):
      let judged = judgedResponses(of: exchange, to: request)
      if judged.isEmpty { note("\(request.url): no response") }
      for response in judged {
        let answer = Answer(response: response, request: request)
        keep(answer, at: observation.observedAt)
        judge(answer)
      }
    }
  }

  mutating func note(_ reason: String) { reasons.append(reason) }

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
      findings.append(
        finding(
          "unexpected-status", "expected status \(accepted), saw \(status)", fix: nil,
          about: "status", answer))
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
    responses += 1
    for expectation in check.expectations { judge(expectation, of: answer) }
    if check.forbidsVersions { judgeDisclosure(answer) }
    if check.isPrivate { judgePrivacy(answer) }
  }

  private mutating func judgeDisclosure(_ answer: Answer) {
    for disclosure in SoftwareDisclosure.all(in: answer.response) {
      findings.append(
        finding(
          "discloses-software", disclosure.message,
          fix: HeaderAdvice.removal(of: disclosure.name), about: disclosure.name.lowercased(),
          answer))
    }
  }

  private mutating func judgePrivacy(_ answer: Answer) {
    guard let fault = PrivateCaching.fault(of: answer.response) else { return }
    findings.append(
      finding(
        "shared-cache", fault, fix: "nginx: add_header Cache-Control \"no-store\" always;",
        about: "cache-control", answer))
  }

  private mutating func judge(_ expectation: HeaderExpectation, of answer: Answer) {
    let header = HeaderLines(expectation.name, in: answer.response)
    let judgement = expectation.judgement(of: header, patterns: context.patterns)
    for reason in judgement.unknown { note("\(answer.url): \(expectation.name): \(reason)") }
    var seen: Set<HeaderProblem.Rule> = []
    for rule in judgement.problems.map(\.rule) where seen.insert(rule).inserted {
      let texts = judgement.problems.filter { $0.rule == rule }.map(\.text)
      findings.append(
        finding(
          rule.rawValue, "\(expectation.name): \(texts.joined(separator: "; "))",
          fix: HeaderAdvice.fix(for: expectation, rule: rule), about: expectation.name.lowercased(),
          answer))
    }
  }

  private func finding(
    _ rule: String, _ message: String, fix: String?, about name: String, _ answer: Answer
  ) -> Finding {
    Finding(
      check: HeadersCheck.definition.name, rule: rule, severity: context.control.severity,
      message: message, fix: context.control.fix ?? fix, location: Location(url: answer.url),
      identity: "\(name) \(answer.request.path)")
  }
}

// What is kept.
extension HeadersJudge {
  var result: CheckResult {
    let isNothing = responses == 0 && findings.isEmpty && reasons.isEmpty
    return .worst(
      findings: findings.sorted {
        ($0.location, $0.identity, $0.rule) < ($1.location, $1.identity, $1.rule)
      },
      unmeasured: isNothing ? ["no answer was of a type that is judged"] : reasons,
      passing: "\(Self.counted(check.expectations.count, "header")) as expected on "
        + Self.counted(responses, "response"),
      evidence: allEvidence, subjects: responses)
  }

  private var allEvidence: [Evidence] {
    guard uncounted > 0, let last = evidence.last else { return evidence }
    let rest = Evidence(
      observed: "\(Self.counted(uncounted, "more header line"))", location: last.location,
      observedAt: last.observedAt)
    return evidence + [rest]
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
    guard evidence.count < Self.keptEvidence else {
      uncounted += 1
      return
    }
    evidence.append(
      Evidence(
        observed: observed, location: Location(url: answer.url), digest: answer.response.digest,
        observedAt: moment))
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
