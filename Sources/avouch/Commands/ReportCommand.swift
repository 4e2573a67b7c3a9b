import CommandLineInterface
import Model
import Reports
import Resources

/// `avouch report`: the Security Posture Document.
enum ReportCommand: Subcommand {
  private static let formats = (ReportCatalog.documents(resources: .embedded) + ReportCatalog.oscal)
    .map(\.format)

  static let definition = Command(
    name: "report",
    summary: "write the Security Posture Document",
    discussion:
      "Assesses the posture and writes the document a buyer reads. It is written whatever "
      + "the gate says, and shows it; the exit code is the gate's all the same.",
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
    ] + AssessmentRun.options,
    examples: [
      .init("avouch report -o html=posture.html -q", "Write the page for the public."),
      .init("avouch report -f markdown -a internal | less", "Read everything in the terminal."),
      .init(
        "avouch report -o oscal-poam=poam.json -a internal -q",
        "Write what is open as an OSCAL plan of action and milestones."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let output = try OutputPlan(
      arguments, formats: formats, byDefault: "markdown")
    // A document is read elsewhere, so its places start at the posture's folder.
    let run = AssessmentRun(
      arguments: arguments, surroundings: surroundings, placesAreFromHere: false)
    guard let assessment = try run.assessment() else { return .interrupted }
    let audience =
      arguments.value("audience").flatMap { Control.Audience(rawValue: $0) } ?? .public
    let documents =
      ReportCatalog.documents(resources: surroundings.library) + ReportCatalog.oscal
    let options = ReportOptions(audience: audience, verbose: arguments.has("verbose"))
    try output.write(to: surroundings.console) { (format, _) throws(Unavailable) in
      try documents.first { $0.format == format }?.bytes(assessment, options: options)
    }
    return ExitCode(rawValue: assessment.gate.exitCode) ?? .violated
  }
}
