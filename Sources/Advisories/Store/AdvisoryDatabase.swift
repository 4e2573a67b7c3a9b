import Model
import Systems

/// The advisories of all ecosystems in one file, indexed by package.
///
/// One thread uses one value. A file that another version wrote in a newer form, that is damaged or
/// that is no database is refused with the reason, never taken for empty.
package final class AdvisoryDatabase {
  /// `AVAD`: what makes a file one of these.
  static let application = 0x4156_4144
  /// Grows with every change of the tables or of what stands in them, keys of versions included.
  static let format = 1 << 8 | EcosystemVersion.keyFormat

  let database: SQLiteDatabase
  package let path: String

  private init(_ database: SQLiteDatabase, path: String) {
    self.database = database
    self.path = path
  }

  /// Opens a file to be read, and waits a while for an update that is writing it.
  ///
  /// - Throws: `Unavailable` when there is none, it cannot be read, or it has another form.
  package static func read(
    _ path: String, busyTimeout: Duration = .seconds(5)
  ) throws(Unavailable) -> AdvisoryDatabase {
    do throws(SQLiteError) {
      let database = try SQLiteDatabase(at: path, .readOnly, busyTimeout: busyTimeout)
      let opened = AdvisoryDatabase(database, path: path)
      // Mapped pages cost no copy; the size is the most that is mapped.
      try database.execute("PRAGMA mmap_size = 1073741824; PRAGMA query_only = 1")
      try opened.requireForm()
      return opened
    } catch {
      throw Self.reason(error, path)
    }
  }

  /// Opens a file to be written, or makes it.
  package static func write(_ path: String) throws(Unavailable) -> AdvisoryDatabase {
    do throws(SQLiteError) {
      let database = try SQLiteDatabase(at: path, .create)
      let opened = AdvisoryDatabase(database, path: path)
      if try opened.number("PRAGMA schema_version") == 0 {
        try database.execute(
          "PRAGMA page_size = 8192; PRAGMA application_id = \(application);"
            + "PRAGMA user_version = \(format);" + tables)
      }
      try opened.requireForm()
      try database.execute("PRAGMA cache_size = -65536; PRAGMA synchronous = NORMAL")
      return opened
    } catch {
      throw Self.reason(error, path)
    }
  }

  private func requireForm() throws(SQLiteError) {
    guard try number("PRAGMA application_id") == Self.application else {
      throw SQLiteError(code: 26, reason: "file is not a database of advisories")
    }
    let found = try number("PRAGMA user_version")
    guard found == Self.format else { throw SQLiteError(code: 1, reason: "format \(found)") }
  }

  func number(_ query: String) throws(SQLiteError) -> Int {
    try database.rows(query).first?.first?.integer ?? 0
  }

  static func reason(_ error: SQLiteError, _ path: String) -> Unavailable {
    if error.reason.hasPrefix("format ") {
      return Unavailable(
        "the advisory database \(path) has \(error.reason), and this version reads \(format): "
          + "make it anew with avouch advisories update, or update avouch")
    }
    let words =
      switch error.kind {
      case .cannotOpen:
        "does not exist or cannot be opened; avouch advisories update makes it"
      case .notADatabase: "is not a database of advisories"
      default: error.words
      }
    return Unavailable("the advisory database \(path) \(words)")
  }

  private static let tables = """
    CREATE TABLE ecosystem (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, origin TEXT, as_of INTEGER, tag TEXT);
    CREATE TABLE advisory (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
      modified INTEGER NOT NULL, published INTEGER, summary TEXT NOT NULL, severities BLOB NOT NULL,
      rating TEXT, aliases BLOB NOT NULL, upstream BLOB NOT NULL, digest TEXT NOT NULL);
    CREATE TABLE alias (
      name TEXT NOT NULL, advisory INTEGER NOT NULL REFERENCES advisory,
      PRIMARY KEY (name, advisory)) WITHOUT ROWID;
    CREATE TABLE affected (
      ecosystem INTEGER NOT NULL REFERENCES ecosystem, package TEXT NOT NULL,
      advisory INTEGER NOT NULL REFERENCES advisory, content BLOB NOT NULL,
      PRIMARY KEY (ecosystem, package, advisory)) WITHOUT ROWID;
    CREATE INDEX affected_by_advisory ON affected (advisory);
    CREATE TABLE exploited (
      name TEXT PRIMARY KEY, added INTEGER NOT NULL, due INTEGER) WITHOUT ROWID;
    CREATE TABLE release (
      ecosystem INTEGER NOT NULL REFERENCES ecosystem, package TEXT NOT NULL,
      version TEXT NOT NULL, released INTEGER NOT NULL,
      PRIMARY KEY (ecosystem, package, version)) WITHOUT ROWID;
    """
}

/// What a database holds of one ecosystem.
package struct AdvisorySource: Sendable, Hashable {
  package let ecosystem: String
  /// Where it came from: an address, or a path.
  package let origin: String?
  /// How far the data reaches; nil when it was never said.
  package let asOf: Instant?
  /// What the server called the state that was fetched.
  package let tag: String?
  package let records: Int
}

extension AdvisoryDatabase {
  /// Every ecosystem that there is data of, sorted by name.
  package func sources() throws(Unavailable) -> [AdvisorySource] {
    try guarded { () throws(SQLiteError) in
      try database.rows(
        """
        SELECT name, origin, as_of, tag,
          (SELECT count(DISTINCT advisory) FROM affected WHERE ecosystem = ecosystem.id)
        FROM ecosystem ORDER BY name
        """
      ).map { row in
        AdvisorySource(
          ecosystem: row[0].text ?? "", origin: row[1].text,
          asOf: row[2].integer.map { Instant(seconds: $0) }, tag: row[3].text,
          records: row[4].integer ?? 0)
      }
    }
  }

  /// How far the data of every ecosystem reaches, without counting its records.
  package func reaches() throws(Unavailable) -> [(ecosystem: String, asOf: Instant?)] {
    try guarded { () throws(SQLiteError) in
      try database.rows("SELECT name, as_of FROM ecosystem ORDER BY name").map { row in
        (row[0].text ?? "", row[1].integer.map { Instant(seconds: $0) })
      }
    }
  }

  func guarded<Result>(
    _ work: () throws(SQLiteError) -> Result
  ) throws(Unavailable) -> Result {
    do throws(SQLiteError) { return try work() } catch { throw Self.reason(error, path) }
  }
}
