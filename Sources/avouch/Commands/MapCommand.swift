import CommandLineInterface
import Model
import Reports
import Resources
import Systems

/// `avouch map`: controls against frameworks.
enum MapCommand: Subcommand {
  private static let formats = reports(.embedded).map(\.format)

  private static func reports(_ resources: ResourceLibrary) -> [any MapReport] {
    MapCatalog.all(resources: resources) + [MapWorkbook()]
  }

  static let definition = Command(
    name: "map",
    summary: "show controls against frameworks, with what is missing",
    discussion:
      "Assesses the posture and shows every requirement of its frameworks with the controls that map "
      + "to it and the state they leave it in. It is written whatever the gate says; the exit code "
      + "is the gate's all the same.",
    operands: [
      .init("POSTURE", help: "The posture file or its folder; the current folder by default.")
    ],
    options: [
      Option(
        "framework", value: .required(placeholder: "FRAMEWORK"), repeatable: true,
        help: "Show this framework of the posture; all of them by default."),
      Option("gaps", help: "List only the requirements that nothing maps to."),
      Option(
        "format", short: "f", value: .choice(formats, placeholder: "FORMAT"),
        help: "What to print on standard output; text by default."),
      Option(
        "output", short: "o", value: .required(placeholder: "FORMAT=PATH"), repeatable: true,
        help: "Write a format to a file; may be given several times."),
      Option(
        "audience", short: "a",
        value: .choice(Control.Audience.allCases.map(\.rawValue), placeholder: "AUDIENCE"),
        help: "Who will read it; internal for text and public for everything else by default."),
    ] + AssessmentRun.options,
    examples: [
      .init("avouch map", "See how the controls here cover the posture's frameworks."),
      .init("avouch map --framework soc2 --gaps", "What no control speaks for yet."),
      .init("avouch map -f oscal -a nda > mapping.json", "An OSCAL mapping collection."),
      .init(
        "avouch map -o html=map.html -o xlsx=map.xlsx -a nda -q", "Write two files for a buyer."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let output = try OutputPlan(arguments, formats: formats, byDefault: "text")
    let wanted = arguments.values("framework")
    let run = AssessmentRun(arguments: arguments, surroundings: surroundings)
    let assessed = try run.assessment { try accept($0, frameworks: wanted) }
    guard let assessment = assessed else { return .interrupted }
    let console = surroundings.console
    let reports = reports(surroundings.library)
    try output.write(to: console) { (format, isPrinted) throws(Unavailable) in
      let options = ReportOptions(
        audience: audience(arguments, format: format),
        color: isPrinted && console.usesColor(on: .output),
        width: StandardStream.output.columns ?? 100, verbose: arguments.has("verbose"))
      let map = ControlMap(
        PublishedAssessment(assessment, for: options.audience), frameworks: wanted,
        showsOnlyGaps: arguments.has("gaps"))
      return try reports.first { $0.format == format }?.bytes(map, options: options)
    }
    return ExitCode(rawValue: assessment.gate.exitCode) ?? .violated
  }

  /// The terminal's reader is inside the organization; whatever else is written may leave it.
  private static func audience(_ arguments: ParsedArguments, format: String) -> Control.Audience {
    arguments.value("audience").flatMap { Control.Audience(rawValue: $0) }
      ?? (format == TextMapReport.format ? .internal : .public)
  }

  /// Refuses what cannot be mapped before anything is collected.
  private static func accept(_ posture: Posture, frameworks wanted: [String]) throws {
    let declared = posture.frameworks.map(\.id)
    guard !declared.isEmpty else {
      throw CommandFailure(
        "\(posture.path) names no framework; add for example \"frameworks: [soc2, gdpr]\"")
    }
    for name in wanted where !declared.contains(name) {
      let nearest = NearestName.find(name, among: declared).map { "did you mean \"\($0)\"?" }
      throw UsageError(
        "the posture does not name the framework \"\(name)\"; "
          + (nearest ?? "it names \(declared.joined(separator: ", "))"),
        command: definition.name)
    }
  }
}
