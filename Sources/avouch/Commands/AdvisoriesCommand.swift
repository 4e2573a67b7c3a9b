import CommandLineInterface

/// `avouch advisories`: the database that dependencies are held against.
enum AdvisoriesCommand: Subcommand {
  static let parts: [any Subcommand.Type] = [
    UpdateAdvisoriesCommand.self, ImportAdvisoriesCommand.self, ListAdvisoriesCommand.self,
  ]

  static let definition = Command(
    name: "advisories",
    summary: "the database of advisories that dependencies are held against",
    discussion: "Keeps records in the form of OSV in one SQLite file, from which the checks "
      + "vulnerabilities and patched-within and the scan of dependencies read. It lies in the folder "
      + "for caches unless --database or AVOUCH_ADVISORIES says otherwise.",
    parts: parts.map { $0.definition },
    examples: parts.flatMap { $0.definition.examples.prefix(1) })

  static let database = Option(
    "database", value: .required(placeholder: "FILE"),
    help: "The database; AVOUCH_ADVISORIES, or the one in the folder for caches, by default.")

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    // The parser lets nobody come here without a part.
    throw UsageError("advisories needs to know what to do", command: definition.name)
  }
}
