import CommandLineInterface
import Model
import Reports
import Resources
import Systems

/// `avouch report`: the Security Posture Document.
enum ReportCommand: Subcommand {
  private static let formats = reports(resources: .embedded, environment: [:]).map(\.format)

  static let definition = Command(
    name: "report",
    summary: "write the Security Posture Document",
    discussion:
      "Assesses the posture, or reads an assessment that was recorded, and writes the document a "
      + "buyer reads: as html, markdown, pdf or json, and its calendar of validity as ics. It is "
      + "written whatever the gate says, and shows it; the exit code is the gate's all the same.",
    operands: [
      .init("POSTURE", help: "The posture file or its folder; the current folder by default.")
    ],
    options: [
      Option(
        "format", short: "f",
        value: .choice(formats, placeholder: "FORMAT"),
        help: "What to print on standard output; markdown by default."),
      Option(
        "output", short: "o", value: .required(placeholder: "FORMAT=PATH"), repeatable: true,
        help: "Write a format to a file; may be given several times."),
      Option(
        "audience", short: "a",
        value: .choice(Control.Audience.allCases.map(\.rawValue), placeholder: "AUDIENCE"),
        help: "Who will read it; public by default, which shows no path, host or finding."),
      RecordedRun.option,
    ] + AssessmentRun.options,
    examples: [
      .init("avouch report -o html=posture.html -o pdf=posture.pdf -q", "Write it for the public."),
      .init("avouch report -f markdown -a internal | less", "Read everything in the terminal."),
      .init(
        "avouch report --from assessment.json -o html=posture.html -q",
        "Write it from what avouch check -o json=assessment.json recorded."),
      .init(
        "avouch report -o oscal-poam=poam.json -a internal -q",
        "Write what is open as an OSCAL plan of action and milestones."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let output = try OutputPlan(
      arguments, formats: formats, byDefault: "markdown")
    guard let assessment = try assessment(arguments, in: surroundings) else { return .interrupted }
    let audience =
      arguments.value("audience").flatMap { Control.Audience(rawValue: $0) } ?? .public
    let reports = reports(
      resources: surroundings.library, environment: surroundings.environment)
    let options = ReportOptions(audience: audience, verbose: arguments.has("verbose"))
    try output.write(to: surroundings.console) { (format, _) throws(Unavailable) in
      try reports.first { $0.format == format }?.bytes(assessment, options: options)
    }
    return ExitCode(rawValue: assessment.gate.exitCode) ?? .violated
  }

  private static func assessment(
    _ arguments: ParsedArguments, in surroundings: Surroundings
  ) throws -> Assessment? {
    if let path = arguments.value("from") {
      return try RecordedRun(arguments: arguments, surroundings: surroundings)
        .assessment(at: path)
    }
    // A document is read elsewhere, so its places start at the posture's folder.
    return try AssessmentRun(
      arguments: arguments, surroundings: surroundings, placesAreFromHere: false
    ).assessment()
  }

  private static func reports(
    resources: ResourceLibrary, environment: [String: String]
  ) -> [any Report] {
    let pdf = PDFPostureDocument(resources: resources) { (html, moment) throws(Unavailable) in
      // Looked for only when it is asked for.
      try PagePrinter(environment: environment).pdf(of: html, dated: moment)
    }
    return ReportCatalog.documents(resources: resources) + [pdf] + ReportCatalog.documentData
      + ReportCatalog.oscal
  }
}
