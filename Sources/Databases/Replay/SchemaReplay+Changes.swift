import Model

// Renames, moves, owners and drops.
extension SchemaReplay {
  mutating func rename(_ node: SyntaxNode, at place: StatementPlace) {
    guard let new = node.string("newname") else { return }
    let relation = node["relation"].map(resolved)
    let old = node.string("subname") ?? ""
    switch node.string("renameType") {
    case "OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_FOREIGN_TABLE", "OBJECT_SEQUENCE":
      guard let relation else { return }
      move(relation, to: DatabaseObjectName(relation.schema, new))
    case "OBJECT_COLUMN":
      guard let relation else { return }
      renameColumn(old, of: relation, to: new)
    case "OBJECT_POLICY":
      guard let relation else { return }
      let index = schema.tables[relation]?.policies.firstIndex { $0.name == old }
      if let index { schema.tables[relation]?.policies[index].name = new }
    case "OBJECT_TRIGGER":
      guard let relation else { return }
      let index = schema.tables[relation]?.triggers.firstIndex { $0.name == old }
      if let index { schema.tables[relation]?.triggers[index].name = new }
    case "OBJECT_TABCONSTRAINT":
      guard let relation else { return }
      let index = schema.tables[relation]?.foreignKeys.firstIndex { $0.name == old }
      if let index { schema.tables[relation]?.foreignKeys[index].name = new }
    case "OBJECT_SCHEMA": renameSchema(old, to: new)
    case "OBJECT_ROLE": renameRole(old, to: new)
    case "OBJECT_FUNCTION", "OBJECT_PROCEDURE", "OBJECT_ROUTINE":
      guard let object = node["object"]?["ObjectWithArgs"] else { return }
      for name in functions(meantBy: object) {
        let arguments = name.name.dropFirst(name.bareName.count)
        moveFunction(name, to: DatabaseObjectName(name.schema, new + arguments))
      }
    default: return
    }
  }

  private mutating func renameColumn(
    _ old: String, of table: DatabaseObjectName, to new: String
  ) {
    guard var known = schema.tables[table] else { return }
    for index in known.columns.indices where known.columns[index].name == old {
      known.columns[index].name = new
    }
    for index in known.foreignKeys.indices {
      known.foreignKeys[index].columns = known.foreignKeys[index].columns.map {
        $0 == old ? new : $0
      }
    }
    for index in known.policies.indices {
      let renaming = { (expression: SQLExpression) in
        expression.renaming(column: old, to: new, of: table.name)
      }
      known.policies[index].using = known.policies[index].using.map(renaming)
      known.policies[index].check = known.policies[index].check.map(renaming)
    }
    schema.tables[table] = known
  }

  /// Gives a table, view or sequence another name, with all that points to it.
  private mutating func move(_ old: DatabaseObjectName, to new: DatabaseObjectName) {
    if var table = schema.tables.removeValue(forKey: old) {
      table.name = new
      schema.tables[new] = table
    }
    if var view = schema.views.removeValue(forKey: old) {
      view.name = new
      schema.views[new] = view
    }
    if schema.sequences.remove(old) != nil { schema.sequences.insert(new) }
    for name in schema.tables.keys {
      if schema.tables[name]?.parents.remove(old) != nil {
        schema.tables[name]?.parents.insert(new)
      }
      for index in schema.tables[name]?.foreignKeys.indices ?? 0..<0
      where schema.tables[name]?.foreignKeys[index].table == old {
        schema.tables[name]?.foreignKeys[index].table = new
      }
    }
    for name in schema.views.keys where schema.views[name]?.reads.remove(old) != nil {
      schema.views[name]?.reads.insert(new)
    }
    moveGrants { $0 == old ? new : $0 }
  }

  private mutating func moveGrants(_ name: (DatabaseObjectName) -> DatabaseObjectName) {
    schema.grants = Set(
      schema.grants.map { grant in
        var grant = grant
        grant.object = name(grant.object)
        return grant
      })
  }

  private mutating func moveFunction(_ old: DatabaseObjectName, to new: DatabaseObjectName) {
    guard var function = schema.functions.removeValue(forKey: old) else { return }
    function.name = new
    schema.functions[new] = function
    moveGrants { $0 == old ? new : $0 }
    for table in schema.tables.keys {
      for index in schema.tables[table]?.triggers.indices ?? 0..<0
      where schema.tables[table]?.triggers[index].function == old {
        schema.tables[table]?.triggers[index].function = new
      }
    }
  }

  mutating func moveToSchema(_ node: SyntaxNode) {
    guard let target = node.string("newschema") else { return }
    if let relation = node["relation"].map(resolved) {
      move(relation, to: DatabaseObjectName(target, relation.name))
    } else if let object = node["object"]?["ObjectWithArgs"] {
      for name in functions(meantBy: object) {
        moveFunction(name, to: DatabaseObjectName(target, name.name))
      }
    }
  }

  private mutating func renameSchema(_ old: String, to new: String) {
    if let namespace = schema.namespaces.removeValue(forKey: old) {
      schema.namespaces[new] = namespace
    }
    for name in Array(schema.tables.keys) + schema.views.keys + schema.sequences
    where name.schema == old {
      move(name, to: DatabaseObjectName(new, name.name))
    }
    for name in schema.functions.keys where name.schema == old {
      moveFunction(name, to: DatabaseObjectName(new, name.name))
    }
    moveGrants { $0.schema == old ? DatabaseObjectName(new, $0.name) : $0 }
    searchPath = searchPath.map { $0 == old ? new : $0 }
  }

