import Model

// Tables and views.
extension SchemaReplay {
  mutating func createTable(
    _ node: SyntaxNode, at place: StatementPlace, kind: DatabaseTable.Kind = .table
  ) {
    guard let relation = node["relation"] else { return }
    let name = created(relation)
    if schema.tables[name]?.isDeclared == true { return }
    var table = DatabaseTable(
      name: name, kind: kind, owner: currentRole,
      isTemporary: relation.string("relpersistence") == "t",
      isPartitioned: node["partspec"] != nil, location: place.location(of: relation))
    for parent in node.list("inhRelations") {
      guard let parent = parent["RangeVar"].map(resolved) else { continue }
      table.parents.insert(parent)
      table.columns += schema.tables[parent]?.columns ?? []
      if node["partbound"] != nil {
        // A partition has the keys and the triggers for each row of the whole.
        let whole = schema.tables[parent]
        table.foreignKeys += whole?.foreignKeys ?? []
        table.triggers += (whole?.triggers ?? []).filter(\.isForEachRow)
      }
    }
    for element in node.list("tableElts") + node.list("constraints") {
      add(element, to: &table, at: place)
    }
    addTable(table)
  }

  private func add(_ element: SyntaxNode, to table: inout DatabaseTable, at place: StatementPlace) {
    guard let (tag, node) = element.tagged else { return }
    switch tag {
    case "ColumnDef":
      addColumn(node, to: &table, at: place)
    case "TableLikeClause":
      guard let other = node["relation"].map(resolved) else { return }
      table.columns += schema.tables[other]?.columns ?? []
    case "Constraint": addForeignKey(node, columns: nil, to: &table, at: place)
    default: return
    }
  }

  private func addColumn(
    _ node: SyntaxNode, to table: inout DatabaseTable, at place: StatementPlace
  ) {
    guard let name = node.string("colname") else { return }
    table.columns.removeAll { $0.name == name }
    table.columns.append(
      DatabaseTable.Column(
        name: name, type: node["typeName"].map(TypeName.text) ?? "",
        location: place.location(of: node)))
    for constraint in node.list("constraints") {
      guard let constraint = constraint["Constraint"] else { continue }
      addForeignKey(constraint, columns: [name], to: &table, at: place)
    }
  }

  private func addForeignKey(
    _ node: SyntaxNode, columns: [String]?, to table: inout DatabaseTable,
    at place: StatementPlace
  ) {
    guard node.string("contype") == "CONSTR_FOREIGN", let other = node["pktable"] else { return }
    let named = node.list("fk_attrs").compactMap { $0["String"]?.string("sval") }
    table.foreignKeys.append(
      DatabaseTable.ForeignKey(
        name: node.string("conname"), columns: columns ?? named, table: resolved(other),
        onDelete: Self.action(node.string("fk_del_action")),
        onUpdate: Self.action(node.string("fk_upd_action")), location: place.location(of: node)))
  }

  static func action(_ letter: String?) -> DatabaseTable.ForeignKey.Action {
    switch letter {
    case "c": .cascade
    case "n": .setNull
    case "d": .setDefault
    case "r": .restrict
    default: .none
    }
  }

  mutating func addTable(_ table: DatabaseTable) {
    schema.tables[table.name] = table
    if !table.isTemporary { grantDefaults(.table, on: table.name, at: table.location) }
  }

  mutating func createTableAs(_ node: SyntaxNode, at place: StatementPlace) {
    guard let relation = node["into"]?["rel"] else { return }
    let name = created(relation)
    guard node.string("objtype") == "OBJECT_MATVIEW" else {
      if schema.tables[name] == nil {
        var table = DatabaseTable(
          name: name, owner: currentRole, isTemporary: relation.string("relpersistence") == "t",
          location: place.location(of: relation))
        table.columns = columns(of: node["query"]?["SelectStmt"], at: place)
        addTable(table)
      }
      return
    }
    guard schema.views[name] == nil else { return }
    addView(
      name, isMaterialized: true, isInvoker: false, query: node["query"],
      at: place.location(of: relation))
  }

  /// The names of what a query gives, as far as they are written.
  private func columns(of select: SyntaxNode?, at place: StatementPlace) -> [DatabaseTable.Column] {
    (select?.list("targetList") ?? []).flatMap { target -> [DatabaseTable.Column] in
      guard let target = target["ResTarget"], let value = target["val"] else { return [] }
      if let name = target.string("name") {
        return [DatabaseTable.Column(name: name, type: "", location: place.whole)]
      }
      guard case .column(let parts) = ExpressionReader().expression(value), let name = parts.last
      else { return [] }
      guard name == "*" else {
        return [DatabaseTable.Column(name: name, type: "", location: place.whole)]
      }
      let sources = (select?.list("fromClause") ?? []).compactMap { $0["RangeVar"] }
      return sources.flatMap { schema.tables[resolved($0)]?.columns ?? [] }
    }
  }

