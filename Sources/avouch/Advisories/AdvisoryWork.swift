import Advisories
import Collectors
import CommandLineInterface
import FoundationEssentials
import Model
import Systems

/// What the parts of `avouch advisories` share.
struct AdvisoryWork {
  let arguments: ParsedArguments
  let surroundings: Surroundings

  var path: String {
    arguments.value("database")
      ?? AdvisoryLocation.standard(in: surroundings.environment)
  }

  /// Opens the database, and makes it with its folder when there is none.
  func writable() throws -> AdvisoryDatabase {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    if !folder.isEmpty {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw CommandFailure("the folder \(folder) cannot be made")
      }
    }
    return try Self.failing { try AdvisoryDatabase.write(path) }
  }

  /// Runs long work that Ctrl-C ends, with its progress on a terminal.
  func run<Result>(
    _ label: String, _ work: (AdvisoryImport, @escaping @Sendable () -> Bool) throws -> Result
  ) throws -> Result? {
    let cancellation = Cancellation()
    let interruption = Interruption(grace: .seconds(5)) { cancellation.cancel() }
    let bar = ProgressBar(isShown: !arguments.has("quiet") && StandardStream.error.isTerminal)
    let taking = AdvisoryImport(
      progress: { bar.detail(label, done: $0, total: nil) },
      isCancelled: { cancellation.isCancelled })
    defer { bar.clear() }
    do {
      let result = try work(taking) { cancellation.isCancelled }
      return withExtendedLifetime(interruption) { result }
    } catch {
      guard cancellation.isCancelled else { throw error }
      surroundings.console.note("avouch: interrupted; nothing was changed")
      return nil
    }
  }

  /// `1200 added, 3 changed, 40 as before`.
  static func words(_ summary: AdvisoryImport.Summary) -> String {
    let parts = [
      (summary.added, "added"), (summary.changed, "changed"), (summary.withdrawn, "withdrawn"),
      (summary.unchanged, "as before"), (summary.exploited, "known to be exploited"),
      (summary.releases, "dates of releases"),
    ]
    let told = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return told.isEmpty ? "nothing new" : told.joined(separator: ", ")
  }

  static func failing<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch let error as Unavailable {
      throw CommandFailure(error.reason)
    }
  }
}
