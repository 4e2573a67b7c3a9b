import Model
import Systems

/// The append-only history of runs in one file.
///
/// Every run carries the digest of the one before, and every state the digest of its content. The
/// chain is followed to its end before anything is taken from a ledger or added to it.
package struct Ledger {
  package let path: String
  let database: SQLiteDatabase

  /// Opens a ledger to read it.
  ///
  /// - Throws: `LedgerError` when there is none, it is no ledger or a newer one, or it was altered.
  package static func reading(
    _ path: String, patience: Duration = .seconds(10)
  ) throws(LedgerError) -> Ledger {
    let file = LedgerFile(path: path, patience: patience)
    let ledger = Ledger(path: path, database: try file.open(.readOnly))
    _ = try ledger.chain()
    return ledger
  }

  /// Opens a ledger to add runs to it, and makes it where there is none.
  ///
  /// - Throws: `LedgerError` as for reading, and when nothing can be written.
  package static func recording(
    _ path: String, patience: Duration = .seconds(10)
  ) throws(LedgerError) -> Ledger {
    let file = LedgerFile(path: path, patience: patience)
    if !file.exists { try file.create() }
    let ledger = Ledger(path: path, database: try file.open(.readWrite))
    _ = try ledger.chain()
    try ledger.tryToWrite()
    return ledger
  }

  /// Opens a ledger to find out what of it is intact; its chain may be broken.
  package static func verifying(
    _ path: String, patience: Duration = .seconds(10)
  ) throws(LedgerError) -> Ledger {
    Ledger(path: path, database: try LedgerFile(path: path, patience: patience).open(.readOnly))
  }

  /// Begins to write and takes it back, so that a run is not made in vain.
  private func tryToWrite() throws(LedgerError) {
    try query { database throws(SQLiteError) in
      try database.execute("BEGIN IMMEDIATE")
      do throws(SQLiteError) {
        try database.execute("PRAGMA user_version = \(LedgerFormat.version)")
      } catch {
        if database.isInTransaction { try database.execute("ROLLBACK") }
        throw error
      }
      try database.execute("ROLLBACK")
    }
  }

  func query<Result>(
    _ work: (SQLiteDatabase) throws(SQLiteError) -> Result
  ) throws(LedgerError) -> Result {
    do throws(SQLiteError) {
      return try work(database)
    } catch {
      throw LedgerError(path, error)
    }
  }
}
