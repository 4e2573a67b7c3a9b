import Assessor
import Collectors
import CommandLineInterface
import Model
import Reports
import Systems

/// `avouch test`: runs the fixtures that control authors wrote, and the examples of the shipped rules.
enum TestCommand: Subcommand {
  static let definition = Command(
    name: "test",
    summary: "run the fixtures of controls, and say which assertions they turn",
    discussion:
      "Every control may carry tests: a fixture, changes of it, the verdict that its checks "
      + "must give, and where. Nothing live is looked at. Ends with 1 when an expectation is missed, "
      + "and with 2 when a fixture is wrong or there is no test at all.",
    operands: [
      .init("POSTURE", help: "The posture file or its folder; the current folder by default.")
    ],
    options: [
      Option(
        "only", value: .required(placeholder: "CONTROL"), repeatable: true,
        help: "Only the tests of these controls, ids or globs."),
      Option("rules", help: "Run the examples of the shipped secret rules, too."),
      Option("strict", help: "An assertion that no test turns fails, too."),
      Option(
        "now", value: .required(placeholder: "TIME"), help: "Judge as of this time (RFC 3339)."),
    ],
    examples: [
      .init("avouch test", "Run the tests of all controls here."),
      .init("avouch test --rules", "And the examples of the secret rules."),
      .init("avouch test --strict --only 'db.*'", "Let assertions that nothing turns fail."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let patterns = PatternMatcher()
    let posture = try surroundings.posture(arguments.operand(0), patterns: patterns)
    let globs = arguments.values("only").map { ControlGlob($0) }
    let controls = posture.controls.filter { control in
      !control.tests.isEmpty
        && (globs.isEmpty || globs.contains { $0.matches(control.id) })
    }
    let rules = arguments.has("rules") ? try RuleExamples(surroundings.library) : nil
    guard !controls.isEmpty || rules != nil else {
      throw CommandFailure(
        "no test ran: no control \(globs.isEmpty ? "" : "that --only names ")has a \"tests\" key")
    }
    let run = FixtureRun(
      posture: posture,
      collectors: CollectorCatalog.standard(
        library: surroundings.library, fingerprintKey: [], version: Program.version,
        environment: [:]), patterns: patterns, now: try surroundings.now(arguments))
    var sheet = TestSheet()
    if let rules { sheet.add(rules) }
    var problems: [Diagnostic] = []
    for control in controls {
      sheet.begin(control)
      for test in control.tests {
        do throws(Diagnostics) {
          sheet.add(test, try run.outcome(of: test, for: control), of: control)
        } catch {
          problems += error.list
        }
      }
    }
    guard problems.isEmpty else { throw Diagnostics(problems.sorted()) }
    try surroundings.console.result(sheet.text)
    let isHeld = sheet.missed == 0 && (!arguments.has("strict") || sheet.score.unturned.isEmpty)
    return isHeld ? .holds : .violated
  }
}
