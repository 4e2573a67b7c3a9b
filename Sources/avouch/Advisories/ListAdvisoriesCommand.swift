import Advisories
import CommandLineInterface
import Model

/// `avouch advisories list`: what the database has, and how old it is.
enum ListAdvisoriesCommand: Subcommand {
  static let definition = Command(
    name: "advisories list",
    summary: "which ecosystems the database has, and how old the data is",
    options: [
      AdvisoriesCommand.database,
      Option(
        "format", short: "f", value: .choice(["text", "json"], placeholder: "FORMAT"),
        help: "How to print; text by default."),
    ],
    examples: [.init("avouch advisories list", "Every ecosystem with its age.")])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let work = AdvisoryWork(arguments: arguments, surroundings: surroundings)
    let sources = try AdvisoryWork.failing { try AdvisoryDatabase.read(work.path).sources() }
    if arguments.value("format") == "json" {
      let rows = sources.map { source in
        JSONValue.object([
          "ecosystem": .string(source.ecosystem), "records": .integer(source.records),
          "asOf": .optional(source.asOf?.description), "origin": .optional(source.origin),
        ])
      }
      let value = JSONValue.object([
        "database": .string(work.path), "ecosystems": .array(rows),
      ])
      try surroundings.console.result(value.serialized())
      return .holds
    }
    let today = surroundings.clock
    var text = "\(work.path)\n"
    for source in sources {
      let age = source.asOf.map { asOf in
        "\(asOf.date.description), \(max(0, today.seconds - asOf.seconds) / 86_400) days old"
      }
      text += "  \(source.ecosystem): \(source.records) records, \(age ?? "age not known")\n"
    }
    try surroundings.console.result(text)
    return .holds
  }
}
