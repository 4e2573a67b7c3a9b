import CommandLineInterface

/// `avouch scan`: one check at once, with no posture file.
enum ScanCommand: Subcommand {
  static let parts: [any Subcommand.Type] = [
    ScanSecretsCommand.self, ScanDependenciesCommand.self, ScanEndpointCommand.self,
    ScanConfigurationCommand.self,
  ]

  static let definition = Command(
    name: "scan",
    summary: "look for one kind of weakness, with no posture file",
    discussion: "Runs one check over what is named and prints what it finds, in every format that "
      + "\"avouch check\" has. Ends with 0 when nothing was found, 1 when something was, 2 for a wrong "
      + "command line, 3 when nothing was found but not everything could be looked at.",
    parts: parts.map { $0.definition },
    examples: parts.flatMap { $0.definition.examples.prefix(1) })

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    // The parser lets nobody come here without a part.
    throw UsageError("scan needs the name of what to scan", command: definition.name)
  }
}
