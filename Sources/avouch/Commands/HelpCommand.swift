import CommandLineInterface

/// `avouch help`: one command with examples, or all of them in brief.
enum HelpCommand: Subcommand {
  static let definition = Command(
    name: "help",
    summary: "show one command with examples",
    operands: [.init("COMMAND", help: "The command; without it, all of them in brief.")],
    examples: [.init("avouch help check", "Everything about the gate.")])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let help = Program.help
    guard let name = arguments.operand(0) else {
      try surroundings.console.result(help.overview)
      return .holds
    }
    let command = try surroundings.parser.command(named: name)
    try surroundings.console.result(help.page(for: command))
    return .holds
  }
}
