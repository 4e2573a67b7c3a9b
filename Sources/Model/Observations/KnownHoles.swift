/// Asks which packages of a folder have holes that an advisory tells of.
package struct KnownHolesRequest: ObservationRequest {
  package typealias Facts = KnownHoles

  package let folder: String
  /// Which manifests and lockfiles to read; empty reads all known ones.
  package let patterns: [String]
  /// Absolute path of the database of advisories; nil takes the one of the machine.
  package let database: String?

  package init(folder: String, patterns: [String] = [], database: String? = nil) {
    self.folder = folder
    self.patterns = patterns
    self.database = database
  }

  package var subject: String { "advisories for the dependencies" }
}

/// What a database of advisories says of the packages that manifests and lockfiles name.
package struct KnownHoles: Sendable {
  package let inventory: PackageInventory
  package let database: AdvisoryDatabaseState
  /// Sorted by name.
  package let holes: [KnownHole]
  /// Packages of which advisories speak and whose version no file fixes.
  package let unversioned: [Package]

  package init(
    inventory: PackageInventory, database: AdvisoryDatabaseState, holes: [KnownHole],
    unversioned: [Package]
  ) {
    self.inventory = inventory
    self.database = database
    self.holes = holes
    self.unversioned = unversioned
  }
}

/// How far a database of advisories reaches.
package struct AdvisoryDatabaseState: Sendable, Hashable {
  package struct Source: Sendable, Hashable {
    package let ecosystem: String
    /// Nil when nobody said how old the data is.
    package let asOf: Instant?

    package init(ecosystem: String, asOf: Instant?) {
      self.ecosystem = ecosystem
      self.asOf = asOf
    }
  }

  package let path: String
  package let sources: [Source]

  package init(path: String, sources: [Source]) {
    self.path = path
    self.sources = sources
  }

  package func source(of ecosystem: String) -> Source? {
    let plain = ecosystem.prefix { $0 != ":" }
    return sources.first { $0.ecosystem == ecosystem } ?? sources.first { $0.ecosystem == plain }
  }
}

/// One hole, however many records tell of it, and where it is.
package struct KnownHole: Sendable {
  /// The name that people know it by: a CVE where there is one.
  package let name: String
  /// Every name, the first among them.
  package let names: [String]
  package let kind: AdvisoryKind
  package let summary: String
  /// Nil is unknown, never harmless.
  package let severity: Severity?
  /// The base score of the vector that the severity rests on.
  package let score: Double?
  package let published: Instant?
  /// Since when it is known to be exploited, and by when that list wants it mended.
  package let exploitedSince: CalendarDate?
  package let exploitedDue: CalendarDate?
  package let occurrences: [HoleOccurrence]

  package init(
    name: String, names: [String], kind: AdvisoryKind, summary: String, severity: Severity?,
    score: Double?, published: Instant?, exploitedSince: CalendarDate? = nil,
    exploitedDue: CalendarDate? = nil, occurrences: [HoleOccurrence]
  ) {
    self.name = name
    self.names = names
    self.kind = kind
    self.summary = summary
    self.severity = severity
    self.score = score
    self.published = published
    self.exploitedSince = exploitedSince
    self.exploitedDue = exploitedDue
    self.occurrences = occurrences
  }
}

/// A package of a file that has a hole, or may have it.
package struct HoleOccurrence: Sendable, Hashable {
  package let package: Package
  /// The first version that mends it; nil when no record knows one.
  package let fixed: String?
  /// Why it cannot be told whether the version has the hole; nil when it has it.
  package let doubt: String?
  /// The names from a direct dependency to the package; empty when the file draws no graph.
  package let route: [String]

  package init(package: Package, fixed: String?, doubt: String?, route: [String]) {
    self.package = package
    self.fixed = fixed
    self.doubt = doubt
    self.route = route
  }
}
