import Model
import Systems

/// A live database, asked in one transaction that cannot write.
package struct LiveDatabase {
  private let target: DatabaseTarget
  private let limits: PostgreSQLConnection.Limits

  package init(
    _ target: DatabaseTarget, limits: PostgreSQLConnection.Limits = PostgreSQLConnection.Limits()
  ) {
    self.target = target
    self.limits = limits
  }

  /// What is in the database, from the catalog, which every role may read.
  package func schema() throws(Unavailable) -> DatabaseSchema {
    try asked { connection throws(PostgreSQLError) in
      try connection.beginReading()
      var reader = LiveSchemaReader(connection: connection, label: target.label)
      try reader.read()
      return reader.schema
    }
  }

  /// How the server is configured; what the role may not see is said to be unseen.
  package func server() throws(Unavailable) -> DatabaseServer {
    try asked { connection throws(PostgreSQLError) in
      try connection.beginReading()
      return try LiveServerReader(connection: connection, label: target.label).read()
    }
  }

  /// The rows of one query that only reads.
  ///
  /// - Throws: `Unavailable` when it is not a single SELECT, or could not be answered.
  package func answer(to query: String) throws(Unavailable) -> QueryAnswer {
    if let problem = QueryGuard.problem(with: query) { throw Unavailable(problem) }
    return try asked { connection throws(PostgreSQLError) in
      try connection.beginReading(searchPath: nil)
      let answer = try connection.rows(query)
      return QueryAnswer(columns: answer.columns, rows: answer.rows, isCut: answer.isCut)
    }
  }

  private func asked<Answer>(
    _ ask: (PostgreSQLConnection) throws(PostgreSQLError) -> Answer
  ) throws(Unavailable) -> Answer {
    do throws(PostgreSQLError) {
      let connection = try PostgreSQLConnection(target.connection, limits: limits)
      return try ask(connection)
    } catch {
      throw Unavailable("\(target.label): \(error.words)")
    }
  }
}
