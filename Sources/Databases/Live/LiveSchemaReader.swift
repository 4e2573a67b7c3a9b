import Model
import Systems

/// Fills the same picture from a live catalog that the replay fills from files.
struct LiveSchemaReader {
  private static let separator: Character = "\u{1F}"

  private let connection: PostgreSQLConnection
  private let label: String
  private let parser = StatementParser()
  private var replay = SchemaReplay(options: ReplayOptions())

  init(connection: PostgreSQLConnection, label: String) {
    self.connection = connection
    self.label = label
    replay.schema = DatabaseSchema()
    replay.schema.isLive = true
  }

  var schema: DatabaseSchema { replay.schema }

  mutating func read() throws(PostgreSQLError) {
    let version = Int(try rows(CatalogQueries.version).first?.first?.flatMap { $0 } ?? "") ?? 0
    guard version >= 100_000 else {
      throw PostgreSQLError(.other, "its version is older than PostgreSQL 10, or not PostgreSQL")
    }
    try readRoles()
    try readRelations()
    try readTables()
    try readFunctions(hasParsedBodies: version >= 140_000)
    try readRules()
    try readGrants()
    for row in try rows(CatalogQueries.extensions) {
      if let name = row.first?.flatMap({ $0 }) { replay.schema.extensions[name] = place(name) }
    }
    for row in try rows(CatalogQueries.publications) {
      if let name = row.first?.flatMap({ $0 }) { replay.schema.publications[name] = place(name) }
    }
    try readSettings()
  }

  private func rows(_ query: String) throws(PostgreSQLError) -> [[String?]] {
    let answer = try connection.rows(query)
    guard !answer.isCut else { throw PostgreSQLError(.other, "its catalog is too large") }
    return answer.rows
  }

  /// A catalog has no lines: the place is the object's name, after what the database is called.
  private func place(_ name: String) -> Location { Location(url: "\(label)#\(name)") }

  private func place(_ name: DatabaseObjectName) -> Location { place(name.description) }

  private mutating func readRoles() throws(PostgreSQLError) {
    let order: [DatabaseRole.Attribute] = [
      .superuser, .bypassRowSecurity, .createRole, .createDatabase, .replication, .login, .inherit,
    ]
    for row in try rows(CatalogQueries.roles) {
      guard let name = row.text(0) else { continue }
      var role = DatabaseRole(name: name, attributes: [], location: place("role \(name)"))
      for (index, attribute) in order.enumerated() where row.isTrue(index + 1) {
        role.attributes.insert(attribute)
      }
      replay.schema.roles[name] = role
    }
    for row in try rows(CatalogQueries.memberships) {
      guard let member = row.text(0), let group = row.text(1) else { continue }
      let membership = DatabaseRole.Membership(
        role: group, isAdministrator: row.isTrue(2), location: place("role \(member)"))
      replay.schema.roles[member]?.memberships.append(membership)
    }
    for row in try rows(CatalogQueries.namespaces) {
      guard let name = row.text(0) else { continue }
      replay.schema.namespaces[name] = DatabaseNamespace(
        owner: row.text(1), location: place("schema \(name)"))
    }
  }

  private mutating func readRelations() throws(PostgreSQLError) {
    var views: [(name: DatabaseObjectName, row: [String?])] = []
    for row in try rows(CatalogQueries.relations) {
      guard let name = row.name(0, 1), let kind = row.text(2) else { continue }
      switch kind {
      case "v", "m": views.append((name, row))
      case "S": replay.schema.sequences.insert(name)
      default:
        var table = DatabaseTable(
          name: name, kind: kind == "f" ? .foreign : .table, owner: row.text(3),
          isPartitioned: kind == "p", location: place(name))
        table.rowSecurity = DatabaseTable.Switch(isOn: row.isTrue(4), location: place(name))
        table.forcedRowSecurity = DatabaseTable.Switch(isOn: row.isTrue(5), location: place(name))
        replay.schema.tables[name] = table
      }
    }
    for view in views {
      let options = (view.row.text(6) ?? "").split(separator: ",")
      let isInvoker = options.contains {
        $0.hasPrefix("security_invoker=")
          && ["true", "on", "yes", "1"].contains($0.dropFirst("security_invoker=".count))
      }
      let query = view.row.text(7).flatMap { statement($0) }
      replay.addView(
        view.name, isMaterialized: view.row.text(2) == "m", isInvoker: isInvoker, query: query,
        at: place(view.name))
      replay.schema.views[view.name]?.owner = view.row.text(3)
      if query == nil {
        replay.note(
          "the definition of \(view.name.description) could not be read", effects: [.objects],
          at: place(view.name))
      }
    }
  }