  mutating func createView(_ node: SyntaxNode, at place: StatementPlace) {
    guard let relation = node["view"] else { return }
    let invoker = Self.option("security_invoker", in: node.list("options")) ?? false
    addView(
      created(relation), isMaterialized: false, isInvoker: invoker, query: node["query"],
      at: place.location(of: relation))
  }

  mutating func addView(
    _ name: DatabaseObjectName, isMaterialized: Bool, isInvoker: Bool, query: SyntaxNode?,
    at location: Location
  ) {
    let known = schema.views[name]
    schema.views[name] = DatabaseView(
      name: name, isMaterialized: isMaterialized, owner: known?.owner ?? currentRole,
      isInvoker: isInvoker, reads: query.map { tables(readIn: $0, except: name) } ?? [],
      query: query?["SelectStmt"].map { ExpressionReader().query($0) }, location: location)
    if known == nil { grantDefaults(.table, on: name, at: location) }
  }

  /// Every table and view that a query names, without its common table expressions.
  func tables(readIn node: SyntaxNode, except: DatabaseObjectName? = nil) -> Set<
    DatabaseObjectName
  > {
    let common = Set(node.descendants(having: "ctename").compactMap { $0.string("ctename") })
    var found: Set<DatabaseObjectName> = []
    for relation in node.descendants(having: "relname") {
      let parts = RangeName.parts(relation)
      if parts.count == 1, let name = parts.first, common.contains(name) { continue }
      found.insert(resolved(parts))
    }
    if let except { found.remove(except) }
    return found
  }

  /// A switch among options such as `WITH (security_invoker = on)`.
  static func option(_ name: String, in options: [SyntaxNode]) -> Bool? {
    for option in options {
      guard let option = option["DefElem"], option.string("defname") == name else { continue }
      guard let argument = option["arg"], let (tag, node) = argument.tagged else { return true }
      switch tag {
      case "Boolean": return node.isTrue("boolval")
      case "Integer": return (node.integer("ival") ?? 0) != 0
      case "String": return isOn(node.string("sval") ?? "")
      case "TypeName": return isOn(TypeName.text(node))
      default: return nil
      }
    }
    return nil
  }

  private static func isOn(_ text: String) -> Bool {
    ["true", "on", "yes", "1", "t", "y"].contains(text.lowercased())
  }

  mutating func alterTable(_ node: SyntaxNode, at place: StatementPlace) {
    guard let relation = node["relation"] else { return }
    let name = resolved(relation)
    let commands = node.list("cmds").compactMap { $0["AlterTableCmd"] }
    if schema.views[name] != nil {
      for command in commands { alterView(name, command) }
      return
    }
    if node.string("objtype") == "OBJECT_SEQUENCE" || node.string("objtype") == "OBJECT_INDEX" {
      return
    }
    let isMissingAllowed = node.isTrue("missing_ok")
    if schema.tables[name] == nil {
      if isMissingAllowed { return }
      schema.tables[name] = DatabaseTable(
        name: name, owner: nil, isDeclared: false, location: place.location(of: relation))
    }
    for command in commands {
      guard var table = schema.tables[name] else { return }
      alter(&table, command, at: place)
      schema.tables[name] = table
      attach(command, to: name)
    }
  }

  private mutating func alterView(_ name: DatabaseObjectName, _ command: SyntaxNode) {
    switch command.string("subtype") {
    case "AT_ChangeOwner":
      let owner = namedRole(command["newowner"])
      schema.views[name]?.owner = owner
    case "AT_SetRelOptions":
      let options = command["def"]?["List"]?.list("items") ?? []
      if let isOn = Self.option("security_invoker", in: options) {
        schema.views[name]?.isInvoker = isOn
      }
    case "AT_ResetRelOptions":
      let options = command["def"]?["List"]?.list("items") ?? []
      if Self.option("security_invoker", in: options) != nil {
        schema.views[name]?.isInvoker = false
      }
    default: return
    }
  }

