import Systems

/// Lets through what is one SELECT and nothing else.
///
/// The server's read-only transaction is the other half: it refuses what a called function would write.
package enum QueryGuard {
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
    return nil
  }
}
