import CommandLineInterface

/// `avouch help`: one command with examples, or all of them in brief.
enum HelpCommand: Subcommand {
  static let definition = Command(
    name: "help",
    summary: "show one command with examples",
    operands: [
      .init("COMMAND", help: "The command; without it, all of them in brief."),
      .init("PART", help: "What it is for a command of several parts, as secrets of scan."),
    ],
    examples: [
      .init("avouch help check", "Everything about the gate."),
      .init("avouch help scan secrets", "Everything about looking for secrets."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let help = Program.help
    guard !arguments.operands.isEmpty else {
      try surroundings.console.result(help.overview)
      return .holds
    }
    let (command, rest) = try surroundings.parser.command(namedBy: arguments.operands[...])
    if let word = rest.first {
      throw UsageError("\(command.name) has no part \"\(word)\"", command: definition.name)
    }
    try surroundings.console.result(help.page(for: command))
    return .holds
  }
}