  private mutating func renameRole(_ old: String, to new: String) {
    guard var role = schema.roles.removeValue(forKey: old) else { return }
    role.name = new
    schema.roles[new] = role
    for name in schema.roles.keys {
      for index in schema.roles[name]?.memberships.indices ?? 0..<0
      where schema.roles[name]?.memberships[index].role == old {
        schema.roles[name]?.memberships[index].role = new
      }
    }
    for name in schema.tables.keys {
      if schema.tables[name]?.owner == old { schema.tables[name]?.owner = new }
      for index in schema.tables[name]?.policies.indices ?? 0..<0
      where schema.tables[name]?.policies[index].roles?.remove(old) != nil {
        schema.tables[name]?.policies[index].roles?.insert(new)
      }
    }
    for name in schema.views.keys where schema.views[name]?.owner == old {
      schema.views[name]?.owner = new
    }
    for name in schema.functions.keys where schema.functions[name]?.owner == old {
      schema.functions[name]?.owner = new
    }
    schema.grants = Set(
      schema.grants.map { grant in
        var grant = grant
        if grant.grantee == old { grant.grantee = new }
        return grant
      })
  }

  mutating func changeOwner(_ node: SyntaxNode) {
    let owner = namedRole(node["newowner"])
    switch node.string("objectType") {
    case "OBJECT_FUNCTION", "OBJECT_PROCEDURE", "OBJECT_ROUTINE":
      guard let object = node["object"]?["ObjectWithArgs"] else { return }
      for name in functions(meantBy: object) { schema.functions[name]?.owner = owner }
    case "OBJECT_SCHEMA":
      if let name = node["object"]?["String"]?.string("sval") {
        schema.namespaces[name]?.owner = owner
      }
    default: return
    }
  }

  mutating func drop(_ node: SyntaxNode) {
    let cascades = node.string("behavior") == "DROP_CASCADE"
    for object in node.list("objects") {
      let names = Self.names(object)
      switch node.string("removeType") {
      case "OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_FOREIGN_TABLE",
        "OBJECT_SEQUENCE":
        dropRelation(resolved(names), cascades: cascades)
      case "OBJECT_POLICY":
        guard let name = names.last else { continue }
        schema.tables[resolved(names.dropLast())]?.policies.removeAll { $0.name == name }
      case "OBJECT_TRIGGER":
        guard let name = names.last else { continue }
        schema.tables[resolved(names.dropLast())]?.triggers.removeAll { $0.name == name }
      case "OBJECT_RULE":
        guard let name = names.last else { continue }
        schema.tables[resolved(names.dropLast())]?.rules.removeAll { $0.name == name }
      case "OBJECT_FUNCTION", "OBJECT_PROCEDURE", "OBJECT_ROUTINE":
        guard let object = object["ObjectWithArgs"] else { continue }
        for name in functions(meantBy: object) { dropFunction(name) }
      case "OBJECT_SCHEMA": if let name = names.last { dropSchema(name) }
      case "OBJECT_EXTENSION": if let name = names.last { schema.extensions[name] = nil }
      case "OBJECT_PUBLICATION": if let name = names.last { schema.publications[name] = nil }
      default: continue
      }
    }
  }

  private func resolved(_ names: ArraySlice<String>) -> DatabaseObjectName {
    resolved(Array(names))
  }

  mutating func dropRelation(_ name: DatabaseObjectName, cascades: Bool) {
    let wasView = schema.views.removeValue(forKey: name) != nil
    let wasTable = schema.tables.removeValue(forKey: name) != nil
    schema.sequences.remove(name)
    schema.grants = schema.grants.filter {
      !(($0.kind == .table || $0.kind == .sequence) && $0.object == name)
    }
    guard wasView || wasTable else { return }
    for table in schema.tables.values where table.parents.contains(name) {
      // Partitions go with the whole.
      dropRelation(table.name, cascades: cascades)
    }
    for table in schema.tables.keys {
      schema.tables[table]?.foreignKeys.removeAll { $0.table == name }
    }
    guard cascades else { return }
    for view in schema.views.values where view.reads.contains(name) {
      dropRelation(view.name, cascades: true)
    }
  }

  private mutating func dropSchema(_ name: String) {
    for relation in Array(schema.tables.keys) + schema.views.keys + schema.sequences
    where relation.schema == name {
      dropRelation(relation, cascades: true)
    }
    for function in schema.functions.keys where function.schema == name { dropFunction(function) }
    schema.namespaces[name] = nil
    schema.grants = schema.grants.filter { $0.object.schema != name }
    schema.defaultGrants.removeAll { $0.schema == name }
  }
}

extension SQLExpression {
  /// The same with one column of a table under its new name.
  func renaming(column old: String, to new: String, of table: String) -> SQLExpression {
    let deeper = { (part: SQLExpression) in part.renaming(column: old, to: new, of: table) }
    switch self {
    case .column(let parts):
      guard parts.last == old, parts.count == 1 || parts[parts.count - 2] == table else {
        return self
      }
      return .column(parts.dropLast() + [new])
    case .call(let name, let parts): return .call(name, parts.map(deeper))
    case .comparison(let sign, let left, let right):
      return .comparison(sign, deeper(left), deeper(right))
    case .and(let parts): return .and(parts.map(deeper))
    case .or(let parts): return .or(parts.map(deeper))
    case .list(let parts): return .list(parts.map(deeper))
    case .not(let part): return .not(deeper(part))
    case .nullTest(let part, let isNull): return .nullTest(deeper(part), isNull: isNull)
    case .cast(let part, let type): return .cast(deeper(part), type)
    case .member(let part, let query): return .member(deeper(part), query)
    case .value, .exists, .parameter, .text, .number, .boolean, .null, .other: return self
    }
  }
}
