/// What is in a database: read from migrations one after another, or from the catalog of a live one.
package struct DatabaseSchema: Sendable {
  package var roles: [String: DatabaseRole] = [:]
  /// The schemas by name, with their owners.
  package var namespaces: [String: DatabaseNamespace] = [:]
  package var tables: [DatabaseObjectName: DatabaseTable] = [:]
  package var views: [DatabaseObjectName: DatabaseView] = [:]
  package var functions: [DatabaseObjectName: DatabaseFunction] = [:]
  package var sequences: Set<DatabaseObjectName> = []
  /// Rights of others than the owner.
  package var grants: Set<DatabaseGrant> = []
  package var defaultGrants: [DefaultGrant] = []
  package var extensions: [String: Location] = [:]
  package var settings: [DatabaseSetting] = []
  package var publications: [String: Location] = [:]
  package var gaps: [SchemaGap] = []
  /// SHA-256 of each file that was read, by its path.
  package var digests: [String: String] = [:]
  /// Whether it is what a server has, not what files would make.
  package var isLive = false

  package init() {}

  /// The functions of one name, whatever their arguments; an unqualified name is looked for in every
  /// schema.
  package func functions(called name: String) -> [DatabaseFunction] {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    return functions.values.filter {
      $0.name.bareName == parts.last && (parts.count == 1 || $0.name.schema == parts.first)
    }
  }
}

/// A schema: a folder for names.
package struct DatabaseNamespace: Sendable {
  package var owner: String?
  package let isDeclared: Bool
  package let location: Location

  package init(owner: String?, isDeclared: Bool = true, location: Location) {
    self.owner = owner
    self.isDeclared = isDeclared
    self.location = location
  }
}

/// A configured value that a statement sets for later sessions.
package struct DatabaseSetting: Hashable, Sendable {
  package enum Scope: Hashable, Sendable {
    case system
    case database(String)
    case role(String)
  }

  package let scope: Scope
  package let name: String
  /// Nil for a reset.
  package let value: String?
  package let location: Location

  package init(scope: Scope, name: String, value: String?, location: Location) {
    self.scope = scope
    self.name = name
    self.value = value
    self.location = location
  }
}

/// Something that could not be read or followed, and what it may have changed.
package struct SchemaGap: Hashable, Sendable {
  /// What may be otherwise than it seems.
  package enum Effect: String, CaseIterable, Hashable, Sendable {
    case rowSecurity
    case policies
    case privileges
    case objects
    case settings
  }

  package let effects: Set<Effect>
  /// The tables that it may be about; nil for any.
  package let tables: Set<DatabaseObjectName>?
  package let reason: String
  package let location: Location

  package init(
    effects: Set<Effect> = Set(Effect.allCases), tables: Set<DatabaseObjectName>? = nil,
    reason: String, location: Location
  ) {
    self.effects = effects
    self.tables = tables
    self.reason = reason
    self.location = location
  }

  package func concerns(_ table: DatabaseObjectName, _ effects: Set<Effect>) -> Bool {
    !self.effects.isDisjoint(with: effects) && (tables?.contains(table) ?? true)
  }
}
