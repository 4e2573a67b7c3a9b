import Model

/// Follows statements one after another as a server would, keeping what they leave behind.
///
/// It judges nothing and refuses nothing: a statement that would fail on a server is followed as far as
/// it goes, and what cannot be followed becomes a gap.
struct SchemaReplay {
  var schema = DatabaseSchema()
  let parser = StatementParser()
  let options: ReplayOptions

  var searchPath: [String] = ["public"]
  var sessionRole: String?
  var currentRole: String?
  /// Those whose new functions are not open to everyone.
  var closedCreators: Set<String?> = []
  /// What ROLLBACK goes back to.
  private var saved: (schema: DatabaseSchema, closed: Set<String?>)?
  private var savedPath: [String]?
  private var savedRole: String?? = nil
  /// How deep statements stand in blocks that run text.
  var nesting = 0

  init(options: ReplayOptions) {
    self.options = options
    sessionRole = options.migrationRole
    currentRole = options.migrationRole
    let nowhere = Location()
    schema.namespaces["public"] = DatabaseNamespace(owner: "pg_database_owner", location: nowhere)
    let everyone: [DatabaseGrant.Privilege] =
      options.serverVersion < 15 ? [.usage, .create] : [.usage]
    for privilege in everyone {
      schema.grants.insert(
        DatabaseGrant(
          kind: .schema, object: DatabaseObjectName("public", ""), privilege: privilege,
          grantee: nil, location: nowhere))
    }
  }

  /// Settings of a connection that end with it; the next file is run on one of its own.
  mutating func beginFile() {
    rollBack(isError: false)
    searchPath = ["public"]
    sessionRole = options.migrationRole
    currentRole = options.migrationRole
  }

  mutating func apply(_ statement: SyntaxNode, at place: StatementPlace) {
    guard let (tag, node) = statement.tagged else { return }
    switch tag {
    case "CreateStmt": createTable(node, at: place)
    case "CreateForeignTableStmt":
      if let base = node["base"] { createTable(base, at: place, kind: .foreign) }
    case "CreateTableAsStmt": createTableAs(node, at: place)
    case "SelectStmt": select(node, at: place)
    case "ViewStmt": createView(node, at: place)
    case "AlterTableStmt": alterTable(node, at: place)
    case "RenameStmt": rename(node, at: place)
    case "AlterObjectSchemaStmt": moveToSchema(node)
    case "AlterOwnerStmt": changeOwner(node)
    case "DropStmt": drop(node)
    case "CreatePolicyStmt": createPolicy(node, at: place)
    case "AlterPolicyStmt": alterPolicy(node, at: place)
    case "CreateTrigStmt": createTrigger(node, at: place)
    case "RuleStmt": createRule(node, at: place)
    case "CreateFunctionStmt": createFunction(node, at: place)
    case "AlterFunctionStmt": alterFunction(node)
    case "GrantStmt": grant(node, at: place)
    case "GrantRoleStmt": grantRole(node, at: place)
    case "AlterDefaultPrivilegesStmt": alterDefaults(node, at: place)
    case "CreateRoleStmt": createRole(node, at: place)
    case "AlterRoleStmt": alterRole(node, at: place)
    case "AlterRoleSetStmt", "AlterDatabaseSetStmt", "AlterSystemStmt":
      configure(tag, node, at: place)
    case "DropRoleStmt": dropRoles(node)
    case "ReassignOwnedStmt": reassign(node)
    case "DropOwnedStmt": dropOwned(node, at: place)
    case "CreateSchemaStmt": createSchema(node, at: place)
    case "CreateSeqStmt": createSequence(node, at: place)
    case "CreateExtensionStmt":
      if let name = node.string("extname") { schema.extensions[name] = place.whole }
    case "CreatePublicationStmt":
      if let name = node.string("pubname") { schema.publications[name] = place.whole }
    case "VariableSetStmt": setVariable(node)
    case "DiscardStmt": if node.string("target") == "DISCARD_ALL" { resetSession() }
    case "TransactionStmt": transaction(node)
    case "DoStmt": runBlock(node, at: place)
    case "CallStmt":
      if let call = node["funccall"] { noteCalls(in: call, at: place) }
    case "CreateEventTrigStmt": noteEventTrigger(node, at: place)
    default: return
    }
  }

