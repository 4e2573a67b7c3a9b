import Advisories
import CommandLineInterface
import Model

/// `avouch advisories import`: takes records from here.
enum ImportAdvisoriesCommand: Subcommand {
  static let definition = Command(
    name: "advisories import",
    summary: "take records from files, folders or archives",
    discussion: "Reads records in the form of OSV (JSON or YAML; a file, a folder with everything "
      + "below it, a ZIP archive), the catalogue of exploited holes that CISA publishes, and tables "
      + "of dates of releases (CSV: ecosystem,package,version,released). All of it is taken or "
      + "nothing. Without --as-of the data counts as old as its newest record.",
    operands: [
      .init("PATH", required: true, repeatable: true, help: "A file, a folder or an archive.")
    ],
    options: [
      AdvisoriesCommand.database,
      Option(
        "as-of", value: .required(placeholder: "DATE"),
        help: "The day on which the data was whole, such as the day it was fetched."),
      Option("skip-broken", help: "Leave out records that cannot be read; they are counted."),
    ],
    examples: [
      .init("avouch advisories import ./advisory-database", "A checkout of a public database."),
      .init("avouch advisories import npm.zip --as-of 2026-11-20", "An archive that was fetched."),
      .init("avouch advisories import releases.csv", "When the versions came out."),
    ])

  /// Before it nobody published advisories in this form.
  private static let earliest = Instant(seconds: 1_262_304_000)

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let asOf = try arguments.value("as-of").map { text throws(UsageError) in
      guard let date = CalendarDate(text) else {
        throw UsageError(
          "--as-of is a date such as 2026-11-20, not \"\(text)\"", command: "advisories import")
      }
      return Instant(startOf: date)
    }
    let work = AdvisoryWork(arguments: arguments, surroundings: surroundings)
    let database = try work.writable()
    let paths = arguments.operands
    let now = surroundings.clock
    let summary = try work.run("records") { taking, _ in
      var summary = AdvisoryImport.Summary()
      try AdvisoryWork.failing {
        try database.update { writer in
          for path in paths { try taking.take(path, into: writer, summary: &summary) }
          if summary.problemCount > 0, !arguments.has("skip-broken") {
            throw CommandFailure(broken(summary))
          }
          // Some databases date every record with the year 1 in their sources.
          let known = summary.newest.flatMap { $0 < Self.earliest ? nil : min($0, now) }
          guard let newest = asOf ?? known else { return }
          for ecosystem in summary.ecosystems.sorted() {
            try writer.describe(
              ecosystem, origin: paths.joined(separator: " "), asOf: newest)
          }
        }
        try database.finish()
      }
      return summary
    }
    guard let summary else { return .interrupted }
    try surroundings.console.result(text(summary, path: database.path))
    for problem in summary.problems { surroundings.console.note("avouch: left out: \(problem)") }
    return .holds
  }

  private static func broken(_ summary: AdvisoryImport.Summary) -> String {
    let first = summary.problems.first ?? ""
    return "\(summary.problemCount) files hold no record that can be read; nothing was taken. "
      + "The first: \(first). --skip-broken leaves them out"
  }

  private static func text(_ summary: AdvisoryImport.Summary, path: String) -> String {
    let ecosystems = summary.ecosystems.sorted()
    let of = ecosystems.isEmpty ? "" : " of \(ecosystems.joined(separator: ", "))"
    return "\(path): \(AdvisoryWork.words(summary))\(of)\n"
  }
}
