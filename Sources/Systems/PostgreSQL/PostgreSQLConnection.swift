import CPQ
import Glibc

/// A connection to a PostgreSQL server, for one thread at a time, that only ever reads.
///
/// What the server sends is not trusted: rows and bytes are bounded, and no wait is without an end.
@safe
package final class PostgreSQLConnection {
  /// What one connection and its statements may take.
  package struct Limits: Hashable, Sendable {
    /// Seconds until a connection is given up.
    package var connecting: Int
    /// Seconds that one statement may take.
    package var statement: Int
    package var rows: Int
    /// Bytes of all values of one answer.
    package var bytes: Int

    package init(
      connecting: Int = 10, statement: Int = 15, rows: Int = 200_000, bytes: Int = 64 << 20
    ) {
      self.connecting = connecting
      self.statement = statement
      self.rows = rows
      self.bytes = bytes
    }
  }

  /// The rows of one answer, in which nil stands for NULL.
  package struct Answer: Sendable {
    package let columns: [String]
    package let rows: [[String?]]
    /// Whether the answer was longer than the limits.
    package let isCut: Bool
  }

  private let handle: OpaquePointer
  private let limits: Limits
  private let secrets: [String]

  /// Connects as the string says, which may be a URI or `key=value` pairs; what it leaves out comes
  /// from the environment, as for every program of PostgreSQL.
  package init(_ connection: String, limits: Limits = Limits()) throws(PostgreSQLError) {
    self.limits = limits
    secrets = try Self.passwords(in: connection)
    let words = ["dbname", "connect_timeout", "application_name", "client_encoding"]
    let values = [connection, String(limits.connecting), "avouch", "UTF8"]
    // strdup's copies live until libpq has read them.
    var keys = unsafe words.map { unsafe UnsafePointer(strdup($0)) } + [nil]
    var texts = unsafe values.map { unsafe UnsafePointer(strdup($0)) } + [nil]
    defer {
      unsafe keys.forEach { unsafe free(UnsafeMutableRawPointer(mutating: $0)) }
      unsafe texts.forEach { unsafe free(UnsafeMutableRawPointer(mutating: $0)) }
    }
    guard let started = unsafe PQconnectStartParams(&keys, &texts, 1) else {
      throw PostgreSQLError(.connection, "there is no memory for a connection")
    }
    unsafe handle = started
    let deadline = ContinuousClock.now + .seconds(limits.connecting)
    var state = PGRES_POLLING_WRITING
    while state != PGRES_POLLING_OK {
      guard state != PGRES_POLLING_FAILED, unsafe PQstatus(started) != CONNECTION_BAD else {
        let reason = unsafe Self.message(of: started, without: secrets)
        throw PostgreSQLError(.connection, "there is no connection: \(reason)")
      }
      guard unsafe Self.wait(for: started, toWrite: state == PGRES_POLLING_WRITING, until: deadline)
      else {
        throw PostgreSQLError(
          .timeout, "the server did not answer within \(limits.connecting) s")
      }
      unsafe state = PQconnectPoll(started)
    }
    unsafe _ = PQsetErrorVerbosity(started, PQERRORS_DEFAULT)
    // Notices are not for the terminal of whoever runs this.
    unsafe _ = PQsetNoticeProcessor(started, { _, _ in }, nil)
  }

  // The only owner.
  deinit { unsafe PQfinish(handle) }

  /// Runs one statement and takes its rows.
  package func rows(
    _ statement: String, _ parameters: [String] = []
  ) throws(PostgreSQLError) -> Answer {
    // strdup's copies live until libpq has read them.
    var texts = unsafe parameters.map { unsafe UnsafePointer(strdup($0)) }
    defer { unsafe texts.forEach { unsafe free(UnsafeMutableRawPointer(mutating: $0)) } }
    let sent = unsafe PQsendQueryParams(
      handle, statement, Int32(parameters.count), nil, &texts, nil, nil, 0)
    guard sent == 1, unsafe PQsetSingleRowMode(handle) == 1 else { throw failure() }
    let deadline = ContinuousClock.now + .seconds(limits.statement + 5)
    var taken = Taken()
    // The rest is taken in any case, since the connection answers one command at a time.
    var failed: PostgreSQLError?
    while let result = try unsafe nextResult(until: deadline) {
      defer { unsafe PQclear(result) }
      switch unsafe PQresultStatus(result) {
      case PGRES_SINGLE_TUPLE, PGRES_TUPLES_OK: unsafe take(result, &taken)
      case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: continue
      default:
        if !taken.isCut, failed == nil { failed = unsafe failure(result) }
      }
    }
    if let failed { throw failed }
    return Answer(columns: taken.columns, rows: taken.rows, isCut: taken.isCut)
  }

  /// Begins a transaction that cannot write and sees one moment of the database.
  ///
  /// - Parameter searchPath: Where names without a schema are looked for; nil for the role's own.
  /// - Throws: `PostgreSQLError` when the server does not take it.
  package func beginReading(searchPath: String? = "pg_catalog") throws(PostgreSQLError) {
    _ = try rows("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    _ = try rows("SET LOCAL statement_timeout = '\(limits.statement)s'")
    _ = try rows("SET LOCAL lock_timeout = '3s'")
    _ = try rows("SET LOCAL idle_in_transaction_session_timeout = '60s'")
    if let searchPath { _ = try rows("SET LOCAL search_path = \(searchPath)") }
  }

  /// Runs a statement whose failure leaves the transaction as it was.
  package func rowsIfAllowed(
    _ statement: String
  ) throws(PostgreSQLError) -> Result<Answer, PostgreSQLError> {
    _ = try rows("SAVEPOINT look")
    do throws(PostgreSQLError) {
      let answer = try rows(statement)
      _ = try rows("RELEASE SAVEPOINT look")
      return .success(answer)
    } catch {
      _ = try rows("ROLLBACK TO SAVEPOINT look")
      return .failure(error)
    }
  }

  private struct Taken {
    var columns: [String] = []
    var rows: [[String?]] = []
    var bytes = 0
    var isCut = false
  }

  private func take(_ result: OpaquePointer, _ taken: inout Taken) {
    let count = unsafe PQnfields(result)
    if taken.columns.isEmpty {
      for column in 0..<count {
        // A column in range has a terminated name, which lives as long as the result.
        taken.columns.append(
          unsafe PQfname(result, column).map { unsafe String(cString: $0) } ?? "")
      }
    }
    for row in 0..<(unsafe PQntuples(result)) {
      guard !taken.isCut else { return }
      guard taken.rows.count < limits.rows, taken.bytes < limits.bytes else {
        taken.isCut = true
        cancel()
        return
      }
      var values: [String?] = []
      for column in 0..<count {
        guard unsafe PQgetisnull(result, row, column) == 0,
          let text = unsafe PQgetvalue(result, row, column)
        else {
          values.append(nil)
          continue
        }
        // Text values are terminated and live as long as the result.
        let value = unsafe String(cString: text)
        taken.bytes += value.utf8.count
        values.append(value)
      }
      taken.rows.append(values)
    }
  }

  private func nextResult(
    until deadline: ContinuousClock.Instant
  ) throws(PostgreSQLError) -> OpaquePointer? {
    while unsafe PQisBusy(handle) == 1 {
      guard unsafe Self.wait(for: handle, toWrite: false, until: deadline) else {
        cancel()
        throw PostgreSQLError(.timeout, "the server did not answer in time")
      }
      guard unsafe PQconsumeInput(handle) == 1 else { throw failure() }
    }
    return unsafe PQgetResult(handle)
  }

  private func cancel() {
    guard let request = unsafe PQgetCancel(handle) else { return }
    var reason = [CChar](repeating: 0, count: 256)
    // libpq writes at most as many bytes as it is told there are.
    unsafe _ = PQcancel(request, &reason, Int32(reason.count))
    unsafe PQfreeCancel(request)
  }

  private static func wait(
    for handle: OpaquePointer, toWrite: Bool, until deadline: ContinuousClock.Instant
  ) -> Bool {
    let socket = unsafe PQsocket(handle)
    guard socket >= 0 else { return true }
    let left = deadline - ContinuousClock.now
    let milliseconds =
      left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000
    guard milliseconds > 0 else { return false }
    var entry = pollfd(fd: socket, events: Int16(toWrite ? POLLOUT : POLLIN), revents: 0)
    // One entry, as told.
    let ready = unsafe poll(&entry, 1, Int32(clamping: milliseconds))
    return ready > 0 || ready < 0 && errno == EINTR
  }

  private func failure() -> PostgreSQLError {
    PostgreSQLError(
      .connection, "the connection failed: \(unsafe Self.message(of: handle, without: secrets))")
  }

  private func failure(_ result: OpaquePointer) -> PostgreSQLError {
    // Both texts live as long as the result.
    let state = unsafe PQresultErrorField(result, 67).map { unsafe String(cString: $0) }
    let words = unsafe PQresultErrorField(result, 77).map { unsafe String(cString: $0) }
    let message = Self.masked(words ?? "it failed", secrets)
    switch state {
    case "42501": return PostgreSQLError(.forbidden, message, state: state)
    case "57014", "55P03": return PostgreSQLError(.timeout, message, state: state)
    default: return PostgreSQLError(.other, message, state: state)
    }
  }

  private static func message(of handle: OpaquePointer, without secrets: [String]) -> String {
    // The message is a terminated string, valid until the next call.
    let text = unsafe PQerrorMessage(handle).map { unsafe String(cString: $0) } ?? ""
    let line = text.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "\t" } }
      .joined(separator: "; ")
    return masked(line, secrets)
  }

  private static func masked(_ text: String, _ secrets: [String]) -> String {
    secrets.reduce(text) { $0.replacing($1, with: "•••") }
  }

  /// The passwords in a connection string, so that no message quotes them.
  private static func passwords(in connection: String) throws(PostgreSQLError) -> [String] {
    guard !connection.utf8.contains(0) else {
      throw PostgreSQLError(.connection, "the connection string holds a null byte")
    }
    // libpq allocates a list that ends with an entry without a keyword, which is freed below. Its own
    // message may quote the string and is dropped.
    guard let options = unsafe PQconninfoParse(connection, nil) else {
      throw PostgreSQLError(
        .connection, "the connection string is not one that libpq reads (a URI or key=value pairs)")
    }
    defer { unsafe PQconninfoFree(options) }
    var found: [String] = []
    var option = unsafe options
    while let keyword = unsafe option.pointee.keyword {
      let name = unsafe String(cString: keyword)
      if name.contains("password"), let value = unsafe option.pointee.val {
        let text = unsafe String(cString: value)
        if !text.isEmpty { found.append(text) }
      }
      unsafe option += 1
    }
    return found
  }
}