  mutating func note(
    _ reason: String, effects: Set<SchemaGap.Effect> = Set(SchemaGap.Effect.allCases),
    tables: Set<DatabaseObjectName>? = nil, at location: Location
  ) {
    schema.gaps.append(
      SchemaGap(effects: effects, tables: tables, reason: reason, location: location))
  }
}

// Names.
extension SchemaReplay {
  var creationSchema: String {
    searchPath.first { schema.namespaces[$0] != nil } ?? searchPath.first ?? "public"
  }

  /// A table or view that is there, or that some other place has made.
  func resolved(_ node: SyntaxNode) -> DatabaseObjectName {
    resolved(RangeName.parts(node))
  }

  func resolved(_ parts: [String]) -> DatabaseObjectName {
    let name = parts.last ?? ""
    if parts.count > 1 { return DatabaseObjectName(parts[parts.count - 2], name) }
    for schemaName in searchPath {
      let candidate = DatabaseObjectName(schemaName, name)
      if schema.tables[candidate] != nil || schema.views[candidate] != nil
        || schema.sequences.contains(candidate)
      {
        return candidate
      }
    }
    return DatabaseObjectName(creationSchema, name)
  }

  func created(_ node: SyntaxNode) -> DatabaseObjectName {
    if node.string("relpersistence") == "t" {
      return DatabaseObjectName("pg_temp", node.string("relname") ?? "")
    }
    return DatabaseObjectName(
      node.string("schemaname") ?? creationSchema, node.string("relname") ?? "")
  }

  /// The role that a specification means; `.some(nil)` is PUBLIC, nil one that is not known.
  func role(_ spec: SyntaxNode) -> String?? {
    let spec = spec["RoleSpec"] ?? spec
    switch spec.string("roletype") {
    case "ROLESPEC_PUBLIC": return .some(nil)
    case "ROLESPEC_SESSION_USER": return sessionRole.map { .some($0) }
    case "ROLESPEC_CURRENT_USER", "ROLESPEC_CURRENT_ROLE": return currentRole.map { .some($0) }
    default: return spec.string("rolename").map { .some($0) }
    }
  }

  func namedRole(_ spec: SyntaxNode?) -> String? { spec.flatMap { role($0) } ?? nil }

  static func names(_ node: SyntaxNode) -> [String] {
    let items = node["List"]?.list("items") ?? (node["items"] != nil ? node.list("items") : [node])
    return items.compactMap { $0["String"]?.string("sval") ?? $0.string("sval") }
  }
}

// Sessions and transactions.
extension SchemaReplay {
  private mutating func transaction(_ node: SyntaxNode) {
    switch node.string("kind") {
    case "TRANS_STMT_BEGIN", "TRANS_STMT_START", nil:
      if saved == nil { saved = (schema, closedCreators) }
    case "TRANS_STMT_ROLLBACK": rollBack(isError: true)
    case "TRANS_STMT_COMMIT", "TRANS_STMT_PREPARE": rollBack(isError: false)
    default: return
    }
  }

  /// Ends a transaction, keeping what it did unless it is taken back.
  private mutating func rollBack(isError: Bool) {
    if isError, let saved {
      let gaps = schema.gaps
      schema = saved.schema
      schema.gaps = gaps
      closedCreators = saved.closed
    }
    saved = nil
    if let path = savedPath { searchPath = path }
    if let role = savedRole { currentRole = role }
    savedPath = nil
    savedRole = nil
  }

  private mutating func resetSession() {
    searchPath = ["public"]
    sessionRole = options.migrationRole
    currentRole = sessionRole
  }

