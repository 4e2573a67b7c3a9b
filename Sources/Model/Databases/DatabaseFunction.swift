/// A function or procedure.
package struct DatabaseFunction: Sendable {
  package var name: DatabaseObjectName
  package var owner: String?
  package let language: String
  package let isProcedure: Bool
  /// Whether it can only be called by a trigger.
  package let returnsTrigger: Bool
  /// Whether it runs with the rights of its owner.
  package var isDefiner: Bool
  /// The value of `SET search_path`, nil when it takes the caller's.
  package var searchPath: String?
  /// Names of its arguments, empty texts where they have none.
  package let argumentNames: [String]
  package let body: FunctionBody
  package var location: Location

  package init(
    name: DatabaseObjectName, owner: String?, language: String, isProcedure: Bool,
    returnsTrigger: Bool, isDefiner: Bool, searchPath: String?, argumentNames: [String],
    body: FunctionBody, location: Location
  ) {
    self.name = name
    self.owner = owner
    self.language = language
    self.isProcedure = isProcedure
    self.returnsTrigger = returnsTrigger
    self.isDefiner = isDefiner
    self.searchPath = searchPath
    self.argumentNames = argumentNames
    self.body = body
    self.location = location
  }
}

/// What a function does, as far as its text tells.
package struct FunctionBody: Sendable {
  /// A command on a table.
  package struct Act: Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
      case select
      case insert
      case update
      case delete
      case truncate
    }

    package let kind: Kind
    package let table: DatabaseObjectName
    /// What limits the rows; nil for none.
    package let condition: SQLExpression?

    package init(kind: Kind, table: DatabaseObjectName, condition: SQLExpression?) {
      self.kind = kind
      self.table = table
      self.condition = condition
    }
  }

  package var acts: [Act]
  /// The queries and values that it is made of.
  package var expressions: [SQLExpression]
  /// Conditions under which it ends in an error or returns early, before or between what it does.
  package var guards: [SQLExpression]
  /// Why not all that it does is known: another language, text that is run, a part that does not parse.
  package var doubts: [String]
  /// Whether it changes the schema or runs text, so that a call in a migration may do anything.
  package var definesObjects: Bool
  /// For which of the commands a trigger with it always ends in an error.
  package var refuses: Set<DatabaseTrigger.Event>
  /// For which of the commands a trigger before each row always drops the row.
  package var drops: Set<DatabaseTrigger.Event>

  package init(
    acts: [Act] = [], expressions: [SQLExpression] = [], guards: [SQLExpression] = [],
    doubts: [String] = [],
    definesObjects: Bool = false, refuses: Set<DatabaseTrigger.Event> = [],
    drops: Set<DatabaseTrigger.Event> = []
  ) {
    self.acts = acts
    self.expressions = expressions
    self.guards = guards
    self.doubts = doubts
    self.definesObjects = definesObjects
    self.refuses = refuses
    self.drops = drops
  }
}
