import Systems

/// The tables of a ledger, and how its file is told from any other database.
enum LedgerFormat {
  /// "AVOU", in the place that SQLite's file format has for it (section 1.3 of its description).
  static let applicationIdentifier = 0x4156_4F55
  static let version = 1

  /// `AUTOINCREMENT` keeps the highest number that was ever given, by which runs that are missing at
  /// the end are noticed.
  static let tables = [
    "run": """
    CREATE TABLE run (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      digest TEXT NOT NULL,
      line TEXT NOT NULL
    ) STRICT
    """,
    "state": """
    CREATE TABLE state (
      digest TEXT PRIMARY KEY,
      line TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
  ]

  /// Makes the tables of an empty database.
  static func create(in database: SQLiteDatabase) throws {
    try database.transaction(.exclusive) {
      for (_, text) in tables.sorted(by: { $0.key < $1.key }) { try database.execute(text) }
      try database.execute("PRAGMA application_id = \(applicationIdentifier)")
      try database.execute("PRAGMA user_version = \(version)")
    }
  }

  /// Sees that a database is a ledger that this version reads, and nothing else besides.
  static func check(_ database: SQLiteDatabase, path: String) throws(LedgerError) {
    let (identifier, found, schema) = try contents(of: database, path: path)
    guard identifier == applicationIdentifier else {
      throw LedgerError("\(path) is a database, but not a ledger of avouch")
    }
    guard found == version else {
      throw LedgerError(
        found > version
          ? "the ledger \(path) was written by a newer avouch: its format is \(found), and this "
            + "version reads \(version)"
          : "the ledger \(path) has the unknown format \(found)")
    }
    guard schema == tables else {
      throw LedgerError(
        .altered,
        "the ledger \(path) is not to be trusted: its tables are not those that avouch makes")
    }
  }

  private static func contents(
    of database: SQLiteDatabase, path: String
  ) throws(LedgerError) -> (identifier: Int, version: Int, schema: [String: String]) {
    do throws(SQLiteError) {
      let identifier = try database.rows("PRAGMA application_id").first?.first?.integer ?? 0
      let version = try database.rows("PRAGMA user_version").first?.first?.integer ?? 0
      let rows = try database.rows(
        "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
      let pairs = rows.map { ($0[0].text ?? "", $0[1].text ?? "") }
      return (
        identifier, version, Dictionary(pairs, uniquingKeysWith: { first, _ in first + " twice" })
      )
    } catch {
      throw LedgerError(path, error)
    }
  }
}
