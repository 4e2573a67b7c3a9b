/// Asks for how long the lockfiles of a repository had versions with known holes.
package struct HoleExposuresRequest: ObservationRequest {
  package typealias Facts = HoleExposures

  package let folder: String
  package let patterns: [String]
  /// Absolute path of the database of advisories; nil takes the one of the machine.
  package let database: String?

  package init(folder: String, patterns: [String] = [], database: String? = nil) {
    self.folder = folder
    self.patterns = patterns
    self.database = database
  }

  package var subject: String { "advisories over the history of the lockfiles" }
}

package struct HoleExposures: Sendable {
  package let database: AdvisoryDatabaseState
  package let exposures: [HoleExposure]
  /// Lockfiles whose history was read, with the number of versions of each.
  package let lockfiles: [String: Int]
  /// The ecosystems of all packages that were ever there.
  package let ecosystems: [String]
  /// What could not be read, with the reason.
  package let gaps: [String]
  package let firstCommit: CommitMoment?
  package let lastCommit: CommitMoment?

  package init(
    database: AdvisoryDatabaseState, exposures: [HoleExposure], lockfiles: [String: Int],
    ecosystems: [String], gaps: [String], firstCommit: CommitMoment?, lastCommit: CommitMoment?
  ) {
    self.database = database
    self.exposures = exposures
    self.lockfiles = lockfiles
    self.ecosystems = ecosystems
    self.gaps = gaps
    self.firstCommit = firstCommit
    self.lastCommit = lastCommit
  }
}

/// A commit of the main line, and when it became part of it.
package struct CommitMoment: Sendable, Hashable {
  package let commit: String
  package let date: Instant

  package init(commit: String, date: Instant) {
    self.commit = commit
    self.date = date
  }
}

/// A stretch of history in which one lockfile had versions of one package with one hole.
package struct HoleExposure: Sendable {
  /// The hole, without its occurrences of today.
  package let hole: KnownHole
  package let lockfile: String
  package let ecosystem: String
  package let package: String
  /// In the order in which they came.
  package let versions: [String]
  package let isDevelopment: Bool
  /// The commit that brought the first of the versions in.
  package let since: CommitMoment
  /// The first commit without such a version; nil while there is one.
  package let until: CommitMoment?
  /// The first version that mends it, and when that was released, where the database was told.
  package let fixed: String?
  package let fixReleased: Instant?
  /// Why it cannot be told whether a version has the hole; nil when it has it.
  package let doubt: String?

  package init(
    hole: KnownHole, lockfile: String, ecosystem: String, package: String, versions: [String],
    isDevelopment: Bool, since: CommitMoment, until: CommitMoment?, fixed: String?,
    fixReleased: Instant?, doubt: String?
  ) {
    self.hole = hole
    self.lockfile = lockfile
    self.ecosystem = ecosystem
    self.package = package
    self.versions = versions
    self.isDevelopment = isDevelopment
    self.since = since
    self.until = until
    self.fixed = fixed
    self.fixReleased = fixReleased
    self.doubt = doubt
  }
}
