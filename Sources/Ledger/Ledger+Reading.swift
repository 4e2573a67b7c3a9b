import Model
import Systems

extension Ledger {
  /// How many runs there are.
  package func count() throws(LedgerError) -> Int {
    try query { database throws(SQLiteError) in
      try database.rows("SELECT count(*) FROM run").first?.first?.integer ?? 0
    }
  }

  /// One run by its number.
  package func run(_ number: Int) throws(LedgerError) -> LedgerRun {
    let rows = try query { database throws(SQLiteError) in
      try database.rows("SELECT digest, line FROM run WHERE number = ?", [.init(number)])
    }
    guard let row = rows.first else {
      throw LedgerError("the ledger \(path) has no run \(number)")
    }
    var states = StateReader()
    return try loaded(number, row[0].text ?? "", row[1].text ?? "", &states)
  }

  /// The run whose digest begins so; nil when there is none.
  ///
  /// - Throws: `LedgerError` when there are several.
  package func run(withDigest start: String) throws(LedgerError) -> LedgerRun? {
    let rows = try query { database throws(SQLiteError) in
      try database.rows(
        "SELECT number FROM run WHERE substr(digest, 1, ?) = ? ORDER BY number LIMIT 2",
        [.init(start.utf8.count), .text(start)])
    }
    guard rows.count < 2 else {
      throw LedgerError(
        "several runs of the ledger \(path) have a digest that begins with \(start)")
    }
    return try rows.first?.first?.integer.map { number throws(LedgerError) in try run(number) }
  }

  /// The last run; nil while there is none.
  package func last() throws(LedgerError) -> LedgerRun? {
    let count = try count()
    return count == 0 ? nil : try run(count)
  }

  /// The last run that is not dated after a moment; nil when there is none.
  package func latest(notAfter moment: Instant) throws(LedgerError) -> LedgerRun? {
    // Runs are never dated before the one before, so the halves tell on which side it is.
    var low = 0
    var high = try count()
    while low < high {
      let middle = (low + high + 1) / 2
      if try run(middle).record.assessedAt <= moment { low = middle } else { high = middle - 1 }
    }
    return low == 0 ? nil : try run(low)
  }

  /// Hands over every run in order; equal states are read once.
  package func forEach(_ take: (LedgerRun) throws -> Void) throws {
    var states = StateReader()
    let statement = try query { database throws(SQLiteError) in
      try database.prepare("SELECT number, digest, line FROM run ORDER BY number")
    }
    while try query({ _ throws(SQLiteError) in try statement.step() }) {
      let number = statement.column(0).integer ?? 0
      try take(
        loaded(
          number, statement.column(1).text ?? "", statement.column(2).text ?? "", &states))
    }
  }

  /// Hands over the lines of the export: each state before the first run that names it.
  ///
  /// The SHA-256 of a line is the name under which later lines refer to it.
  package func forEachLine(_ take: (String) throws -> Void) throws {
    var written: Set<String> = []
    try forEach { run in
      for (entry, state) in zip(run.record.controls, run.states)
      where written.insert(entry.state).inserted {
        try take(state.line)
      }
      try take(run.record.line)
    }
  }

  /// The assessment with what the runs before it say of it.
  package func dated(_ assessment: Assessment) throws(LedgerError) -> Assessment {
    let previous = try latest(notAfter: assessment.assessedAt)
    let states = assessment.controls.map { ControlState($0) }
    return assessment.dated(
      since: StateDates.starts(of: states, at: assessment.assessedAt, after: previous),
      ledger: previous?.mark)
  }
}
