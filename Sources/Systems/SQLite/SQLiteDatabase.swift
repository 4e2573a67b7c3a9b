import CSQLite

/// A connection to a database in a file or in memory.
///
/// One thread at a time uses a connection and its statements. What a database file contains is not
/// trusted: no extension can be loaded, other files cannot be attached, and functions that a schema
/// names cannot reach outside the database.
@safe
package final class SQLiteDatabase {
  package enum Access: Hashable, Sendable {
    case readOnly
    /// The file must exist.
    case readWrite
    /// The file is made when there is none.
    case create
  }

  /// How a transaction takes its lock.
  package enum TransactionMode: String, Sendable {
    /// At the first read or write.
    case deferred = "DEFERRED"
    /// Now, for writing; others may read.
    case immediate = "IMMEDIATE"
    case exclusive = "EXCLUSIVE"
  }

  /// What one statement may take.
  package struct Limits: Hashable, Sendable {
    /// Bytes of one text, blob or row.
    package var valueBytes: Int
    /// Bytes of the text of one statement.
    package var statementBytes: Int

    package init(valueBytes: Int = 64 << 20, statementBytes: Int = 1 << 20) {
      self.valueBytes = valueBytes
      self.statementBytes = statementBytes
    }
  }

  let handle: OpaquePointer

  /// Opens a database that lives as long as this value.
  package static func inMemory(limits: Limits = Limits()) throws(SQLiteError) -> SQLiteDatabase {
    try SQLiteDatabase(name: ":memory:", flags: SQLITE_OPEN_READWRITE, limits: limits)
  }

  /// Opens a database file.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - access: what may be done with it.
  ///   - busyTimeout: how long to wait for a lock of another connection.
  ///   - limits: what one statement may take.
  ///   - followsLinks: whether a symbolic link as the file's name is followed.
  /// - Throws: `SQLiteError`, of kind `cannotOpen` when there is no such file. Whether it is a database
  ///   shows with the first statement.
  package convenience init(
    at path: String, _ access: Access, busyTimeout: Duration = .seconds(5),
    limits: Limits = Limits(), followsLinks: Bool = true
  ) throws(SQLiteError) {
    let mode =
      switch access {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    // A name that begins with a colon or "file:" would not be read as a path.
    let name = path.hasPrefix("/") ? path : "./\(path)"
    try self.init(
      name: name, flags: mode | (followsLinks ? 0 : SQLITE_OPEN_NOFOLLOW), limits: limits)
    let (seconds, attoseconds) = busyTimeout.components
    let milliseconds = seconds.multipliedReportingOverflow(by: 1_000)
    let wait =
      milliseconds.overflow
      ? Int32.max
      : Int32(clamping: milliseconds.partialValue &+ attoseconds / 1_000_000_000_000_000)
    unsafe _ = sqlite3_busy_timeout(handle, wait)
  }

  private init(name: String, flags: Int32, limits: Limits) throws(SQLiteError) {
    var opened: OpaquePointer?
    let all = flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    // The name lives through the call; `opened` is set even when it fails, and then closed below.
    let code = unsafe sqlite3_open_v2(name, &opened, all, nil)
    guard code == SQLITE_OK, let opened = unsafe opened else {
      let reason = unsafe Self.text(sqlite3_errmsg(opened))
      unsafe _ = sqlite3_close_v2(opened)
      throw SQLiteError(code: code, reason: reason)
    }
    unsafe handle = opened
    // The connection is open and this is its only user so far.
    unsafe _ = csqlite_switch(opened, SQLITE_DBCONFIG_DEFENSIVE, 1)
    unsafe _ = csqlite_switch(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    unsafe _ = csqlite_switch(opened, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0)
    unsafe _ = csqlite_switch(opened, SQLITE_DBCONFIG_DQS_DML, 0)
    unsafe _ = csqlite_switch(opened, SQLITE_DBCONFIG_DQS_DDL, 0)
    unsafe _ = sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, Int32(clamping: limits.valueBytes))
    unsafe _ = sqlite3_limit(
      opened, SQLITE_LIMIT_SQL_LENGTH, Int32(clamping: limits.statementBytes))
    unsafe _ = sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0)
  }

  // The only owner; statements keep the connection alive, so that none is open any more.
  deinit { unsafe _ = sqlite3_close_v2(handle) }

  /// How many rows the last statement inserted, changed or deleted.
  package var changedRows: Int { unsafe Int(sqlite3_changes64(handle)) }

  /// The row identifier of the last row inserted.
  package var lastInsertedRow: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

  package var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// Compiles one statement.
  ///
  /// - Throws: `SQLiteError` when it is wrong, empty, or more than one.
  package func prepare(_ statement: String) throws(SQLiteError) -> SQLiteStatement {
    try SQLiteStatement(statement, in: self)
  }

  /// Runs statements separated by semicolons and drops their rows.
  package func execute(_ statements: String) throws(SQLiteError) {
    try check(unsafe sqlite3_exec(handle, statements, nil, nil, nil))
  }

  /// Runs one statement with values for its parameters and drops its rows.
  package func run(_ statement: String, _ values: [SQLiteValue]) throws(SQLiteError) {
    try prepare(statement).run(values)
  }

  /// Every row of one query.
  package func rows(
    _ query: String, _ values: [SQLiteValue] = []
  ) throws(SQLiteError) -> [[SQLiteValue]] {
    try prepare(query).rows(values)
  }

  /// Does all of the work or none of it.
  ///
  /// - Throws: what the work throws, after everything was taken back; or `SQLiteError` when the
  ///   transaction cannot be begun (one is open already) or ended.
  package func transaction<Result>(
    _ mode: TransactionMode = .immediate, _ work: () throws -> Result
  ) throws -> Result {
    try execute("BEGIN \(mode.rawValue)")
    do {
      let result = try work()
      try execute("COMMIT")
      return result
    } catch {
      // Some errors have taken everything back already.
      if isInTransaction { try execute("ROLLBACK") }
      throw error
    }
  }

  func check(_ code: Int32) throws(SQLiteError) {
    if code != SQLITE_OK { throw failure(code) }
  }

  func failure(_ code: Int32) -> SQLiteError {
    // The message is valid until the next call on this connection; copied at once.
    SQLiteError(code: code, reason: unsafe Self.text(sqlite3_errmsg(handle)))
  }

  private static func text(_ message: UnsafePointer<CChar>?) -> String {
    // SQLite's messages are terminated strings.
    unsafe message.map { unsafe String(cString: $0) } ?? "unknown reason"
  }
}
