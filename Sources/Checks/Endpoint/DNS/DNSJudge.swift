import Model

/// Judges one domain after another.
struct DNSJudge {
  let check: DNSCheck
  var judgement: EndpointJudgement

  init(check: DNSCheck, observations: Observations, context: EvaluationContext) {
    self.check = check
    judgement = EndpointJudgement(DNSCheck.definition, observations, context)
  }

  var result: CheckResult {
    judgement.result(
      passing:
        "\(counted(judgement.subjects, "domain")) \(judgement.subjects == 1 ? "says" : "say") "
        + "what was promised")
  }

  mutating func note(_ reason: String) { judgement.note(reason) }

  mutating func judge(
    _ domain: String, _ request: DomainRecordsRequest, _ policy: ExchangeRequest
  ) {
    let observation = judgement.outcome(of: request)
    switch observation.outcome {
    case .failure(let unavailable): note("\(domain): \(unavailable.reason)")
    case .success(let records):
      judgement.subjects += 1
      let seen = Seen(domain: domain, records: records, observedAt: observation.observedAt)
      if let weakest = check.senders { judgeSenders(seen, weakest) }
      if let weakest = check.reports { judgeReports(seen, weakest) }
      if let allowed = check.authorities { judgeAuthorities(seen, allowed) }
      if let weakest = check.transport { judgeTransport(seen, weakest, policy) }
      if check.demandsTransportReports { judgeTransportReports(seen) }
      if check.demandsSignatures { judgeSignatures(seen) }
    }
  }

  /// What was learned of one domain.
  struct Seen {
    let domain: String
    let records: DomainRecords
    let observedAt: Instant
  }

  /// The answer, or nil after its reason was noted.
  mutating func answer(_ name: String, _ type: DNSType, _ seen: Seen) -> DNSAnswer? {
    switch seen.records.answer(name, type) {
    case .success(let answer): return answer
    case .failure(let unavailable):
      note("\(seen.domain): \(unavailable.reason)")
      return nil
    }
  }

  mutating func add(
    _ rule: String, _ message: String, _ seen: Seen, about identity: String? = nil
  ) {
    judgement.add(
      rule, "\(seen.domain): \(message)", at: Location(url: "dns:\(seen.domain)"),
      identity: "\(seen.domain) \(identity ?? rule)")
  }

  mutating func keep(_ text: String, _ seen: Seen) {
    judgement.keep(
      "\(text) (from \(seen.records.source))", location: Location(url: "dns:\(seen.domain)"),
      at: seen.observedAt)
  }

  private mutating func judgeTransportReports(_ seen: Seen) {
    guard let answer = answer("_smtp._tls.\(seen.domain)", .txt, seen) else { return }
    let lists = answer.texts.compactMap { TagList($0, version: "TLSRPTv1") }
    for text in answer.texts { keep("_smtp._tls TXT \(text)", seen) }
    if lists.count != 1 {
      add(
        "tls-rpt",
        lists.isEmpty
          ? "no reports of TLS failures are asked for"
          : "\(lists.count) records ask for reports of TLS failures, so none counts", seen)
    } else if lists.first?.tags["rua"]?.isEmpty != false {
      add("tls-rpt", "the record of TLS reports names no address (rua)", seen)
    }
  }

  private mutating func judgeSignatures(_ seen: Seen) {
    guard let answer = answer(seen.domain, .soa, seen) else { return }
    keep(answer.isSecure ? "SOA is signed up to the root" : "SOA is not signed", seen)
    if !answer.isSecure { add("dnssec", "the zone is not signed up to the root", seen) }
  }
}
