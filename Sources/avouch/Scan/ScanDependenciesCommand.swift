import Checks
import CommandLineInterface
import Model
import Reports
import Systems

/// `avouch scan dependencies`: known holes in what a project is built on, with no posture file.
enum ScanDependenciesCommand: Subcommand {
  /// A bill of materials with the holes in it.
  private static let bill = "cyclonedx"

  static let definition = Command(
    name: "scan dependencies",
    summary: "known holes in the packages of manifests and lockfiles",
    discussion:
      "Reads every manifest and lockfile below the folder and holds the packages against the "
      + "database of advisories, which avouch advisories update fetches. Records of one hole count "
      + "once; each finding names the way to the package and the version that mends it. Nothing of "
      + "what is scanned is run, and nothing in it can except itself.",
    operands: [
      .init("PATH", help: "The folder; the current one by default.")
    ],
    options: ScanRun.options(formats: ReportCatalog.all.map(\.format) + [bill]) + [
      AdvisoriesCommand.database,
      Option(
        "severity",
        value: .choice(Severity.allCases.map(\.rawValue), placeholder: "SEVERITY"),
        help: "Leave out holes below this severity; low by default."),
      Option("fixable", help: "Leave out holes that no version mends yet."),
      Option(
        "informational", help: "Tell of notices, too, such as that nobody maintains a package."),
      Option("include-development", help: "Count what only development needs, too."),
      Option(
        "unknown-severity", value: .choice(["unmeasured", "fail", "ignore"], placeholder: "HOW"),
        help: "What a hole counts as whose severity no record tells; a failure by default."),
      Option(
        "database-age", value: .required(placeholder: "DURATION"),
        help: "How old the data may be; 7d by default."),
      Option(
        "files", value: .required(placeholder: "GLOB"), repeatable: true,
        help: "Look at these manifests and lockfiles alone."),
    ],
    examples: [
      .init("avouch scan dependencies", "Everything below the current folder."),
      .init("avouch scan dependencies --severity high --fixable", "What can be mended now."),
      .init(
        "avouch scan dependencies --output sarif=dependencies.sarif", "The same, and for others."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let path = arguments.operand(0) ?? "."
    let database =
      arguments.value("database").map(ScanRun.absolute)
    let values = ScanRun.values([
      "severity": arguments.value("severity").map { .string($0) },
      "fixable": arguments.has("fixable") ? .boolean(true) : nil,
      "informational": arguments.has("informational") ? .boolean(true) : nil,
      "include-development": arguments.has("include-development") ? .boolean(true) : nil,
      "unknown-severity": .string(arguments.value("unknown-severity") ?? "fail"),
      "database-age": try age(arguments).map { .string($0) },
      "database": database.map { .string($0) },
      "files": ScanRun.list(arguments.values("files")),
    ])
    let check = try VulnerabilitiesCheck(
      values, validation: ValidationContext(patterns: PatternMatcher()))
    return try ScanRun(arguments: arguments, surroundings: surroundings).run(
      ScanRun.Subject(
        control: "scan.dependencies", title: "No dependency has a known hole",
        statement: "No package that was found has a hole that an advisory tells of.",
        check: check, targets: [], root: ScanRun.absolute(path), label: ScanRun.name(of: path),
        folder: path),
      own: try bill(of: path, check, at: surroundings.now(arguments)))
  }

  private static func bill(
    of path: String, _ check: VulnerabilitiesCheck, at now: Instant
  ) -> ScanRun.OwnFormat {
    let posture = Posture(
      organization: Organization(name: ""), path: "", root: ScanRun.absolute(path))
    let requests = check.requests(in: PlanContext(posture: posture))
    let name = ScanRun.name(of: path)
    return ScanRun.OwnFormat(name: bill) { (observations, _, _) throws(Unavailable) in
      guard let request = requests.first as? KnownHolesRequest else {
        throw Unavailable("nothing was looked at")
      }
      let facts = try observations[request].outcome.get()
      let bill = BillOfMaterials(
        name: name, created: now, toolVersion: Program.version, inventory: facts.inventory,
        holes: facts.holes)
      return Array(CycloneDXDocument.text(bill).utf8)
    }
  }

  private static func age(_ arguments: ParsedArguments) throws(UsageError) -> String? {
    guard let text = arguments.value("database-age") else { return nil }
    guard TimeSpan(text)?.fixedSeconds != nil else {
      throw UsageError(
        "--database-age is a duration such as 7d, not \"\(text)\"", command: definition.name)
    }
    return text
  }
}
