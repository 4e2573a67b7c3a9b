import Model

// What hangs on tables: policies, triggers and rules.
extension SchemaReplay {
  mutating func createPolicy(_ node: SyntaxNode, at place: StatementPlace) {
    guard let relation = node["table"], let name = node.string("policy_name") else { return }
    let table = touch(relation, at: place)
    let command =
      node.string("cmd_name").flatMap { DatabasePolicy.Command(rawValue: $0.lowercased()) } ?? .all
    let policy = DatabasePolicy(
      name: name, command: command, isPermissive: node.isTrue("permissive"),
      roles: policyRoles(node.list("roles")),
      using: node["qual"].map { ExpressionReader().expression($0) },
      check: node["with_check"].map { ExpressionReader().expression($0) }, location: place.whole)
    schema.tables[table]?.policies.removeAll { $0.name == name }
    schema.tables[table]?.policies.append(policy)
  }

  private func policyRoles(_ roles: [SyntaxNode]) -> Set<String>? {
    var names: Set<String> = []
    for spec in roles {
      guard let role = role(spec) else { continue }
      guard let role else { return nil }
      names.insert(role)
    }
    return names
  }

  mutating func alterPolicy(_ node: SyntaxNode, at place: StatementPlace) {
    guard let relation = node["table"], let name = node.string("policy_name") else { return }
    let table = touch(relation, at: place)
    guard let index = schema.tables[table]?.policies.firstIndex(where: { $0.name == name }),
      var policy = schema.tables[table]?.policies[index]
    else { return }
    if node["roles"] != nil { policy.roles = policyRoles(node.list("roles")) }
    if let using = node["qual"] { policy.using = ExpressionReader().expression(using) }
    if let check = node["with_check"] { policy.check = ExpressionReader().expression(check) }
    policy.location = place.whole
    schema.tables[table]?.policies[index] = policy
  }

  /// The table that a statement is about; one that no file makes is kept as such.
  mutating func touch(_ relation: SyntaxNode, at place: StatementPlace) -> DatabaseObjectName {
    let name = resolved(relation)
    if schema.tables[name] == nil, schema.views[name] == nil {
      schema.tables[name] = DatabaseTable(
        name: name, owner: nil, isDeclared: false, location: place.location(of: relation))
    }
    return name
  }

  mutating func createTrigger(_ node: SyntaxNode, at place: StatementPlace) {
    guard let relation = node["relation"], let name = node.string("trigname") else { return }
    let table = touch(relation, at: place)
    let bits = node.integer("events") ?? 0
    let trigger = Self.trigger(
      named: name, bits: bits, timing: node.integer("timing") ?? 0, isRow: node.isTrue("row"),
      isConditional: node["whenClause"] != nil || !node.list("columns").isEmpty,
      function: functionName(node.list("funcname").compactMap { $0["String"]?.string("sval") }),
      at: place.whole)
    var tables = [table]
    if trigger.isForEachRow { tables += partitions(of: table) }
    for table in tables {
      schema.tables[table]?.triggers.removeAll { $0.name == name }
      schema.tables[table]?.triggers.append(trigger)
    }
  }

  private func partitions(of table: DatabaseObjectName) -> [DatabaseObjectName] {
    schema.tables[table]?.isPartitioned == true
      ? schema.tables.values.filter { $0.parents.contains(table) }.map(\.name) : []
  }

  /// The bits are those of `pg_trigger.tgtype` (src/include/catalog/pg_trigger.h).
  static func trigger(
    named name: String, bits: Int, timing: Int, isRow: Bool, isConditional: Bool,
    function: DatabaseObjectName?, state: DatabaseTrigger.State = .enabled, at location: Location
  ) -> DatabaseTrigger {
    let events: [(Int, DatabaseTrigger.Event)] = [
      (4, .insert), (8, .delete), (16, .update), (32, .truncate),
    ]
    return DatabaseTrigger(
      name: name,
      timing: timing & 64 != 0 ? .insteadOf : timing & 2 != 0 ? .before : .after,
      events: Set(events.filter { bits & $0.0 != 0 }.map(\.1)), isForEachRow: isRow,
      isConditional: isConditional, function: function, state: state, location: location)
  }

  mutating func createRule(_ node: SyntaxNode, at place: StatementPlace) {
    guard let relation = node["relation"], let name = node.string("rulename") else { return }
    let table = touch(relation, at: place)
    let event: DatabaseTrigger.Event? =
      switch node.string("event") {
      case "CMD_DELETE": .delete
      case "CMD_UPDATE": .update
      case "CMD_INSERT": .insert
      default: nil
      }
    schema.tables[table]?.rules.removeAll { $0.name == name }
    schema.tables[table]?.rules.append(
      DatabaseRule(
        name: name, event: event,
        refuses: node.isTrue("instead") && node.list("actions").isEmpty
          && node["whereClause"] == nil, location: place.whole))
  }
}
