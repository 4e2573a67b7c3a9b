/// A table, with all that hangs on it.
package struct DatabaseTable: Sendable {
  package struct Column: Hashable, Sendable {
    package var name: String
    package let type: String
    package let location: Location

    package init(name: String, type: String, location: Location) {
      self.name = name
      self.type = type
      self.location = location
    }
  }

  /// A reference to another table.
  package struct ForeignKey: Hashable, Sendable {
    /// What happens to the rows here when the row there goes.
    package enum Action: String, Hashable, Sendable {
      case none
      case restrict
      case cascade
      case setNull = "set null"
      case setDefault = "set default"
    }

    package var name: String?
    package var columns: [String]
    package var table: DatabaseObjectName
    package let onDelete: Action
    package let onUpdate: Action
    package let location: Location

    package init(
      name: String?, columns: [String], table: DatabaseObjectName, onDelete: Action,
      onUpdate: Action, location: Location
    ) {
      self.name = name
      self.columns = columns
      self.table = table
      self.onDelete = onDelete
      self.onUpdate = onUpdate
      self.location = location
    }
  }

  package enum Kind: String, Hashable, Sendable {
    case table
    case foreign = "foreign table"
  }

  package var name: DatabaseObjectName
  package var kind: Kind
  /// Nil when files do not say who runs them.
  package var owner: String?
  package var columns: [Column]
  /// Whether its making was seen; else only what is said of it is known.
  package var isDeclared: Bool
  package var isTemporary: Bool
  package var rowSecurity: Switch
  package var forcedRowSecurity: Switch
  package var policies: [DatabasePolicy]
  package var triggers: [DatabaseTrigger]
  package var rules: [DatabaseRule]
  package var foreignKeys: [ForeignKey]
  /// The tables whose partition or heir it is.
  package var parents: Set<DatabaseObjectName>
  package var isPartitioned: Bool
  package var location: Location

  package init(
    name: DatabaseObjectName, kind: Kind = .table, owner: String?, columns: [Column] = [],
    isDeclared: Bool = true, isTemporary: Bool = false, isPartitioned: Bool = false,
    location: Location
  ) {
    self.name = name
    self.kind = kind
    self.owner = owner
    self.columns = columns
    self.isDeclared = isDeclared
    self.isTemporary = isTemporary
    rowSecurity = Switch(isOn: false, location: location)
    forcedRowSecurity = Switch(isOn: false, location: location)
    policies = []
    triggers = []
    rules = []
    foreignKeys = []
    parents = []
    self.isPartitioned = isPartitioned
    self.location = location
  }

  /// Something that is on or off, and where that is said.
  package struct Switch: Hashable, Sendable {
    package let isOn: Bool
    package let location: Location

    package init(isOn: Bool, location: Location) {
      self.isOn = isOn
      self.location = location
    }
  }
}

/// A rule of row-level security.
package struct DatabasePolicy: Hashable, Sendable {
  package enum Command: String, CaseIterable, Hashable, Sendable {
    case all
    case select
    case insert
    case update
    case delete
  }

  package var name: String
  package let command: Command
  package let isPermissive: Bool
  /// Nil stands for PUBLIC: everyone.
  package var roles: Set<String>?
  package var using: SQLExpression?
  package var check: SQLExpression?
  package var location: Location

  package init(
    name: String, command: Command, isPermissive: Bool, roles: Set<String>?,
    using: SQLExpression?, check: SQLExpression?, location: Location
  ) {
    self.name = name
    self.command = command
    self.isPermissive = isPermissive
    self.roles = roles
    self.using = using
    self.check = check
    self.location = location
  }
}

/// A trigger on a table.
package struct DatabaseTrigger: Hashable, Sendable {
  package enum Timing: String, Hashable, Sendable {
    case before
    case after
    case insteadOf = "instead of"
  }

  package enum Event: String, CaseIterable, Hashable, Sendable {
    case insert
    case update
    case delete
    case truncate
  }

  package enum State: String, Hashable, Sendable {
    case enabled
    case disabled
    case replica
    case always
  }

  package var name: String
  package let timing: Timing
  package let events: Set<Event>
  package let isForEachRow: Bool
  /// Whether WHEN or a list of columns makes it pass some rows over.
  package let isConditional: Bool
  package var function: DatabaseObjectName?
  package var state: State
  package var location: Location

  package init(
    name: String, timing: Timing, events: Set<Event>, isForEachRow: Bool, isConditional: Bool,
    function: DatabaseObjectName?, state: State = .enabled, location: Location
  ) {
    self.name = name
    self.timing = timing
    self.events = events
    self.isForEachRow = isForEachRow
    self.isConditional = isConditional
    self.function = function
    self.state = state
    self.location = location
  }
}

/// A rewrite rule on a table.
package struct DatabaseRule: Hashable, Sendable {
  package let name: String
  package let event: DatabaseTrigger.Event?
  /// Whether it puts nothing in the place of the command, without a condition.
  package let refuses: Bool
  package var isEnabled: Bool
  package let location: Location

  package init(
    name: String, event: DatabaseTrigger.Event?, refuses: Bool, isEnabled: Bool = true,
    location: Location
  ) {
    self.name = name
    self.event = event
    self.refuses = refuses
    self.isEnabled = isEnabled
    self.location = location
  }
}