  private mutating func setVariable(_ node: SyntaxNode) {
    let values = Self.values(node)
    let isReset = ["VAR_RESET", "VAR_SET_DEFAULT"].contains(node.string("kind"))
    let isLocal = node.isTrue("is_local") && saved != nil
    switch node.string("name") {
    case "search_path":
      if isLocal, savedPath == nil { savedPath = searchPath }
      setSearchPath(isReset ? ["public"] : values)
    case "role":
      if isLocal, savedRole == nil { savedRole = .some(currentRole) }
      currentRole =
        isReset || values.first == "none" ? sessionRole : values.first ?? currentRole
    case "session_authorization":
      sessionRole = isReset ? options.migrationRole : values.first
      currentRole = sessionRole
    default:
      if node.string("kind") == "VAR_RESET_ALL" { searchPath = ["public"] }
    }
  }

  mutating func setSearchPath(_ names: [String]) {
    searchPath = names.flatMap { name in
      name.split(separator: ",").map {
        $0.trimming { $0 == " " || $0 == "\"" }
      }
    }.filter { !$0.isEmpty && $0 != "$user" && $0 != "pg_catalog" }
  }

  static func values(_ node: SyntaxNode) -> [String] {
    node.list("args").map { argument in
      switch ExpressionReader().expression(argument).uncast {
      case .text(let text), .number(let text): text
      case .boolean(let value): value ? "on" : "off"
      default: ""
      }
    }
  }

  private mutating func configure(_ tag: String, _ node: SyntaxNode, at place: StatementPlace) {
    guard let statement = node["setstmt"], let name = statement.string("name") else { return }
    let scope: DatabaseSetting.Scope
    switch tag {
    case "AlterSystemStmt": scope = .system
    case "AlterDatabaseSetStmt": scope = .database(node.string("dbname") ?? "")
    default:
      scope = namedRole(node["role"]).map { .role($0) } ?? .database(node.string("database") ?? "")
    }
    let isReset = statement.string("kind") != "VAR_SET_VALUE"
    let value = isReset ? nil : Self.values(statement).joined(separator: ", ")
    schema.settings.removeAll { $0.scope == scope && $0.name == name }
    schema.settings.append(
      DatabaseSetting(scope: scope, name: name, value: value, location: place.whole))
  }

  /// A query may set the search path, make a table or call something that does more.
  private mutating func select(_ node: SyntaxNode, at place: StatementPlace) {
    if let target = node["intoClause"]?["rel"] {
      addTable(
        DatabaseTable(name: created(target), owner: currentRole, location: place.whole))
    }
    for call in node.descendants(having: "funcname") {
      let name = call.list("funcname").compactMap { $0["String"]?.string("sval") }.last
      guard name == "set_config" else { continue }
      let arguments = call.list("args").map { ExpressionReader().expression($0).uncast }
      guard arguments.count > 1, case .text("search_path") = arguments[0],
        case .text(let path) = arguments[1]
      else { continue }
      setSearchPath([path])
    }
    noteCalls(in: node, at: place)
  }

  /// A call of a function that changes the schema may have done anything.
  private mutating func noteCalls(in node: SyntaxNode, at place: StatementPlace) {
    var calls = node.descendants(having: "funcname")
    if node["funcname"] != nil { calls.append(node) }
    for call in calls {
      let name = call.list("funcname").compactMap { $0["String"]?.string("sval") }
        .joined(separator: ".")
      for function in schema.functions(called: name) where function.body.definesObjects {
        note(
          "it calls \(function.name.description), which changes the schema in ways that are not "
            + "followed", at: place.whole)
      }
    }
  }

  private mutating func noteEventTrigger(_ node: SyntaxNode, at place: StatementPlace) {
    let name = node.list("funcname").compactMap { $0["String"]?.string("sval") }
      .joined(separator: ".")
    let isTame = schema.functions(called: name).allSatisfy { !$0.body.definesObjects }
    guard !isTame || schema.functions(called: name).isEmpty else { return }
    note(
      "an event trigger runs \(name) with every later change of the schema; what it does is not "
        + "followed", at: place.whole)
  }
}

extension Substring {
  fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> String {
    var text = self
    while let first = text.first, isTrimmed(first) { text.removeFirst() }
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return String(text)
  }
}
