import Model
import Systems

extension Ledger {
  /// Follows the chain to its end.
  ///
  /// - Throws: `LedgerError` that names the first run that is altered or missing.
  func chain() throws(LedgerError) -> ChainVerifier {
    do {
      return try followed { _, _, _ in }
    } catch let fault as LedgerFault {
      throw LedgerError(path, fault)
    } catch let error as LedgerError {
      throw error
    } catch {
      throw LedgerError("the ledger \(path) cannot be read: \(error)")
    }
  }

  /// Follows the chain, handing over the number, digest and line of each run that holds.
  private func followed(
    _ take: (Int, String, String) throws -> Void
  ) throws -> ChainVerifier {
    var verifier = ChainVerifier()
    let statement = try query { database throws(SQLiteError) in
      try database.prepare("SELECT number, digest, line FROM run ORDER BY number")
    }
    while try query({ _ throws(SQLiteError) in try statement.step() }) {
      let number = statement.column(0).integer ?? 0
      let digest = statement.column(1).text ?? ""
      let line = statement.column(2).text ?? ""
      try verifier.follow(number: number, digest: digest, line: line)
      try take(number, digest, line)
    }
    try verifier.finish(highest: try highestNumber())
    return verifier
  }

  /// The highest number that was ever given to a run.
  private func highestNumber() throws(LedgerError) -> Int {
    try query { database throws(SQLiteError) in
      try database.rows("SELECT seq FROM sqlite_sequence WHERE name = 'run'").first?.first?.integer
        ?? 0
    }
  }

  /// Reads everything there is and names the first thing that is not as it was recorded.
  ///
  /// - Throws: `LedgerError` when the file cannot be read at all.
  package func verify() throws(LedgerError) -> LedgerVerification {
    var states = StateReader()
    var history = HistoryVerifier()
    var intact: LedgerRun?
    do {
      let pages = try query { database throws(SQLiteError) in
        try database.rows("PRAGMA integrity_check(1)").first?.first?.text ?? ""
      }
      guard pages == "ok" else {
        return LedgerVerification(
          intact: nil, fault: LedgerFault(run: 1, "the file's pages are damaged (\(pages))"))
      }
      _ = try followed { number, digest, line in
        let run = try loaded(number, digest, line, &states)
        try history.follow(run)
        intact = run
      }
      let stored = try query { database throws(SQLiteError) in
        try database.rows("SELECT count(*) FROM state").first?.first?.integer ?? 0
      }
      guard stored == states.count else {
        throw LedgerFault(
          run: (intact?.record.number ?? 0) + 1,
          "\(stored - states.count) of its states are named by no run")
      }
      return LedgerVerification(intact: intact, fault: nil)
    } catch let fault as LedgerFault {
      return LedgerVerification(intact: intact, fault: fault)
    } catch let error as LedgerError {
      guard error.kind == .altered else { throw error }
      return LedgerVerification(
        intact: intact,
        fault: LedgerFault(run: (intact?.record.number ?? 0) + 1, error.message))
    } catch {
      throw LedgerError("the ledger \(path) cannot be read: \(error)")
    }
  }

  /// A run with its states, each held against its digest.
  func loaded(
    _ number: Int, _ digest: String, _ line: String, _ states: inout StateReader
  ) throws(LedgerError) -> LedgerRun {
    do throws(LedgerFault) {
      guard Digest.sha256(line) == digest else {
        throw LedgerFault(run: number, "run \(number) was altered: its digest is another one")
      }
      let record: RunRecord
      do throws(MalformedRecord) {
        record = try RunRecord(line: line)
      } catch {
        throw LedgerFault(run: number, "run \(number) cannot be read: \(error.reason)")
      }
      guard record.number == number else {
        throw LedgerFault(
          run: number, "run \(number) says that it is run \(record.number)")
      }
      let found = try states.states(of: record, in: database)
      return LedgerRun(record: record, digest: digest, states: found)
    } catch {
      throw LedgerError(path, error)
    }
  }
}
