import Assessor
import CommandLineInterface
import Model
import Reports
import Systems

/// `avouch check`: the gate.
enum CheckCommand: Subcommand {
  static let definition = Command(
    name: "check",
    summary: "assess the posture here and decide",
    discussion: "Reads the posture file, looks at everything its checks need, and prints the state "
      + "of every control. The exit code is the gate's decision. With a ledger, of the posture or of "
      + "--ledger, a run of all controls is recorded in it.",
    operands: [
      .init("POSTURE", help: "The posture file or its folder; the current folder by default.")
    ],
    options: [
      Option(
        "format", short: "f",
        value: .choice(ReportCatalog.all.map(\.format), placeholder: "FORMAT"),
        help: "What to print on standard output; text by default."),
      Option(
        "output", short: "o", value: .required(placeholder: "FORMAT=PATH"), repeatable: true,
        help: "Write a format to a file; may be given several times."),
      Option(
        "only", value: .required(placeholder: "CONTROL"), repeatable: true,
        help: "Assess these controls (or globs) and what they roll up."),
      RunLedger.refusal,
    ] + RecordingUse.options + AssessmentRun.options,
    examples: [
      .init("avouch check", "Assess ./avouch.yaml and print the result."),
      .init(
        "avouch check --output sarif=results.sarif --output junit=results.xml",
        "Print the text and write two files for other tools."),
      .init(
        "avouch check --fail-on high", "Let only high and critical controls stop a deployment."),
      .init("avouch check -f json | jq .gate", "Read the decision in a script."),
      .init("avouch check --record evidence", "Keep what was seen, so that others can judge it."),
      .init("avouch check --replay evidence", "Judge what was seen then, without asking anybody."),
      .init("avouch check --ledger runs.ledger", "Record the run, and see since when states hold."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let output = try OutputPlan(
      arguments, formats: ReportCatalog.all.map(\.format), byDefault: "text")
    var run = AssessmentRun(arguments: arguments, surroundings: surroundings)
    run.recording = try RecordingUse(arguments)
    guard let outcome = try run.outcome(only: arguments.values("only"), ledger: .records) else {
      return .interrupted
    }
    let assessment = outcome.assessment
    let console = surroundings.console
    try output.write(to: console) { (format, isPrinted) throws(Unavailable) in
      let options = ReportOptions(
        audience: .internal, color: isPrinted && console.usesColor(on: .output),
        width: StandardStream.output.columns ?? 100, verbose: arguments.has("verbose"))
      return try ReportCatalog.report(named: format)?.bytes(assessment, options: options)
    }
    try appendStepSummary(assessment, output: output, environment: surroundings.environment)
    // After the output, so that what was found out is not lost with the record of it.
    if let failure = outcome.failure { throw failure }
    return ExitCode(rawValue: assessment.gate.exitCode) ?? .violated
  }

  /// On GitHub the run's page shows what is appended to the file that this variable names.
  private static func appendStepSummary(
    _ assessment: Assessment, output: OutputPlan, environment: [String: String]
  ) throws(CommandFailure) {
    let isForGitHub =
      output.standardOutput == "github" || output.files.contains { $0.format == "github" }
    guard isForGitHub, let path = environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else { return }
    do {
      try OutputFile.append(GitHubReport().stepSummary(assessment), to: path)
    } catch {
      throw CommandFailure("cannot write the step summary to \(path): \(error.writingReason)")
    }
  }
}
