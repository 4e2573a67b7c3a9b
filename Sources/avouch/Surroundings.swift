import Assessor
import Checks
import CommandLineInterface
import FoundationEssentials
import Model
import Policy
import Resources
import Systems

/// Everything a command takes from outside: environment, clock, shipped rules.
struct Surroundings: Sendable {
  let environment: [String: String]
  let console: Console
  let parser: ArgumentParser

  /// The moment that verdicts and documents are dated with: `--now`, `SOURCE_DATE_EPOCH`
  /// (reproducible-builds.org), or the clock.
  ///
  /// - Throws: `UsageError` when one of the two is given and cannot be read.
  func now(_ arguments: ParsedArguments) throws(UsageError) -> Instant {
    if let text = arguments.value("now") {
      if let instant = Instant(text) ?? CalendarDate(text).map({ Instant(startOf: $0) }) {
        return instant
      }
      throw UsageError(
        "--now is a date or a time such as 2026-11-21T10:00:00Z, not \"\(text)\"",
        command: arguments.command.name)
    }
    if let text = environment["SOURCE_DATE_EPOCH"], !text.isEmpty {
      guard let seconds = Int(text), seconds >= 0 else {
        throw UsageError("SOURCE_DATE_EPOCH is a number of seconds, not \"\(text)\"")
      }
      return Instant(seconds: seconds)
    }
    return clock
  }

  /// What the machine's own clock says, whatever moment the run is dated with.
  var clock: Instant { Instant(seconds: Int(Date().timeIntervalSince1970)) }

  /// The rules, packs and templates that belong to this binary.
  var library: ResourceLibrary {
    let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return ResourceLibrary.locate(executable: executable)
  }

  /// Reads the posture that the first operand names: a file, a folder, or by default the current
  /// folder.
  func posture(
    _ path: String?, patterns: PatternMatcher, environment: [String: String]? = nil
  ) throws(Diagnostics) -> Posture {
    let reader = PostureReader(
      checks: CheckCatalog.all, library: library, patterns: patterns,
      environment: environment ?? self.environment)
    return try reader.read(path: path ?? ".")
  }
}
