/// Asks a live PostgreSQL server for what is in one of its databases.
package struct LiveSchemaRequest: ObservationRequest {
  package typealias Facts = DatabaseSchema

  package let database: DatabaseTarget

  package init(database: DatabaseTarget) { self.database = database }

  package var subject: String { "the schema of \(database.label)" }

  package var place: String { database.label }
}

/// A live database and what it is called in public.
package struct DatabaseTarget: Hashable, Sendable {
  /// May hold a password, so that it is never shown.
  package let connection: String
  package let label: String

  package init(connection: String, label: String) {
    self.connection = connection
    self.label = label
  }
}
