import Model
import Systems

/// A version of a package, as it is looked for.
package struct PackageIdentity: Sendable, Hashable {
  package let ecosystem: String
  /// In the form of `PackageNaming.key`.
  package let key: String
  package let version: String

  package init(ecosystem: String, name: String, version: String) {
    self.ecosystem = ecosystem
    key = PackageNaming.key(name, in: ecosystem)
    self.version = version
  }
}

/// One record that speaks of a version.
package struct AdvisoryMatch: Sendable {
  package let package: PackageIdentity
  /// The record, with what it says of this package alone.
  package let advisory: Advisory
  package let outcome: Affectedness
}

/// Finds the records that speak of packages.
package final class AdvisoryLookup {
  private let database: AdvisoryDatabase
  private let affected: SQLiteStatement
  private let record: SQLiteStatement
  private let byAlias: SQLiteStatement
  private let exploited: SQLiteStatement
  private let release: SQLiteStatement
  /// The numbers and names of ecosystems, by their name without a release.
  private let ecosystems: [String: [(number: Int, name: String)]]
  private var records: [Int64: Advisory] = [:]

  package init(_ database: AdvisoryDatabase) throws(Unavailable) {
    self.database = database
    let connection = database.database
    do throws(SQLiteError) {
      affected = try connection.prepare(
        "SELECT advisory, content FROM affected WHERE ecosystem = ? AND package = ?")
      record = try connection.prepare(
        """
        SELECT name, kind, modified, published, summary, severities, rating, aliases, upstream
        FROM advisory WHERE id = ?
        """)
      byAlias = try connection.prepare("SELECT advisory FROM alias WHERE name = ?")
      exploited = try connection.prepare("SELECT added, due FROM exploited WHERE name = ?")
      release = try connection.prepare(
        "SELECT released FROM release WHERE ecosystem = ? AND package = ? AND version = ?")
      var known: [String: [(Int, String)]] = [:]
      for row in try connection.rows("SELECT id, name FROM ecosystem") {
        let name = row[1].text ?? ""
        known[String(name.prefix { $0 != ":" }), default: []].append((row[0].integer ?? 0, name))
      }
      ecosystems = known
    } catch {
      throw AdvisoryDatabase.reason(error, database.path)
    }
  }

  /// Does work that asks many questions.
  ///
  /// All of them see one state of the database, and its file is locked once instead of for each of
  /// them. Whoever writes it waits until the work is done.
  package func inOneTransaction<Result>(
    _ work: () throws(Unavailable) -> Result
  ) throws(Unavailable) -> Result {
    try database.guarded { () throws(SQLiteError) in try database.database.execute("BEGIN") }
    // What only read has nothing to lose when its end fails.
    defer { try? database.database.execute("COMMIT") }
    return try work()
  }

  /// Every record that says a version is affected, or of which that cannot be told.
  package func matches(
    for packages: [PackageIdentity], shouldStop: () -> Bool = { false }
  ) throws(Unavailable) -> [AdvisoryMatch] {
    var found: [AdvisoryMatch] = []
    let groups = Dictionary(grouping: packages) { Group(ecosystem: $0.ecosystem, key: $0.key) }
    // Neighbours in the index lie on the same pages.
    for group in groups.keys.sorted() where !shouldStop() {
      let entries = try database.guarded { () throws(SQLiteError) -> [Entry] in
        try self.entries(of: group)
      }
      for package in groups[group] ?? [] {
        for entry in entries {
          let outcome = entry.outcome(for: package)
          if outcome == .unaffected { continue }
          let advisory = try database.guarded { () throws(SQLiteError) -> Advisory? in
            try self.advisory(entry.row)
          }
          guard let advisory else { throw damaged }
          found.append(
            AdvisoryMatch(
              package: package, advisory: advisory.of(entry.records, package), outcome: outcome))
        }
      }
    }
    return found
  }

  /// Whether any record speaks of the package, in whatever version.
  package func isKnown(_ name: String, in ecosystem: String) throws(Unavailable) -> Bool {
    let group = Group(ecosystem: ecosystem, key: PackageNaming.key(name, in: ecosystem))
    return try database.guarded { () throws(SQLiteError) -> Bool in
      try !entries(of: group).isEmpty
    }
  }

  /// The records that share a name with others: the same hole in other databases.
  package func records(named names: [String]) throws(Unavailable) -> [Advisory] {
    try database.guarded { () throws(SQLiteError) -> [Advisory] in
      var found: [Advisory] = []
      for name in names {
        for row in try byAlias.rows([.text(name)]) {
          if let advisory = try advisory(Int64(row[0].integer ?? 0)) { found.append(advisory) }
        }
      }
      return found
    }
  }

  /// When the first of the names was listed as exploited, and by when it must be mended.
  package func exploitation(of names: [String]) throws(Unavailable) -> ExploitedHole? {
    try database.guarded { () throws(SQLiteError) -> ExploitedHole? in
      for name in names {
        guard let row = try exploited.rows([.text(name)]).first, let added = row[0].integer else {
          continue
        }
        return ExploitedHole(
          name: name, added: Instant(seconds: added).date,
          due: row[1].integer.map { Instant(seconds: $0).date })
      }
      return nil
    }
  }

  /// When a version was released, where the database was told.
  package func release(
    of version: String, package name: String, in ecosystem: String
  ) throws(Unavailable) -> Instant? {
    guard let number = ecosystems[ecosystem]?.first(where: { $0.name == ecosystem })?.number else {
      return nil
    }
    return try database.guarded { () throws(SQLiteError) -> Instant? in
      try release.rows([
        SQLiteValue(number), .text(PackageNaming.key(name, in: ecosystem)), .text(version),
      ]).first?[0].integer.map { Instant(seconds: $0) }
    }
  }

  private var damaged: Unavailable {
    Unavailable("the advisory database \(database.path) is damaged: a record is missing")
  }
}

