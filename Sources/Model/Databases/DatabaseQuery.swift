/// Asks a live PostgreSQL server one question in SQL.
package struct DatabaseQueryRequest: ObservationRequest {
  package typealias Facts = QueryAnswer

  package let database: DatabaseTarget
  package let query: String
  /// Seconds that the query may take.
  package let timeLimit: Int

  package init(database: DatabaseTarget, query: String, timeLimit: Int) {
    self.database = database
    self.query = query
    self.timeLimit = timeLimit
  }

  package var subject: String { "a query of \(database.label)" }

  package var place: String { database.label }
}

/// The rows of an answer.
package struct QueryAnswer: Sendable {
  package let columns: [String]
  /// Nil stands for NULL.
  package let rows: [[String?]]
  /// Whether there were more rows than are kept.
  package let isCut: Bool

  package init(columns: [String], rows: [[String?]], isCut: Bool) {
    self.columns = columns
    self.rows = rows
    self.isCut = isCut
  }
}
