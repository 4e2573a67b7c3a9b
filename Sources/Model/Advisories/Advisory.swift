/// A record of an advisory database, as the OSV schema 1.7 has it, without its long texts.
package struct Advisory: Codable, Sendable, Hashable {
  /// Times before this one stand for a missing time: the Go database writes the year 1.
  private static let earliestPublication = Instant(seconds: 631_152_000)

  package let id: String
  package let kind: AdvisoryKind
  package let modified: Instant
  package let published: Instant?
  /// When the record was taken back; it then says nothing about any version.
  package let withdrawn: Instant?
  /// The same hole in other databases; symmetric and transitive.
  package let aliases: [String]
  /// The holes of other packages that this record passes on; neither symmetric nor the same hole.
  package let upstream: [String]
  package let related: [String]
  package let summary: String
  package let severities: [AdvisorySeverity]
  /// The word by which the database rates the hole itself (`HIGH`), for records without a vector.
  package let ratingWord: String?
  package let affected: [AffectedPackage]

  /// Without a kind, the identifiers and packages tell it; a publication before 1990, where databases
  /// put what they do not know, is dropped.
  package init(
    id: String, kind: AdvisoryKind? = nil, modified: Instant, published: Instant? = nil,
    withdrawn: Instant? = nil, aliases: [String] = [], upstream: [String] = [],
    related: [String] = [], summary: String = "", severities: [AdvisorySeverity] = [],
    ratingWord: String? = nil, affected: [AffectedPackage]
  ) {
    self.id = id
    self.kind = kind ?? AdvisoryKind(id: id, aliases: aliases, affected: affected)
    self.modified = modified
    self.published = published.flatMap { $0 < Self.earliestPublication ? nil : $0 }
    self.withdrawn = withdrawn
    self.aliases = aliases
    self.upstream = upstream
    self.related = related
    self.summary = summary
    self.severities = severities
    self.ratingWord = ratingWord
    self.affected = affected
  }

  /// How severe the hole is for a package: the highest rating of its own vectors, or else of the
  /// record's, or else the database's own word.
  ///
  /// Nil is unknown, never harmless.
  package func severity(for package: AffectedPackage) -> Severity? {
    AdvisorySeverity.highest(of: package.severities) ?? severity
  }

  /// The highest rating of the record's own vectors, or else the database's own word; nil when unknown.
  package var severity: Severity? {
    AdvisorySeverity.highest(of: severities)
      ?? ratingWord.flatMap { AdvisorySeverity.rating(word: $0) }
  }

  /// Whether a version of a package has the hole, by all entries of the record for that package.
  ///
  /// The version is as the lockfile writes it, or nil where the file names none; the ecosystem is with
  /// or without the release of a distribution, and an entry without a release speaks for all of them.
  package func affects(version: String?, of name: String, in ecosystem: String) -> Affectedness {
    guard withdrawn == nil else { return .unaffected }
    let key = PackageNaming.key(name, in: ecosystem)
    let entries = affected.filter { $0.isFor(key: key, in: ecosystem) }
    guard !entries.isEmpty else { return .unaffected }
    return AffectedVersions(entries).affectedness(of: version, in: ecosystem)
  }
}
