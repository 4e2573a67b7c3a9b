import CSQLite

/// One compiled statement, to be run as often as wanted.
@safe
package final class SQLiteStatement {
  /// Keeps the connection open for as long as the statement lives.
  private let database: SQLiteDatabase
  private let handle: OpaquePointer
  package let columnNames: [String]
  /// How many parameters it takes.
  package let parameterCount: Int

  init(_ text: String, in database: SQLiteDatabase) throws(SQLiteError) {
    let bytes = Array(text.utf8CString)
    var compiled: OpaquePointer?
    var isWhole = true
    // The array ends with a zero and lives through the closure; the tail that SQLite answers points
    // into it.
    let code = unsafe bytes.withUnsafeBufferPointer { buffer in
      var tail: UnsafePointer<CChar>?
      let code = unsafe sqlite3_prepare_v2(
        database.handle, buffer.baseAddress, -1, &compiled, &tail)
      if let tail = unsafe tail {
        unsafe isWhole = String(cString: tail).allSatisfy(\.isWhitespace)
      }
      return code
    }
    try database.check(code)
    guard let compiled = unsafe compiled else {
      throw SQLiteError(code: SQLITE_MISUSE, reason: "the statement is empty")
    }
    guard isWhole else {
      // Compiled just above and handed to nobody.
      unsafe _ = sqlite3_finalize(compiled)
      throw SQLiteError(code: SQLITE_MISUSE, reason: "there is more than one statement")
    }
    self.database = database
    unsafe handle = compiled
    unsafe parameterCount = Int(sqlite3_bind_parameter_count(compiled))
    columnNames = unsafe (0..<sqlite3_column_count(compiled)).map { column in
      // Valid until the statement is compiled again; copied at once.
      unsafe sqlite3_column_name(compiled, column).map { unsafe String(cString: $0) } ?? ""
    }
  }

  /// The only owner.
  deinit { unsafe _ = sqlite3_finalize(handle) }

  /// Gives values to all parameters, in order, and goes back to before the first row.
  ///
  /// - Throws: `SQLiteError` when there are more or fewer values than parameters, or one is too big.
  package func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
    reset()
    guard values.count == parameterCount else {
      throw SQLiteError(
        code: SQLITE_RANGE, reason: "\(parameterCount) values expected, \(values.count) given")
    }
    for (index, value) in values.enumerated() {
      try database.check(bind(value, at: Int32(clamping: index + 1)))
    }
  }

  private func bind(_ value: SQLiteValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return unsafe sqlite3_bind_null(handle, index)
    case .integer(let number): return unsafe sqlite3_bind_int64(handle, index, number)
    case .real(let number): return unsafe sqlite3_bind_double(handle, index, number)
    case .text(let text):
      var text = text
      // SQLite copies the bytes within the call, as told by `csqlite_transient`.
      return text.withUTF8 { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
          // An empty text has no address, which would bind null.
          guard let start = characters.baseAddress else {
            return unsafe sqlite3_bind_text(handle, index, "", 0, csqlite_transient())
          }
          return unsafe sqlite3_bind_text64(
            handle, index, start, UInt64(characters.count), csqlite_transient(),
            UInt8(SQLITE_UTF8))
        }
      }
    case .blob(let bytes):
      // As for text; an empty blob has no address.
      return unsafe bytes.withUnsafeBytes { buffer in
        guard unsafe !buffer.isEmpty else { return unsafe sqlite3_bind_zeroblob(handle, index, 0) }
        return unsafe sqlite3_bind_blob64(
          handle, index, buffer.baseAddress, UInt64(buffer.count), csqlite_transient())
      }
    }
  }

  /// Goes to the next row.
  ///
  /// - Returns: whether there is one.
  package func step() throws(SQLiteError) -> Bool {
    let code = unsafe sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let failure = database.failure(code)
      reset()
      throw failure
    }
  }

  /// Goes back to before the first row; bound values stay.
  package func reset() { unsafe _ = sqlite3_reset(handle) }

  /// Binds values, runs to the end, and drops the rows.
  package func run(_ values: [SQLiteValue] = []) throws(SQLiteError) {
    try bind(values)
    while try step() {}
    reset()
  }

  /// Every row for these values.
  package func rows(_ values: [SQLiteValue] = []) throws(SQLiteError) -> [[SQLiteValue]] {
    try bind(values)
    var rows: [[SQLiteValue]] = []
    while try step() { rows.append(columnNames.indices.map(column)) }
    reset()
    return rows
  }

  /// A value of the present row; null for a column that there is not.
  package func column(_ index: Int) -> SQLiteValue {
    guard columnNames.indices.contains(index) else { return .null }
    let column = Int32(clamping: index)
    // Pointers are valid until the next step and copied at once. The length is asked for after the
    // value, as SQLite's manual says.
    switch unsafe sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return unsafe .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT: return unsafe .real(sqlite3_column_double(handle, column))
    case SQLITE_TEXT:
      guard let start = unsafe sqlite3_column_text(handle, column) else { return .text("") }
      let count = unsafe Int(sqlite3_column_bytes(handle, column))
      let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
      return unsafe .text(String(decoding: bytes, as: UTF8.self))
    case SQLITE_BLOB:
      guard let start = unsafe sqlite3_column_blob(handle, column) else { return .blob([]) }
      let count = unsafe Int(sqlite3_column_bytes(handle, column))
      return unsafe .blob([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
    default: return .null
    }
  }
}
