/// A right that somebody has on something.
package struct DatabaseGrant: Hashable, Sendable {
  package enum Privilege: String, CaseIterable, Hashable, Sendable {
    case select = "SELECT"
    case insert = "INSERT"
    case update = "UPDATE"
    case delete = "DELETE"
    case truncate = "TRUNCATE"
    case references = "REFERENCES"
    case trigger = "TRIGGER"
    case usage = "USAGE"
    case create = "CREATE"
    case connect = "CONNECT"
    case temporary = "TEMPORARY"
    case execute = "EXECUTE"
    case maintain = "MAINTAIN"

    /// Those that a table knows in every supported version.
    package static let ofTables: [Privilege] = [
      .select, .insert, .update, .delete, .truncate, .references, .trigger,
    ]
  }

  package enum Kind: String, Hashable, Sendable {
    case table
    case sequence
    case function
    case schema
    case database
    case other
  }

  package let kind: Kind
  package var object: DatabaseObjectName
  /// Nil for the whole table.
  package let column: String?
  package let privilege: Privilege
  /// Nil stands for PUBLIC: everyone.
  package var grantee: String?
  package let location: Location

  package init(
    kind: Kind, object: DatabaseObjectName, column: String? = nil, privilege: Privilege,
    grantee: String?, location: Location
  ) {
    self.kind = kind
    self.object = object
    self.column = column
    self.privilege = privilege
    self.grantee = grantee
    self.location = location
  }

  /// Where a right was given does not make it another one.
  package static func == (left: Self, right: Self) -> Bool {
    left.privilege == right.privilege && left.object == right.object && left.kind == right.kind
      && left.column == right.column && left.grantee == right.grantee
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(object)
    hasher.combine(privilege)
    hasher.combine(column)
    hasher.combine(grantee)
  }
}

/// A right that what is made later will carry (ALTER DEFAULT PRIVILEGES).
package struct DefaultGrant: Hashable, Sendable {
  package let kind: DatabaseGrant.Kind
  /// Nil for every schema.
  package let schema: String?
  /// Whose later objects; nil for those of whoever runs the files.
  package var creator: String?
  package let privilege: DatabaseGrant.Privilege
  package var grantee: String?
  package let location: Location

  package init(
    kind: DatabaseGrant.Kind, schema: String?, creator: String?,
    privilege: DatabaseGrant.Privilege, grantee: String?, location: Location
  ) {
    self.kind = kind
    self.schema = schema
    self.creator = creator
    self.privilege = privilege
    self.grantee = grantee
    self.location = location
  }
}
