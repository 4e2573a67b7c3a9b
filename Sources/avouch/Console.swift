import CommandLineInterface
import FoundationEssentials
import Model
import Reports
import Systems

/// Where a command writes, and what it may know of its surroundings.
struct Console: Sendable {
  let environment: [String: String]
  let colorMode: String

  /// Writes the result; the only thing that ever goes to standard output.
  ///
  /// - Throws: when not all of it arrived: an exit code must not stand for a result that is lost.
  func result(_ bytes: [UInt8]) throws(CommandFailure) {
    do {
      try StandardStream.output.deliver(bytes)
    } catch {
      // The reader has what it wanted, as `head` has.
      if error.isBrokenPipe { BrokenPipe.end() }
      throw CommandFailure("cannot write to standard output: \(error.writingReason)")
    }
  }

  /// Writes a result that is text.
  func result(_ text: String) throws(CommandFailure) { try result(Array(text.utf8)) }

  /// Writes a message for people, on one line; what it quotes cannot rewrite the terminal.
  func note(_ text: String) {
    StandardStream.error.write(TerminalText.sanitized(text) + "\n")
  }

  /// Colour on a terminal only, unless asked for; `NO_COLOR` holds (no-color.org).
  func usesColor(on stream: StandardStream) -> Bool {
    switch colorMode {
    case "always": true
    case "never": false
    default:
      environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        && stream.isTerminal
    }
  }

  /// Prints what is wrong with the files, a line each in file order, and how many that is.
  func report(_ diagnostics: [Diagnostic], limit: Int = 100) {
    for diagnostic in diagnostics.prefix(limit) { note(diagnostic.description) }
    if diagnostics.count > limit { note("… and \(diagnostics.count - limit) more") }
  }
}
