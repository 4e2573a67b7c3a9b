import Systems

/// Lets through what is one SELECT and nothing else.
///
/// The server's read-only transaction is the other half: it refuses what a called function would write.
package enum QueryGuard {
  /// Functions that act outside of the transaction, or on it; every `lo_…` and `dblink…` too.
  private static let acting: Set<String> = [
    "set_config", "pg_terminate_backend", "pg_cancel_backend", "pg_reload_conf",
    "pg_rotate_logfile", "pg_switch_wal", "pg_create_restore_point", "pg_promote",
    "pg_logical_emit_message", "pg_file_write", "pg_file_unlink", "pg_file_rename",
    "pg_advisory_lock", "pg_advisory_lock_shared", "query_to_xml", "database_to_xml",
  ]

  /// Why a text is not such a query; nil for one that is.
  package static func problem(with query: String) -> String? {
    guard let outcome = DeepStack.run({ check(Array(query.utf8)) }) else {
      return "no thread could be made to read the query"
    }
    return outcome
  }

  private static func check(_ text: [UInt8]) -> String? {
    let statements: [SyntaxNode]
    do throws(StatementParser.Failure) {
      statements = try StatementParser().statements(text)
    } catch {
      return "the query does not parse: \(error.reason)"
    }
    guard statements.count == 1, let statement = statements.first else {
      return "expected one statement, found \(statements.count)"
    }
    guard let select = statement["SelectStmt"] else { return "expected a SELECT" }
    // SELECT INTO makes a table; data-modifying expressions and row locks write.
    if !select.descendants(having: "intoClause").isEmpty || select["intoClause"] != nil {
      return "SELECT INTO makes a table"
    }
    if !select.descendants(having: "lockingClause").isEmpty { return "the query locks rows" }
    for query in select.descendants(having: "ctequery")
    where query["ctequery"]?["SelectStmt"] == nil {
      return "a part of WITH changes rows"
    }
    for call in select.descendants(having: "funcname") {
      let name = call.list("funcname").compactMap { $0["String"]?.string("sval") }.last ?? ""
      if acting.contains(name) || name.hasPrefix("lo_") || name.hasPrefix("dblink") {
        return "\(name)() does more than read"
      }
    }
    return nil
  }
}