  private func statement(_ text: String) -> SyntaxNode? {
    (try? parser.statements(Array(text.utf8)))?.first
  }

  private func expression(_ text: String?) -> SQLExpression? {
    guard let text else { return nil }
    return parser.expression(Array(text.utf8)).map { ExpressionReader().expression($0) }
      ?? .other(text)
  }

  private mutating func readTables() throws(PostgreSQLError) {
    for row in try rows(CatalogQueries.columns) {
      guard let table = row.name(0, 1), let name = row.text(2) else { continue }
      let column = DatabaseTable.Column(name: name, type: row.text(3) ?? "", location: place(table))
      replay.schema.tables[table]?.columns.append(column)
    }
    for row in try rows(CatalogQueries.parents) {
      guard let table = row.name(0, 1), let parent = row.name(2, 3) else { continue }
      replay.schema.tables[table]?.parents.insert(parent)
    }
    let commands: [String: DatabasePolicy.Command] = [
      "r": .select, "a": .insert, "w": .update, "d": .delete,
    ]
    for row in try rows(CatalogQueries.policies) {
      guard let table = row.name(0, 1), let name = row.text(2) else { continue }
      let roles = row.text(5).map { Set($0.split(separator: Self.separator).map(String.init)) }
      let policy = DatabasePolicy(
        name: name, command: commands[row.text(3) ?? ""] ?? .all, isPermissive: row.isTrue(4),
        roles: roles, using: expression(row.text(6)), check: expression(row.text(7)),
        location: place(table))
      replay.schema.tables[table]?.policies.append(policy)
    }
    let states: [String: DatabaseTrigger.State] = [
      "O": .enabled, "D": .disabled, "R": .replica, "A": .always,
    ]
    for row in try rows(CatalogQueries.triggers) {
      guard let table = row.name(0, 1), let name = row.text(2),
        let bits = row.text(3).flatMap({ Int($0) })
      else { continue }
      let function = row.name(6, 7).map { DatabaseObjectName($0.schema, $0.name + "()") }
      let trigger = SchemaReplay.trigger(
        named: name, bits: bits, timing: bits, isRow: bits & 1 != 0,
        isConditional: row.isTrue(5), function: function,
        state: states[row.text(4) ?? ""] ?? .enabled, at: place(table))
      replay.schema.tables[table]?.triggers.append(trigger)
    }
    for row in try rows(CatalogQueries.foreignKeys) {
      guard let table = row.name(0, 1), let other = row.name(3, 4) else { continue }
      let key = DatabaseTable.ForeignKey(
        name: row.text(2),
        columns: (row.text(7) ?? "").split(separator: Self.separator).map(String.init),
        table: other, onDelete: SchemaReplay.action(row.text(5)),
        onUpdate: SchemaReplay.action(row.text(6)), location: place(table))
      replay.schema.tables[table]?.foreignKeys.append(key)
    }
  }

  private mutating func readFunctions(hasParsedBodies: Bool) throws(PostgreSQLError) {
    for row in try rows(CatalogQueries.functions(hasParsedBodies: hasParsedBodies)) {
      guard let name = row.name(0, 1), let language = row.text(4) else { continue }
      let full = DatabaseObjectName(name.schema, "\(name.name)(\(row.text(2) ?? ""))")
      replay.schema.functions[full] = DatabaseFunction(
        name: full, owner: row.text(3), language: language, isProcedure: row.isTrue(12),
        returnsTrigger: ["trigger", "event_trigger"].contains(row.text(5) ?? ""),
        isDefiner: row.isTrue(6), searchPath: row.text(7),
        argumentNames: Self.inputs(
          names: row.text(8) ?? "", modes: row.text(9) ?? "",
          count: (row.text(2) ?? "").isEmpty ? 0 : (row.text(2) ?? "").split(separator: ",").count),
        body: body(row, language), location: place(full))
    }
  }

