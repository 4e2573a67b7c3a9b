import Model

/// Judges what the DNS says of a domain's mail and certificates.
package struct DNSCheck: Check {
  let domains: [String]
  let targets: [String]
  let resolver: String?
  let zoneFile: String?
  let senders: String?
  let reports: String?
  let authorities: [String]?
  let transport: String?
  let demandsTransportReports: Bool
  let demandsSignatures: Bool

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    domains = arguments.texts("domain").map { text in
      let lower = text.lowercased()
      return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }
    targets = arguments.texts("target")
    resolver = arguments.text("resolver")
    zoneFile = arguments.text("zone-file")
    senders = arguments.text("spf")
    reports = arguments.text("dmarc")
    authorities = arguments.has("caa") ? arguments.texts("caa").map { $0.lowercased() } : nil
    transport = arguments.text("mta-sts")
    demandsTransportReports = arguments.boolean("tls-rpt") ?? false
    demandsSignatures = arguments.boolean("dnssec") ?? false
    var diagnostics: [Diagnostic] = []
    if domains.isEmpty, targets.isEmpty {
      diagnostics.append(
        Diagnostic(
          "missing key \"domain\" or \"target\" in the check `dns`", at: arguments.location()))
    }
    if senders == nil, reports == nil, authorities == nil, transport == nil,
      !demandsTransportReports, !demandsSignatures
    {
      diagnostics.append(
        Diagnostic(
          "the check `dns` expects nothing: add spf, dmarc, caa, mta-sts, tls-rpt or dnssec",
          at: arguments.location()))
    }
    for domain in domains where !domain.contains(".") || domain.contains("/") {
      diagnostics.append(
        Diagnostic(
          "`domain`: expected a domain such as example.com, found \"\(domain)\"",
          at: arguments.location(of: "domain")))
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    subjects(in: context).flatMap { subject -> [any ObservationRequest] in
      guard let subject = try? subject.get() else { return [] }
      let records: any ObservationRequest = records(of: subject.domain, in: context)
      guard transport != nil else { return [records] }
      return [records, policyRequest(of: subject)]
    }
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judge = DNSJudge(check: self, observations: observations, context: context)
    for subject in subjects(in: context.plan) {
      switch subject {
      case .failure(let unavailable): judge.note(unavailable.reason)
      case .success(let subject):
        judge.judge(
          subject.domain, records(of: subject.domain, in: context.plan), policyRequest(of: subject))
      }
    }
    return judge.result
  }

  /// A domain with the way to its web servers.
  struct Subject {
    let domain: String
    let endpoint: Endpoint?
  }

  private func subjects(in context: PlanContext) -> [Result<Subject, Unavailable>] {
    domains.map { .success(Subject(domain: $0, endpoint: nil)) }
      + targets.map { target in
        Result { () throws(Unavailable) in
          let endpoint = try context.endpoint(of: target)
          return Subject(domain: WebAddress.host(of: endpoint.origin), endpoint: endpoint)
        }
      }
  }

  private func records(of domain: String, in context: PlanContext) -> DomainRecordsRequest {
    DomainRecordsRequest(
      domain: domain, resolver: resolver, zoneFile: zoneFile.map(context.path))
  }

  /// The policy of MTA-STS lies on a host of its own (RFC 8461 section 3.2).
  private func policyRequest(of subject: Subject) -> ExchangeRequest {
    let endpoint = Endpoint(
      origin: "https://mta-sts.\(subject.domain)", paths: [],
      certificateAuthority: subject.endpoint?.certificateAuthority,
      resolve: subject.endpoint?.resolve ?? [])
    return ExchangeRequest(
      endpoint: endpoint, path: "/.well-known/mta-sts.txt", followsRedirects: false)
  }
}
