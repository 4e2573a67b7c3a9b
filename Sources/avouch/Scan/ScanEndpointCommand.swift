import Checks
import CommandLineInterface
import FoundationEssentials
import Model
import Policy
import Reports
import Systems

/// `avouch scan endpoint`: what live sites tell browsers, with no posture file.
enum ScanEndpointCommand: Subcommand {
  static let definition = Command(
    name: "scan endpoint",
    summary: "TLS, certificates, headers, policies and cookies of live sites",
    discussion:
      "Asks each site over https and http, as a page of another origin would, and for robots.txt "
      + "and security.txt, and the DNS who may send the domain's mail; every request is a GET or OPTIONS, and no redirect leaves the site's host. Handshakes that "
      + "are never finished show which TLS is taken. Prints the HTTP "
      + "Observatory's grade, everything that was seen, and what is wrong. Cookies' values and "
      + "queries are never shown.",
    operands: [
      .init("URL", required: true, repeatable: true, help: "The sites, with a path if it is not /.")
    ],
    options: ScanRun.options + [
      Option(
        "path", value: .required(placeholder: "PATH"), repeatable: true,
        help: "One more path of each site, such as an API or an error page."),
      Option(
        "header", value: .required(placeholder: "NAME: VALUE"), repeatable: true,
        help: "Send a header; $NAME in it is taken from the environment, and credentials must be."),
      Option(
        "certificate-authority", value: .required(placeholder: "FILE"),
        help: "PEM file of the authority to trust instead of the system's."),
      Option(
        "resolve", value: .required(placeholder: "HOST:PORT:ADDRESS"), repeatable: true,
        help: "Ask another address than the name's own; with a port behind it, that port."),
      Option(
        "proxy", value: .required(placeholder: "URL"),
        help: "The proxy to ask; the environment's is not used."),
      Option(
        "minimum-grade",
        value: .choice(ObservatoryCheck.grades, placeholder: "GRADE"),
        help: "The worst grade of the HTTP Observatory that is accepted; any by default."),
      Option("preloaded", help: "The sites are on the browsers' HSTS preload list."),
      Option(
        "exposure",
        help: "Ask for twelve files that servers give away by mistake; on your own sites."),
      Option(
        "no-domain",
        help: "Leave out security.txt and what the DNS says of the sites' domains."),
    ] + RecordingUse.options,
    examples: [
      .init("avouch scan endpoint https://example.com", "Grade, headers and findings of a site."),
      .init(
        "avouch scan endpoint https://localhost:8443 --certificate-authority ca.pem -f json",
        "A local site, for a script."),
      .init(
        "avouch scan endpoint https://example.com --minimum-grade A", "Fail below a grade."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let urls = arguments.operands
    guard !urls.isEmpty else {
      throw UsageError("scan endpoint needs a URL", command: definition.name)
    }
    let output = try OutputPlan(
      arguments, formats: ReportCatalog.all.map(\.format), byDefault: "text")
    let recording = try RecordingUse(arguments)
    let posture = try recording.posture(in: surroundings.environment) {
      (environment) throws(Diagnostics) in try Self.posture(urls, arguments, environment)
    }
    let run = AssessmentRun(
      arguments: arguments, surroundings: surroundings, keyName: "scan.endpoint",
      recording: recording)
    var observations = Observations()
    guard let assessment = try run.assessment(of: posture, observed: { observations = $0 }) else {
      return .interrupted
    }
    let summary = EndpointScanSummary(
      posture: posture, isPreloaded: arguments.has("preloaded") ? true : nil,
      now: assessment.assessedAt)
    let scan = summary.scan(observations, assessment)
    let console = surroundings.console
    try output.write(to: console) { (format, isPrinted) throws(Unavailable) in
      let options = ReportOptions(
        audience: .internal, color: isPrinted && console.usesColor(on: .output),
        width: StandardStream.output.columns ?? 100, verbose: arguments.has("verbose"))
      return Array(render(scan, as: format, options).utf8)
    }
    return ExitCode(rawValue: assessment.gate.exitCode) ?? .violated
  }

  private static func render(
    _ scan: EndpointScan, as format: String, _ options: ReportOptions
  ) -> String {
    switch format {
    case TextReport.format: EndpointScanPage(scan, options: options).text
    case JSONReport.format: EndpointScanJSON.render(scan, options: options)
    default:
      ReportCatalog.report(named: format)?.render(scan.assessment, options: options) ?? ""
    }
  }

  /// The registrable domain of a target's host; nil for addresses and names of this machine.
  private static func domain(of target: Target) -> String? {
    guard case .success(.endpoint(let endpoint)) = target.kind else { return nil }
    return EndpointAddress(endpoint.origin).flatMap {
      PublicSuffixes().registrableDomain(of: $0.host)
    }
  }

  private static func speaksTLS(_ target: Target) -> Bool {
    guard case .success(.endpoint(let endpoint)) = target.kind else { return false }
    return endpoint.origin.hasPrefix("https:")
  }

  private static func posture(
    _ urls: [String], _ arguments: ParsedArguments, _ environment: [String: String]
  ) throws(Diagnostics) -> Posture {
    let patterns = PatternMatcher()
    let here = FileManager.default.currentDirectoryPath
    var reader = EndpointTarget()
    reader.paths = arguments.values("path")
    reader.headers = arguments.values("header")
    reader.certificateAuthority = arguments.value("certificate-authority")
    reader.resolve = arguments.values("resolve")
    reader.proxy = arguments.value("proxy")
    var targets: [Target] = []
    for (index, url) in urls.enumerated() {
      targets.append(
        try reader.target(
          named: "site-\(index + 1)", url: url, root: here, environment: environment,
          patterns: patterns))
    }
    let secure = targets.filter(speaksTLS)
    let known = arguments.has("no-domain") ? [] : secure.filter { domain(of: $0) != nil }
    let controls = try EndpointScanControls(
      targets: targets.map(\.name), secureTargets: secure.map(\.name),
      publicTargets: known.map(\.name), domains: Set(known.compactMap(domain)).sorted(),
      minimumGrade: arguments.value("minimum-grade"),
      judgesExposure: arguments.has("exposure"),
      validation: ValidationContext(patterns: patterns)
    ).all()
    return Posture(
      organization: Organization(name: targets.map(\.label).joined(separator: ", ")),
      path: "avouch scan endpoint", root: here, targets: targets, controls: controls,
      gate: GatePolicy(
        allowUnmeasured: arguments.has("allow-unmeasured") ? controls.map(\.id) : []))
  }
}
