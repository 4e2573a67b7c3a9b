import CommandLineInterface
import Model
import Reports
import Systems

/// `avouch explain`: one control with its statement, checks, evidence, and why it is in its state.
enum ExplainCommand: Subcommand {
  static let definition = Command(
    name: "explain",
    summary: "one control: statement, checks, evidence, why",
    operands: [
      .init("CONTROL", required: true, help: "The control's identifier."),
      .init("POSTURE", help: "The posture file or its folder; the current folder by default."),
    ],
    options: [
      Option("trace", help: "Show every part of the assertions with its value and place.")
    ] + AssessmentRun.options,
    examples: [
      .init("avouch explain transport.tls", "Why this control is verified, violated or unproven."),
      .init("avouch explain --trace db.backups", "With the value and place of every part."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let name = arguments.operand(0) ?? ""
    let run = AssessmentRun(arguments: arguments, surroundings: surroundings)
    guard let assessment = try run.assessment(only: [name]) else { return .interrupted }
    guard let control = assessment.controls.first(where: { $0.control.id == name }) else {
      throw CommandFailure("\"\(name)\" stands for several controls; explain shows one")
    }
    let console = surroundings.console
    try console.result(
      ControlExplanation(color: console.usesColor(on: .output)).render(control, in: assessment))
    return .holds
  }
}
