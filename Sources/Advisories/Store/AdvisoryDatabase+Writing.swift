import Model
import Systems

extension AdvisoryDatabase {
  /// How a record was taken.
  package enum Outcome: Sendable {
    case added
    case changed
    /// The same record, or an older form of it, was there already.
    case unchanged
    /// It was taken back by its publisher, so that nothing of it is kept.
    case withdrawn
  }

  /// Writes records in one transaction: all of what the work takes, or nothing.
  package func update(
    _ work: (AdvisoryWriter) throws -> Void
  ) throws {
    do {
      try database.transaction {
        try work(try AdvisoryWriter(database))
      }
    } catch let error as SQLiteError {
      throw Self.reason(error, path)
    }
  }

  /// Gives back the room of what was replaced, and lets later queries know how the data lies.
  package func finish() throws(Unavailable) {
    try guarded { () throws(SQLiteError) in try database.execute("ANALYZE; PRAGMA optimize") }
  }
}

/// Puts records into an open transaction.
package final class AdvisoryWriter {
  private let database: SQLiteDatabase
  private let find: SQLiteStatement
  private let insert: SQLiteStatement
  private let insertAlias: SQLiteStatement
  private let insertAffected: SQLiteStatement
  private let insertExploited: SQLiteStatement
  private let insertRelease: SQLiteStatement
  private var ecosystems: [String: Int] = [:]

  init(_ database: SQLiteDatabase) throws(SQLiteError) {
    self.database = database
    find = try database.prepare("SELECT id, modified, digest FROM advisory WHERE name = ?")
    insert = try database.prepare(
      """
      INSERT INTO advisory (name, kind, modified, published, summary, severities, rating, aliases,
        upstream, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insertAlias = try database.prepare("INSERT OR IGNORE INTO alias VALUES (?, ?)")
    insertAffected = try database.prepare(
      "INSERT OR REPLACE INTO affected VALUES (?, ?, ?, ?)")
    insertExploited = try database.prepare("INSERT OR REPLACE INTO exploited VALUES (?, ?, ?)")
    insertRelease = try database.prepare("INSERT OR REPLACE INTO release VALUES (?, ?, ?, ?)")
  }

  /// Takes one record with the SHA-256 of its bytes, in place of an older form of it.
  package func add(
    _ advisory: Advisory, digest: String
  ) throws(SQLiteError) -> AdvisoryDatabase.Outcome {
    let known = try find.rows([.text(advisory.id)]).first
    if let known {
      let isNewer = advisory.modified.seconds > known[1].integer ?? 0
      if !isNewer && (known[2].text == digest || advisory.modified.seconds < known[1].integer ?? 0)
      {
        return .unchanged
      }
      try remove(Int64(known[0].integer ?? 0))
    }
    guard advisory.withdrawn == nil else { return .withdrawn }
    try insert.run([
      .text(advisory.id), .text(advisory.kind.rawValue),
      SQLiteValue(advisory.modified.seconds), SQLiteValue(advisory.published?.seconds),
      .text(advisory.summary),
      .blob(AffectedEncoding.bytes(of: advisory.severities.flatMap { [$0.type, $0.score] })),
      SQLiteValue(advisory.ratingWord), .blob(AffectedEncoding.bytes(of: advisory.aliases)),
      .blob(AffectedEncoding.bytes(of: advisory.upstream)), .text(digest),
    ])
    let row = database.lastInsertedRow
    for name in [advisory.id] + advisory.aliases {
      try insertAlias.run([.text(name), .integer(row)])
    }
    let packages = Dictionary(grouping: advisory.affected) { affected in
      let plain = affected.ecosystem.prefix { $0 != ":" }
      return [affected.ecosystem, PackageNaming.key(affected.name, in: String(plain))]
    }
    for (place, entries) in packages {
      try insertAffected.run([
        SQLiteValue(try ecosystem(place[0])), .text(place[1]), .integer(row),
        .blob(AffectedEncoding.bytes(of: AffectedRecord(entries))),
      ])
    }
    return known == nil ? .added : .changed
  }

  private func remove(_ row: Int64) throws(SQLiteError) {
    // Every other name of a record leads back to it, and there is no index the other way.
    for record in try database.rows(
      "SELECT name, aliases FROM advisory WHERE id = ?", [.integer(row)])
    {
      let aliases = record[1].blob.flatMap(AffectedEncoding.texts) ?? []
      for name in [record[0].text ?? ""] + aliases {
        try database.run(
          "DELETE FROM alias WHERE name = ? AND advisory = ?", [.text(name), .integer(row)])
      }
    }
    try database.run("DELETE FROM affected WHERE advisory = ?", [.integer(row)])
    try database.run("DELETE FROM advisory WHERE id = ?", [.integer(row)])
  }

  /// Takes a record out that its publisher no longer has.
  package func remove(named name: String) throws(SQLiteError) {
    for row in try find.rows([.text(name)]) { try remove(Int64(row[0].integer ?? 0)) }
  }

  package func add(_ hole: ExploitedHole) throws(SQLiteError) {
    try insertExploited.run([
      .text(hole.name), SQLiteValue(Instant(startOf: hole.added).seconds),
      SQLiteValue(hole.due.map { Instant(startOf: $0).seconds }),
    ])
  }

  /// Takes the date on which a version was released.
  package func add(
    release version: String, of package: String, in ecosystem: String, at date: Instant
  ) throws(SQLiteError) {
    try insertRelease.run([
      SQLiteValue(try self.ecosystem(ecosystem)),
      .text(PackageNaming.key(package, in: ecosystem)), .text(version), SQLiteValue(date.seconds),
    ])
  }

  /// Says where the data of an ecosystem is from and how far it reaches.
  package func describe(
    _ name: String, origin: String, asOf: Instant, tag: String? = nil
  ) throws(SQLiteError) {
    let number = try ecosystem(name)
    try database.run(
      "UPDATE ecosystem SET origin = ?, as_of = ?, tag = ? WHERE id = ?",
      [.text(origin), SQLiteValue(asOf.seconds), SQLiteValue(tag), SQLiteValue(number)])
  }

  private func ecosystem(_ name: String) throws(SQLiteError) -> Int {
    if let known = ecosystems[name] { return known }
    try database.run("INSERT OR IGNORE INTO ecosystem (name) VALUES (?)", [.text(name)])
    let rows = try database.rows("SELECT id FROM ecosystem WHERE name = ?", [.text(name)])
    let number = rows.first?.first?.integer ?? 0
    ecosystems[name] = number
    return number
  }
}
