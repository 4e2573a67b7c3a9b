import Model

/// What a check of live endpoints found out so far, and why it could not find out more.
struct EndpointJudgement {
  private static let mostEvidence = 200

  let check: String
  let context: EvaluationContext
  private let observations: Observations
  private(set) var findings: [Finding] = []
  private(set) var reasons: [String] = []
  private var evidence: [Evidence] = []
  private var uncounted = 0
  var subjects = 0
  private(set) var expiries: [Expiry] = []

  init(_ check: CheckDefinition, _ observations: Observations, _ context: EvaluationContext) {
    self.check = check.name
    self.context = context
    self.observations = observations
  }

  /// Calls a closure with every target that can be asked, and notes why others cannot.
  mutating func forEachEndpoint(
    of targets: [String], _ body: (inout EndpointJudgement, Endpoint) -> Void
  ) {
    for target in targets {
      do throws(Unavailable) {
        body(&self, try context.plan.endpoint(of: target))
      } catch {
        note(error.reason)
      }
    }
  }

  /// The exchange, or nil after its reason was noted.
  mutating func exchange(_ request: ExchangeRequest) -> Answered? {
    let observation = observations[request]
    switch observation.outcome {
    case .failure(let unavailable):
      note("\(request.subject): \(unavailable.reason)")
      return nil
    case .success(let exchange):
      guard let last = exchange.responses.last else {
        note("\(request.subject): no response")
        return nil
      }
      return Answered(
        request: request, responses: exchange.responses, response: last,
        observedAt: observation.observedAt)
    }
  }

  /// The exchange, unless its last answer is none that tells of the page.
  mutating func page(_ request: ExchangeRequest) -> Answered? {
    guard let answered = exchange(request) else { return nil }
    let status = answered.response.status
    guard status < 500, status != 429 else {
      note("\(answered.url): answered \(status), which tells nothing of the page")
      return nil
    }
    return answered
  }

  /// The outcome as it is.
  func outcome<Request: ObservationRequest>(of request: Request) -> Observation<Request.Facts> {
    observations[request]
  }

  mutating func note(_ reason: String) { reasons.append(reason) }

  mutating func add(
    _ rule: String, _ message: String, at url: String, identity: String, fix: String? = nil
  ) {
    add(rule, message, at: Location(url: url), identity: identity, fix: fix)
  }

  mutating func add(
    _ rule: String, aliases: [String] = [], severity: Severity? = nil, _ message: String,
    at location: Location, identity: String, fix: String? = nil
  ) {
    findings.append(
      Finding(
        check: check, rule: rule, ruleAliases: aliases,
        severity: severity ?? context.control.severity, message: message,
        fix: context.control.fix ?? fix, location: location, identity: identity))
  }

  /// Remembers what ends by itself; the first to end of several answers of one subject.
  mutating func note(_ expiry: Expiry) {
    if let known = expiries.firstIndex(where: {
      $0.kind == expiry.kind && $0.subject == expiry.subject
    }) {
      if expiry.ends < expiries[known].ends { expiries[known] = expiry }
    } else {
      expiries.append(expiry)
    }
  }

  mutating func keep(_ observed: String, of answered: Answered) {
    keep(
      observed, location: Location(url: answered.url), digest: answered.response.digest,
      at: answered.observedAt)
  }

  mutating func keep(
    _ observed: String, location: Location, digest: String? = nil, at moment: Instant
  ) {
    guard evidence.count < Self.mostEvidence else {
      uncounted += 1
      return
    }
    evidence.append(
      Evidence(observed: observed, location: location, digest: digest, observedAt: moment))
  }

  /// The verdict: any finding fails, else any reason leaves it unmeasured; nothing judged is no pass.
  func result(passing summary: String, nothing: String = "nothing was judged") -> CheckResult {
    var reasons = reasons
    if subjects == 0, findings.isEmpty, reasons.isEmpty { reasons = [nothing] }
    var result = CheckResult.worst(
      findings: findings.sorted {
        ($0.location, $0.identity, $0.rule) < ($1.location, $1.identity, $1.rule)
      },
      unmeasured: reasons, passing: summary, evidence: allEvidence, subjects: subjects)
    result.expiries = expiries
    return result
  }

  private var allEvidence: [Evidence] {
    guard uncounted > 0, let last = evidence.last else { return evidence }
    let rest = Evidence(
      observed: "\(uncounted) more observations", location: last.location,
      observedAt: last.observedAt)
    return evidence + [rest]
  }
}

/// One exchange with what was asked for.
struct Answered {
  let request: ExchangeRequest
  let responses: [Response]
  /// The last one.
  let response: Response
  let observedAt: Instant

  /// Where the last answer came from, without what a redirect may carry in its query.
  var url: String {
    response.url == request.url ? response.url : WebAddress.shown(response.url)
  }
}