extension AdvisoryLookup {
  private struct Group: Hashable, Comparable {
    let ecosystem: String
    let key: String

    static func < (left: Group, right: Group) -> Bool {
      (left.ecosystem, left.key) < (right.ecosystem, right.key)
    }
  }

  /// What one record says of one package, once for each release that it tells apart.
  private struct Entry {
    let row: Int64
    var records: [AffectedRecord]

    /// One release with the hole is enough; where none has it, a doubt stays one.
    func outcome(for package: PackageIdentity) -> Affectedness {
      var worst = Affectedness.unaffected
      for record in records {
        let outcome = record.versions.affectedness(of: package.version, in: package.ecosystem)
        if case .affected = outcome { return outcome }
        if outcome != .unaffected { worst = outcome }
      }
      return worst
    }
  }

  private func entries(of group: Group) throws(SQLiteError) -> [Entry] {
    let plain = String(group.ecosystem.prefix { $0 != ":" })
    var entries: [Entry] = []
    for (number, name) in ecosystems[plain] ?? [] where Self.covers(name, group.ecosystem) {
      try affected.bind([SQLiteValue(number), .text(group.key)])
      while try affected.step() {
        guard let row = affected.column(0).integer.map(Int64.init),
          let record = affected.column(1).blob.flatMap(AffectedEncoding.record)
        else { throw SQLiteError(code: 11, reason: "a record cannot be read") }
        if let index = entries.lastIndex(where: { $0.row == row }) {
          entries[index].records.append(record)
        } else {
          entries.append(Entry(row: row, records: [record]))
        }
      }
      affected.reset()
    }
    return entries
  }

  /// An entry without a release speaks for all of them, and so does a package without one.
  private static func covers(_ name: String, _ ecosystem: String) -> Bool {
    name == ecosystem || !name.contains(":") || !ecosystem.contains(":")
  }

  private func advisory(_ row: Int64) throws(SQLiteError) -> Advisory? {
    if let known = records[row] { return known }
    guard let values = try record.rows([.integer(row)]).first, let name = values[0].text else {
      return nil
    }
    func texts(_ index: Int) -> [String] {
      values[index].blob.flatMap(AffectedEncoding.texts) ?? []
    }
    let severities = texts(5)
    let advisory = Advisory(
      id: name, kind: values[1].text.flatMap { AdvisoryKind(rawValue: $0) } ?? .vulnerability,
      modified: Instant(seconds: values[2].integer ?? 0),
      published: values[3].integer.map { Instant(seconds: $0) }, aliases: texts(7),
      upstream: texts(8), summary: values[4].text ?? "",
      severities: stride(from: 0, to: severities.count - 1, by: 2).map {
        AdvisorySeverity(type: severities[$0], score: severities[$0 + 1])
      }, ratingWord: values[6].text, affected: [])
    records[row] = advisory
    return advisory
  }
}

extension Advisory {
  /// The same record with what it says of one package.
  fileprivate func of(_ records: [AffectedRecord], _ package: PackageIdentity) -> Advisory {
    let affected = records.map {
      AffectedPackage(
        ecosystem: package.ecosystem, name: package.key, severities: $0.severities,
        informational: $0.informational)
    }
    return Advisory(
      id: id, kind: kind, modified: modified, published: published, withdrawn: withdrawn,
      aliases: aliases, upstream: upstream, related: related, summary: summary,
      severities: severities, ratingWord: ratingWord, affected: affected)
  }
}