  private func alter(
    _ table: inout DatabaseTable, _ command: SyntaxNode, at place: StatementPlace
  ) {
    let isOn = { (value: Bool) in DatabaseTable.Switch(isOn: value, location: place.whole) }
    let name = command.string("name") ?? ""
    switch command.string("subtype") {
    case "AT_EnableRowSecurity": table.rowSecurity = isOn(true)
    case "AT_DisableRowSecurity": table.rowSecurity = isOn(false)
    case "AT_ForceRowSecurity": table.forcedRowSecurity = isOn(true)
    case "AT_NoForceRowSecurity": table.forcedRowSecurity = isOn(false)
    case "AT_ChangeOwner": table.owner = namedRole(command["newowner"])
    case "AT_AddColumn", nil:
      guard let column = command["def"]?["ColumnDef"] else { return }
      let isKnown = table.columns.contains { $0.name == column.string("colname") }
      if !(isKnown && command.isTrue("missing_ok")) { addColumn(column, to: &table, at: place) }
    case "AT_DropColumn":
      table.columns.removeAll { $0.name == name }
      table.foreignKeys.removeAll { $0.columns.contains(name) }
    case "AT_AddConstraint":
      guard let constraint = command["def"]?["Constraint"] else { return }
      addForeignKey(constraint, columns: nil, to: &table, at: place)
    case "AT_DropConstraint": dropConstraint(name, of: &table)
    case "AT_EnableTrig": Self.switchTriggers(of: &table, [name], to: .enabled)
    case "AT_EnableAlwaysTrig": Self.switchTriggers(of: &table, [name], to: .always)
    case "AT_EnableReplicaTrig": Self.switchTriggers(of: &table, [name], to: .replica)
    case "AT_DisableTrig": Self.switchTriggers(of: &table, [name], to: .disabled)
    case "AT_EnableTrigAll", "AT_EnableTrigUser":
      Self.switchTriggers(of: &table, table.triggers.map(\.name), to: .enabled)
    case "AT_DisableTrigAll", "AT_DisableTrigUser":
      Self.switchTriggers(of: &table, table.triggers.map(\.name), to: .disabled)
    case "AT_EnableRule", "AT_EnableAlwaysRule": Self.switchRule(of: &table, name, isOn: true)
    case "AT_DisableRule", "AT_EnableReplicaRule": Self.switchRule(of: &table, name, isOn: false)
    default: return
    }
  }

  /// A key without a name of its own is called after its table and column.
  private func dropConstraint(_ name: String, of table: inout DatabaseTable) {
    let tableName = table.name.name
    table.foreignKeys.removeAll { key in
      key.name == name
        || key.name == nil
          && "\(tableName)_\(key.columns.joined(separator: "_"))_fkey" == name
    }
  }

  private static func switchTriggers(
    of table: inout DatabaseTable, _ names: [String], to state: DatabaseTrigger.State
  ) {
    for index in table.triggers.indices where names.contains(table.triggers[index].name) {
      table.triggers[index].state = state
    }
  }

  private static func switchRule(of table: inout DatabaseTable, _ name: String, isOn: Bool) {
    for index in table.rules.indices where table.rules[index].name == name {
      table.rules[index].isEnabled = isOn
    }
  }

  private mutating func attach(_ command: SyntaxNode, to name: DatabaseObjectName) {
    switch command.string("subtype") {
    case "AT_AttachPartition":
      guard let child = command["def"]?["PartitionCmd"]?["name"].map(resolved) else { return }
      let whole = schema.tables[name]
      schema.tables[child]?.parents.insert(name)
      schema.tables[child]?.triggers += (whole?.triggers ?? []).filter(\.isForEachRow)
      schema.tables[child]?.foreignKeys += whole?.foreignKeys ?? []
    case "AT_DetachPartition":
      guard let child = command["def"]?["PartitionCmd"]?["name"].map(resolved) else { return }
      schema.tables[child]?.parents.remove(name)
    case "AT_AddInherit":
      if let parent = command["def"]?["RangeVar"].map(resolved) {
        schema.tables[name]?.parents.insert(parent)
      }
    case "AT_DropInherit":
      if let parent = command["def"]?["RangeVar"].map(resolved) {
        schema.tables[name]?.parents.remove(parent)
      }
    default: return
    }
  }

  mutating func createSequence(_ node: SyntaxNode, at place: StatementPlace) {
    guard let relation = node["sequence"] else { return }
    let name = created(relation)
    if schema.sequences.insert(name).inserted {
      grantDefaults(.sequence, on: name, at: place.whole)
    }
  }

  mutating func createSchema(_ node: SyntaxNode, at place: StatementPlace) {
    let owner = namedRole(node["authrole"])
    guard let name = node.string("schemaname") ?? owner else { return }
    if schema.namespaces[name] == nil {
      schema.namespaces[name] = DatabaseNamespace(
        owner: owner ?? currentRole, location: place.whole)
      grantDefaults(.schema, on: DatabaseObjectName(name, ""), at: place.whole)
    }
    let outer = searchPath
    searchPath = [name] + searchPath
    for element in node.list("schemaElts") { apply(element, at: place) }
    searchPath = outer
  }
}
