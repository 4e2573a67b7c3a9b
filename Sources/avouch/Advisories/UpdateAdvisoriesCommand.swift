import Advisories
import Collectors
import CommandLineInterface
import Model
import Systems

/// `avouch advisories update`: fetches what changed.
enum UpdateAdvisoriesCommand: Subcommand {
  static let definition = Command(
    name: "advisories update",
    summary: "fetch what changed in the advisories of the ecosystems used here",
    discussion:
      "Fetches the archives that OSV publishes for each ecosystem, or only the records that "
      + "changed since the last time, and the catalogue of exploited holes. A download that was cut "
      + "off goes on where it ended. An ecosystem that cannot be fetched stays as it was.",
    operands: [
      .init(
        "ECOSYSTEM", repeatable: true,
        help: "As OSV names it: npm, PyPI, Go; those of the packages below here by default.")
    ],
    options: [
      AdvisoriesCommand.database,
      Option(
        "mirror", value: .required(placeholder: "URL"),
        help: "A server with the same layout as \(AdvisoryUpdate.publicServer)."),
      Option(
        "exploited", value: .required(placeholder: "URL"),
        help: "Where the catalogue of exploited holes is; \"none\" leaves it out."),
      Option(
        "proxy", value: .required(placeholder: "URL"), help: "The proxy to fetch through."),
      Option(
        "ca", value: .required(placeholder: "FILE"),
        help: "A PEM file with the authority to trust instead of the system's."),
    ],
    examples: [
      .init("avouch advisories update", "The ecosystems of the packages below here."),
      .init(
        "avouch advisories update npm PyPI --mirror https://osv.example.com",
        "Two ecosystems from a mirror."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let work = AdvisoryWork(arguments: arguments, surroundings: surroundings)
    let ecosystems = try ecosystems(arguments, surroundings)
    let database = try work.writable()
    let download = FileDownload(
      version: Program.version, proxy: arguments.value("proxy"),
      certificateAuthority: arguments.value("ca").map(ScanRun.absolute))
    let exploited = arguments.value("exploited") ?? AdvisoryUpdate.exploitedCatalogue
    var server = arguments.value("mirror") ?? AdvisoryUpdate.publicServer
    while server.hasSuffix("/") { server.removeLast() }
    var lines: [String] = []
    var failures: [String] = []
    for ecosystem in ecosystems + (exploited == "none" ? [] : [exploitedName]) {
      let outcome = try work.run(ecosystem) { taking, isCancelled in
        let update = AdvisoryUpdate(
          download: download, server: server, folder: database.path + ".downloads",
          taking: taking, isCancelled: isCancelled)
        do {
          if ecosystem == exploitedName {
            let summary = try update.updateExploited(from: exploited, in: database)
            return "exploited holes: \(AdvisoryWork.words(summary))"
          }
          let result = try update.update(ecosystem, in: database, at: surroundings.clock)
          return "\(ecosystem): \(words(result))"
        } catch let error as Unavailable {
          if isCancelled() { throw error }
          failures.append("\(ecosystem): \(error.reason)")
          return ""
        }
      }
      guard let outcome else { return .interrupted }
      if !outcome.isEmpty { lines.append(outcome) }
    }
    if !lines.isEmpty { try AdvisoryWork.failing { try database.finish() } }
    try surroundings.console.result(lines.map { $0 + "\n" }.joined())
    guard failures.isEmpty else { throw CommandFailure(failures.joined(separator: "; ")) }
    return .holds
  }

  private static let exploitedName = "exploited holes"

  private static func words(_ result: AdvisoryUpdate.Result) -> String {
    let way =
      switch result.way {
      case .whole: "fetched whole"
      case .changes(let count): "\(count) changed"
      case .nothing: "up to date"
      }
    return "\(way), \(AdvisoryWork.words(result.summary))"
  }

  private static func ecosystems(
    _ arguments: ParsedArguments, _ surroundings: Surroundings
  ) throws -> [String] {
    guard arguments.operands.isEmpty else {
      return try arguments.operands.map { name in
        // A release of a distribution, as in Debian:12, has an archive of its own.
        let plain = String(name.prefix { $0 != ":" })
        guard let known = PackageNaming.ecosystem(called: plain) else {
          let near = NearestName.find(name, among: PackageNaming.ecosystems)
          throw UsageError(
            "there is no ecosystem \"\(name)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? ""),
            command: definition.name)
        }
        return known + name.dropFirst(plain.count)
      }
    }
    let context = CollectionContext(now: surroundings.clock, deadline: .now + .seconds(60))
    let inventory = try AdvisoryWork.failing {
      try PackagesCollector().collect(
        PackagesRequest(folder: ScanRun.absolute(".")), in: context)
    }
    let found = Set(inventory.manifests.map(\.ecosystem)).subtracting([""]).sorted()
    guard !found.isEmpty else {
      throw UsageError(
        "no dependency manifest is below here; name the ecosystems to fetch",
        command: definition.name)
    }
    return found
  }
}
