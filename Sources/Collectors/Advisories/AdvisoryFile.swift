import Advisories
import Model

/// The database of advisories of the machine, and how it is opened.
struct AdvisoryFile: Sendable {
  /// Where it is unless a check names another.
  let standardPath: String

  func open(_ path: String?) throws(Unavailable) -> (AdvisoryLookup, AdvisoryDatabaseState) {
    let database = try AdvisoryDatabase.read(path ?? standardPath)
    let sources = try database.reaches().map {
      AdvisoryDatabaseState.Source(ecosystem: $0.ecosystem, asOf: $0.asOf)
    }
    return (
      try AdvisoryLookup(database), AdvisoryDatabaseState(path: database.path, sources: sources)
    )
  }
}
