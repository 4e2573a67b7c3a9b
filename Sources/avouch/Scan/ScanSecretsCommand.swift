import Checks
import CommandLineInterface
import Model
import Systems

/// `avouch scan secrets`: secrets in a repository's history, with no posture file.
enum ScanSecretsCommand: Subcommand {
  static let definition = Command(
    name: "scan secrets",
    summary: "secrets in every version of every file of a repository",
    discussion:
      "Reads every object that a branch, tag, stash or HEAD leads to. No secret is shown: "
      + "each is told by its rule, place, length and a keyed fingerprint.",
    operands: [.init("PATH", help: "The repository; the current folder by default.")],
    options: ScanRun.options + [
      Option(
        "minimum-severity",
        value: .choice(Severity.allCases.map(\.rawValue), placeholder: "SEVERITY"),
        help: "Leave out what rules below this severity find."),
      Option(
        "ignore-path", value: .required(placeholder: "GLOB"), repeatable: true,
        help: "Leave out files at these paths from the top of the repository; they are counted."),
      Option("head-only", help: "Leave out what no longer stands in HEAD; it is counted."),
    ],
    examples: [
      .init("avouch scan secrets", "The whole history of the repository here."),
      .init("avouch scan secrets --output sarif=secrets.sarif", "The same, and a file for others."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let path = arguments.operand(0) ?? "."
    let values = ScanRun.values([
      "minimum-severity": arguments.value("minimum-severity").map { .string($0) },
      "ignore-paths": ScanRun.list(arguments.values("ignore-path")),
      "head-only": arguments.has("head-only") ? .boolean(true) : nil,
    ])
    let check = try SecretsCheck(
      values, validation: ValidationContext(patterns: PatternMatcher()))
    return try ScanRun(arguments: arguments, surroundings: surroundings).run(
      ScanRun.Subject(
        control: "scan.secrets", title: "No secret is in the history",
        statement: "No password, key or token stands in any version of any file.", check: check,
        targets: [], root: ScanRun.absolute(path), label: ScanRun.name(of: path)))
  }
}
