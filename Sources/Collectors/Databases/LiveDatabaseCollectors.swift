import Databases
import Model
import Systems

/// Reads the catalog of a live database.
package struct LiveSchemaCollector: Collector {
  package init() {}

  package func collect(_ request: LiveSchemaRequest, in context: CollectionContext)
    throws(Unavailable) -> DatabaseSchema
  {
    try LiveDatabase(request.database).schema()
  }
}

/// Reads how a live server is configured.
package struct DatabaseServerCollector: Collector {
  package init() {}

  package func collect(_ request: DatabaseServerRequest, in context: CollectionContext)
    throws(Unavailable) -> DatabaseServer
  {
    try LiveDatabase(request.database).server()
  }
}

/// Asks a live database one question.
package struct DatabaseQueryCollector: Collector {
  package init() {}

  package func collect(_ request: DatabaseQueryRequest, in context: CollectionContext)
    throws(Unavailable) -> QueryAnswer
  {
    var limits = PostgreSQLConnection.Limits()
    limits.statement = request.timeLimit
    limits.rows = 10_000
    return try LiveDatabase(request.database, limits: limits).answer(to: request.query)
  }
}
