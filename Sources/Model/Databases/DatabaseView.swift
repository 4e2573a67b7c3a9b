/// A view or a materialised view.
package struct DatabaseView: Sendable {
  package var name: DatabaseObjectName
  package let isMaterialized: Bool
  package var owner: String?
  /// Whether it reads with the rights of whoever asks (PostgreSQL 15 and later).
  package var isInvoker: Bool
  /// The tables and views that it reads.
  package var reads: Set<DatabaseObjectName>
  /// Nil when it could not be taken apart.
  package let query: SQLQuery?
  package var location: Location

  package init(
    name: DatabaseObjectName, isMaterialized: Bool, owner: String?, isInvoker: Bool,
    reads: Set<DatabaseObjectName>, query: SQLQuery?, location: Location
  ) {
    self.name = name
    self.isMaterialized = isMaterialized
    self.owner = owner
    self.isInvoker = isInvoker
    self.reads = reads
    self.query = query
    self.location = location
  }
}
