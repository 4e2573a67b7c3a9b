import CommandLineInterface

/// One command of the program: its definition and what it does.
protocol Subcommand: Sendable {
  static var definition: Command { get }

  /// The commands that this one consists of, each named by its word and one more.
  static var parts: [any Subcommand.Type] { get }

  /// Runs the command.
  ///
  /// - Throws: `UsageError` for a wrong command line, `Diagnostics` for wrong files, `CommandFailure`
  ///   for everything else that keeps the command from its result; all end the process with 2.
  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode
}

extension Subcommand {
  static var parts: [any Subcommand.Type] { [] }
}

/// Why a command could not do its work, in one sentence for people.
struct CommandFailure: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
