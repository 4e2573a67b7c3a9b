import CommandLineInterface
import FoundationEssentials
import Model
import Systems

/// Wires the command line to the commands.
struct Program {
  static let version = "0.1.0"

  static let subcommands: [any Subcommand.Type] = [
    CheckCommand.self, LintCommand.self, TestCommand.self, ReportCommand.self, MapCommand.self,
    AnswerCommand.self, ExplainCommand.self,
    LedgerCommand.self, ScanCommand.self, AdvisoriesCommand.self, SBOMCommand.self,
    InitCommand.self,
    SchemaCommand.self, SignCommand.self,
    VerifyCommand.self,
    CompletionsCommand.self, HelpCommand.self,
  ]

  static let parser = ArgumentParser(
    commands: subcommands.map { $0.definition },
    common: [
      Option("help", short: "h", help: "Show this page."),
      Option("version", help: "Show the version."),
      Option(
        "color", value: .choice(["auto", "always", "never"], placeholder: "WHEN"),
        help: "When to use colour; NO_COLOR is honoured."),
      Option("verbose", short: "v", help: "Show evidence for what holds, and what took how long."),
      Option("quiet", short: "q", help: "Show no progress and no warnings."),
    ])

  static let help = HelpText(
    parser: parser,
    tagline: "holds what is said about security against what is deployed")

  let environment: [String: String]

  /// Runs one command line, given without the program's name, and gives the exit code.
  func run(_ words: [String]) -> Int32 {
    guard let first = words.first else {
      StandardStream.error.write(Self.help.overview)
      return ExitCode.wrongInput.rawValue
    }
    if ["--version", "-V"].contains(first) { return finish("avouch \(Self.version)\n") }
    if ["--help", "-h"].contains(first) { return finish(Self.help.overview) }
    do {
      let arguments = try Self.parser.parse(words)
      if arguments.has("version") { return finish("avouch \(Self.version)\n") }
      if arguments.has("help") { return finish(Self.help.page(for: arguments.command)) }
      return try run(arguments).rawValue
    } catch {
      explain(error)
      return ExitCode.wrongInput.rawValue
    }
  }

  private func run(_ arguments: ParsedArguments) throws -> ExitCode {
    let console = Console(
      environment: environment, colorMode: arguments.value("color") ?? "auto")
    let surroundings = Surroundings(
      environment: environment, console: console, parser: Self.parser)
    guard
      let subcommand = Self.subcommands.flatMap({ [$0] + $0.parts }).first(where: {
        $0.definition.name == arguments.command.name
      })
    else { throw UsageError("unknown command \"\(arguments.command.name)\"") }
    return try subcommand.run(arguments, in: surroundings)
  }

  private func finish(_ text: String) -> Int32 {
    do {
      try Console(environment: environment, colorMode: "never").result(text)
      return ExitCode.holds.rawValue
    } catch {
      explain(error)
      return ExitCode.wrongInput.rawValue
    }
  }

  private func explain(_ error: any Error) {
    let console = Console(environment: environment, colorMode: "never")
    switch error {
    case let error as UsageError:
      console.note("avouch: \(error.message)")
      let page = error.command.map { "avouch help \($0)" } ?? "avouch help"
      console.note("\"\(page)\" shows how it is used.")
    case let error as Diagnostics:
      let errors = error.list.filter { $0.level == .error }.count
      console.report(error.list.sorted())
      console.note("\(errors) error\(errors == 1 ? "" : "s"); nothing was checked.")
    case let error as CommandFailure: console.note("avouch: \(error.message)")
    default: console.note("avouch: \(error)")
    }
  }
}