  private func body(_ row: [String?], _ language: String) -> FunctionBody {
    let analyst = FunctionAnalyst(replay: replay, searchPath: row.text(7))
    guard let parsed = row.text(11) else {
      return analyst.body(row.text(10) ?? "", language: language)
    }
    // A body that the server keeps parsed is shown as it would be written after the signature.
    let text = "CREATE FUNCTION f() RETURNS void LANGUAGE sql \(parsed)"
    guard let node = statement(text)?["CreateFunctionStmt"]?["sql_body"] else {
      return FunctionBody(doubts: ["its text does not parse"])
    }
    return analyst.body(parsed: node)
  }

  private static func inputs(names: String, modes: String, count: Int) -> [String] {
    let names = names.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    let kinds = Array(modes)
    var inputs: [String] = []
    for (index, name) in names.enumerated() where !(names.count == 1 && name.isEmpty) {
      let kind = index < kinds.count ? kinds[index] : "i"
      if "ibv".contains(kind) { inputs.append(name) }
    }
    while inputs.count < count { inputs.append("") }
    return inputs
  }

  private mutating func readRules() throws(PostgreSQLError) {
    for row in try rows(CatalogQueries.rules) {
      guard let text = row.text(0), let table = row.name(2, 3) else { continue }
      guard let node = statement(text)?["RuleStmt"] else {
        replay.note(
          "a rule on \(table.description) could not be read", tables: [table], at: place(table))
        continue
      }
      replay.createRule(node, at: StatementPlace(whole: place(table)))
      guard row.text(1) == "D", let count = replay.schema.tables[table]?.rules.count, count > 0
      else { continue }
      replay.schema.tables[table]?.rules[count - 1].isEnabled = false
    }
  }

  private mutating func readGrants() throws(PostgreSQLError) {
    for row in try rows(CatalogQueries.grants) {
      guard var name = row.name(1, 2),
        let privilege = row.text(4).flatMap(DatabaseGrant.Privilege.init(rawValue:))
      else { continue }
      var kind: DatabaseGrant.Kind = .table
      if row.text(0) == "function" {
        kind = .function
        name = DatabaseObjectName(name.schema, "\(name.name)(\(row.text(7) ?? ""))")
      }
      if row.text(0) == "schema" { kind = .schema }
      if row.isTrue(6) { kind = .sequence }
      replay.schema.grants.insert(
        DatabaseGrant(
          kind: kind, object: name, column: row.text(3), privilege: privilege,
          grantee: row.text(5), location: place(name)))
    }
    let kinds: [String: DatabaseGrant.Kind] = [
      "r": .table, "S": .sequence, "f": .function, "n": .schema,
    ]
    for row in try rows(CatalogQueries.defaultGrants) {
      guard let privilege = row.text(3).flatMap(DatabaseGrant.Privilege.init(rawValue:)),
        let creator = row.text(0)
      else { continue }
      replay.schema.defaultGrants.append(
        DefaultGrant(
          kind: kinds[row.text(2) ?? ""] ?? .other, schema: row.text(1), creator: creator,
          privilege: privilege, grantee: row.text(4), location: place("role \(creator)")))
    }
  }

  private mutating func readSettings() throws(PostgreSQLError) {
    for row in try rows(CatalogQueries.roleSettings) {
      guard let setting = row.text(2), let equal = setting.firstIndex(of: "=") else { continue }
      let scope: DatabaseSetting.Scope =
        row.text(1).map { .role($0) } ?? .database(row.text(0) ?? "")
      let name = String(setting[..<equal])
      replay.schema.settings.append(
        DatabaseSetting(
          scope: scope, name: name, value: String(setting[setting.index(after: equal)...]),
          location: place("setting \(name)")))
    }
  }
}

extension [String?] {
  func text(_ index: Int) -> String? { index < count ? self[index] : nil }

  func isTrue(_ index: Int) -> Bool { text(index) == "t" }

  func name(_ schema: Int, _ name: Int) -> DatabaseObjectName? {
    guard let schema = text(schema), let name = text(name) else { return nil }
    return DatabaseObjectName(schema, name)
  }
}
