import Model

/// `subprocessors`: holds the declared list of other companies against what code, pages and DNS name.
package struct SubprocessorsCheck: Check {
  /// A vendor that is used and is no subprocessor.
  struct Exemption {
    let vendor: String
    let reason: String
  }

  let targets: [String?]
  let files: [String]
  let exceptions: [String]
  let web: [String]
  let ownHosts: [HostPattern]
  let mailDomains: [String]
  let resolver: String?
  let zoneFile: String?
  let declared: [String]?
  let exemptions: [Exemption]
  let requiresSeen: Bool

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    targets = arguments.has("target") ? arguments.texts("target") : [nil]
    files = arguments.texts("files")
    exceptions = arguments.texts("except")
    web = arguments.texts("web")
    ownHosts = try HostPattern.all(in: arguments, "own-hosts")
    mailDomains = arguments.texts("mail-domain").map { $0.lowercased() }
    resolver = arguments.text("resolver")
    zoneFile = arguments.text("zone-file")
    declared = arguments.has("declared") ? arguments.texts("declared") : nil
    exemptions = arguments.objects("not-subprocessors").map {
      Exemption(vendor: $0.text("vendor") ?? "", reason: $0.text("reason") ?? "")
    }
    requiresSeen = arguments.boolean("require-seen") ?? false
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    var requests: [any ObservationRequest] = []
    for target in targets {
      guard let folder = try? context.folder(of: target) else { continue }
      requests.append(PackagesRequest(folder: folder))
      requests.append(sightings(in: folder))
    }
    for target in web {
      guard let endpoint = try? context.endpoint(of: target) else { continue }
      requests += pages(of: endpoint)
    }
    requests += mailDomains.map { records(of: $0, in: context) }
    return requests
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judge = SubprocessorsJudge(check: self, observations: observations, context: context)
    return judge.judge()
  }

  func sightings(in folder: String) -> VendorSightingsRequest {
    VendorSightingsRequest(folder: folder, patterns: files, exceptions: exceptions)
  }

  func pages(of endpoint: Endpoint) -> [ExchangeRequest] {
    let paths = endpoint.paths.isEmpty ? ["/"] : endpoint.paths
    return paths.map { ExchangeRequest(endpoint: endpoint, path: $0) }
  }

  func records(of domain: String, in context: PlanContext) -> DomainRecordsRequest {
    DomainRecordsRequest(
      domain: domain, resolver: resolver, zoneFile: zoneFile.map(context.path))
  }
}
