import Assessor
import CommandLineInterface
import Model
import Policy
import Systems

/// `avouch lint`: the files only; nothing is collected.
enum LintCommand: Subcommand {
  static let definition = Command(
    name: "lint",
    summary: "check the posture and control files only; nothing is collected",
    discussion: "Reports every error with its place, and warns about wording that a reader could "
      + "hold against you. Ends with 2 when there is an error, 1 when --strict is given and there "
      + "is a warning.",
    operands: [
      .init("POSTURE", help: "The posture file or its folder; the current folder by default.")
    ],
    options: [
      Option("strict", help: "Warnings fail, too."),
      Option(
        "format", short: "f", value: .choice(["text", "json", "github"], placeholder: "FORMAT"),
        help: "How to print; text by default."),
      Option(
        "now", value: .required(placeholder: "TIME"),
        help: "Judge dates in statements as of this time."),
    ],
    examples: [
      .init("avouch lint", "Read ./avouch.yaml and everything that it uses."),
      .init("avouch lint --strict security/", "Let warnings fail, for a posture in a folder."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let patterns = PatternMatcher()
    let now = try surroundings.now(arguments)
    let format = arguments.value("format") ?? "text"
    let posture: Posture
    do {
      posture = try surroundings.posture(arguments.operand(0), patterns: patterns)
    } catch {
      guard format != "text" else { throw error }
      try surroundings.console.result(LintOutput(format: format).render(error.list.sorted()))
      return .wrongInput
    }
    let warnings = (posture.warnings + wording(posture, now: now)).sorted()
    if format == "text" {
      if !arguments.has("quiet") { surroundings.console.report(warnings) }
      let count = posture.controls.count
      try surroundings.console.result(
        "\(posture.path): \(count) control\(count == 1 ? "" : "s"), "
          + "\(posture.targets.count) target\(posture.targets.count == 1 ? "" : "s"), "
          + "\(warnings.count) warning\(warnings.count == 1 ? "" : "s"), no error.\n")
    } else {
      try surroundings.console.result(LintOutput(format: format).render(warnings))
    }
    return arguments.has("strict") && !warnings.isEmpty ? .violated : .holds
  }

  private static func wording(
    _ posture: Posture, now: Instant
  ) -> [Diagnostic] {
    WordingReview.findings(for: posture.controls, now: now).joined().map { finding in
      Diagnostic(
        "\(finding.message) [\(finding.rule)]", at: finding.location, suggestion: finding.fix,
        level: .warning)
    }
  }
}
