import Model

// Rights.
extension SchemaReplay {
  mutating func grant(_ node: SyntaxNode, at place: StatementPlace) {
    // What may be handed on is not taken away with the right to hand it on.
    if node.isTrue("grant_option"), !node.isTrue("is_grant") { return }
    let kind = Self.kind(node.string("objtype"))
    let targets = targets(node, kind, at: place)
    let named = node.list("privileges").compactMap { $0["AccessPriv"] }
    let grantees = node.list("grantees").compactMap { role($0) }
    for grantee in grantees {
      for target in targets {
        let kind = effectiveKind(kind, of: target)
        if named.isEmpty {
          for privilege in Self.all(kind) {
            change(node, kind, target, nil, privilege, grantee, at: place)
          }
        }
        for right in named {
          let columns = right.list("cols").compactMap { $0["String"]?.string("sval") }
          let privileges =
            right.string("priv_name").map { Self.privilege($0).map { [$0] } ?? [] }
            ?? [.select, .insert, .update, .references]
          for privilege in privileges {
            if columns.isEmpty { change(node, kind, target, nil, privilege, grantee, at: place) }
            for column in columns {
              change(node, kind, target, column, privilege, grantee, at: place)
            }
          }
        }
      }
    }
  }

  private mutating func change(
    _ node: SyntaxNode, _ kind: DatabaseGrant.Kind, _ object: DatabaseObjectName,
    _ column: String?, _ privilege: DatabaseGrant.Privilege, _ grantee: String?,
    at place: StatementPlace
  ) {
    if node.isTrue("is_grant") {
      // The first statement that gives a right is its place.
      schema.grants.insert(
        DatabaseGrant(
          kind: kind, object: object, column: column, privilege: privilege, grantee: grantee,
          location: place.whole))
    } else {
      // To take a right on a table takes it on its columns too.
      schema.grants = schema.grants.filter {
        !($0.kind == kind && $0.object == object && $0.privilege == privilege
          && $0.grantee == grantee && (column == nil || $0.column == column))
      }
    }
  }

  private func effectiveKind(
    _ kind: DatabaseGrant.Kind, of target: DatabaseObjectName
  ) -> DatabaseGrant.Kind {
    kind == .table && schema.sequences.contains(target) ? .sequence : kind
  }

  private mutating func targets(
    _ node: SyntaxNode, _ kind: DatabaseGrant.Kind, at place: StatementPlace
  ) -> [DatabaseObjectName] {
    let objects = node.list("objects")
    if node.string("targtype") == "ACL_TARGET_ALL_IN_SCHEMA" {
      let schemas = Set(objects.flatMap { Self.names($0) })
      switch kind {
      case .table:
        return (Array(schema.tables.keys) + schema.views.keys).filter {
          schemas.contains($0.schema)
        }
      case .sequence: return schema.sequences.filter { schemas.contains($0.schema) }
      case .function:
        let isProcedure: Bool? =
          switch node.string("objtype") {
          case "OBJECT_FUNCTION": false
          case "OBJECT_PROCEDURE": true
          default: nil
          }
        return schema.functions.values.filter {
          schemas.contains($0.name.schema) && (isProcedure ?? $0.isProcedure) == $0.isProcedure
        }.map(\.name)
      default: return []
      }
    }
    return objects.flatMap { object -> [DatabaseObjectName] in
      switch kind {
      case .table, .sequence:
        return object["RangeVar"].map { relation in
          kind == .table ? [touch(relation, at: place)] : [resolved(relation)]
        } ?? []
      case .function:
        return object["ObjectWithArgs"].map { functions(meantBy: $0) } ?? []
      case .schema: return Self.names(object).map { DatabaseObjectName($0, "") }
      case .database, .other: return Self.names(object).map { DatabaseObjectName("", $0) }
      }
    }
  }

  static func kind(_ objectType: String?) -> DatabaseGrant.Kind {
    switch objectType {
    case "OBJECT_TABLE", nil: .table
    case "OBJECT_SEQUENCE": .sequence
    case "OBJECT_FUNCTION", "OBJECT_PROCEDURE", "OBJECT_ROUTINE": .function
    case "OBJECT_SCHEMA": .schema
    case "OBJECT_DATABASE": .database
    default: .other
    }
  }

  static func privilege(_ name: String) -> DatabaseGrant.Privilege? {
    name == "temp" ? .temporary : DatabaseGrant.Privilege(rawValue: name.uppercased())
  }

  /// What ALL means.
  static func all(_ kind: DatabaseGrant.Kind) -> [DatabaseGrant.Privilege] {
    switch kind {
    case .table: DatabaseGrant.Privilege.ofTables
    case .sequence: [.usage, .select, .update]
    case .function: [.execute]
    case .schema: [.usage, .create]
    case .database: [.create, .connect, .temporary]
    case .other: [.usage]
    }
  }

  mutating func alterDefaults(_ node: SyntaxNode, at place: StatementPlace) {
    guard let action = node["action"] else { return }
    var creators: [String?] = []
    var schemas: [String?] = []
    for option in node.list("options").compactMap({ $0["DefElem"] }) {
      let items = option["arg"]?["List"]?.list("items") ?? []
      if option.string("defname") == "roles" { creators = items.map { namedRole($0) } }
      if option.string("defname") == "schemas" { schemas = items.flatMap { Self.names($0) } }
    }
    if creators.isEmpty { creators = [currentRole] }
    if schemas.isEmpty { schemas = [nil] }
    let kind = Self.kind(action.string("objtype"))
    let named = action.list("privileges").compactMap { $0["AccessPriv"]?.string("priv_name") }
    let privileges = named.isEmpty ? Self.all(kind) : named.compactMap(Self.privilege)
    for grantee in action.list("grantees").compactMap({ role($0) }) {
      for creator in creators {
        for schemaName in schemas {
          for privilege in privileges {
            let change = DefaultGrant(
              kind: kind, schema: schemaName, creator: creator, privilege: privilege,
              grantee: grantee, location: place.whole)
            setDefault(change, isGrant: action.isTrue("is_grant"))
          }
        }
      }
    }
  }

  private mutating func setDefault(_ change: DefaultGrant, isGrant: Bool) {
    schema.defaultGrants.removeAll {
      $0.kind == change.kind && $0.schema == change.schema && $0.creator == change.creator
        && $0.privilege == change.privilege && $0.grantee == change.grantee
    }
    // What functions give to everyone by themselves can only be taken away for all schemas.
    let isBuiltIn =
      change.kind == .function && change.grantee == nil && change.schema == nil
    if isGrant {
      if isBuiltIn {
        closedCreators.remove(change.creator)
      } else {
        schema.defaultGrants.append(change)
      }
    } else if isBuiltIn {
      closedCreators.insert(change.creator)
    }
  }

  /// The rights that something has from its making.
  mutating func grantDefaults(
    _ kind: DatabaseGrant.Kind, on object: DatabaseObjectName, at location: Location
  ) {
    if kind == .function, !closedCreators.contains(currentRole) {
      schema.grants.insert(
        DatabaseGrant(
          kind: .function, object: object, privilege: .execute, grantee: nil, location: location))
    }
    for grant in schema.defaultGrants
    where grant.kind == kind && grant.creator == currentRole
      && (grant.schema ?? object.schema) == object.schema
    {
      schema.grants.insert(
        DatabaseGrant(
          kind: kind, object: object, privilege: grant.privilege, grantee: grant.grantee,
          location: grant.location))
    }
  }
}

// Roles.
extension SchemaReplay {
  private static let attributes: [String: DatabaseRole.Attribute] = [
    "superuser": .superuser, "bypassrls": .bypassRowSecurity, "createrole": .createRole,
    "createdb": .createDatabase, "isreplication": .replication, "canlogin": .login,
    "inherit": .inherit,
  ]

  mutating func createRole(_ node: SyntaxNode, at place: StatementPlace) {
    guard let name = node.string("role") else { return }
    var role = DatabaseRole(name: name, location: place.whole)
    if node.string("stmt_type") == "ROLESTMT_USER" { role.attributes.insert(.login) }
    schema.roles[name] = role
    setOptions(node.list("options"), of: name, isGrant: true, at: place)
  }

  mutating func alterRole(_ node: SyntaxNode, at place: StatementPlace) {
    guard let name = namedRole(node["role"]) else { return }
    touchRole(name, at: place)
    setOptions(
      node.list("options"), of: name, isGrant: node.integer("action") != -1, at: place)
  }

  private mutating func touchRole(_ name: String, at place: StatementPlace) {
    guard schema.roles[name] == nil else { return }
    schema.roles[name] = DatabaseRole(name: name, isDeclared: false, location: place.whole)
  }

  private mutating func setOptions(
    _ options: [SyntaxNode], of name: String, isGrant: Bool, at place: StatementPlace
  ) {
    for option in options.compactMap({ $0["DefElem"] }) {
      let word = option.string("defname") ?? ""
      if let attribute = Self.attributes[word] {
        if option["arg"]?["Boolean"]?.isTrue("boolval") == true
          || (option["arg"]?["Integer"]?.integer("ival") ?? 0) != 0
        {
          schema.roles[name]?.attributes.insert(attribute)
          schema.roles[name]?.location = place.whole
        } else {
          schema.roles[name]?.attributes.remove(attribute)
        }
        continue
      }
      let others = (option["arg"]?["List"]?.list("items") ?? []).compactMap { namedRole($0) }
      switch word {
      case "addroleto": for other in others { join(name, other, isGrant, false, at: place) }
      case "rolemembers": for other in others { join(other, name, isGrant, false, at: place) }
      case "adminmembers": for other in others { join(other, name, isGrant, true, at: place) }
      default: continue
      }
    }
  }

  private mutating func join(
    _ member: String, _ group: String, _ isGrant: Bool, _ isAdministrator: Bool,
    at place: StatementPlace
  ) {
    touchRole(member, at: place)
    schema.roles[member]?.memberships.removeAll { $0.role == group }
    guard isGrant else { return }
    schema.roles[member]?.memberships.append(
      DatabaseRole.Membership(
        role: group, isAdministrator: isAdministrator, location: place.whole))
  }

  mutating func grantRole(_ node: SyntaxNode, at place: StatementPlace) {
    // To take the administration of a membership away leaves the membership.
    if node.isTrue("admin_opt"), !node.isTrue("is_grant") { return }
    let groups = node.list("granted_roles").compactMap { $0["AccessPriv"]?.string("priv_name") }
    let members = node.list("grantee_roles").compactMap { namedRole($0) }
    for member in members {
      for group in groups {
        join(member, group, node.isTrue("is_grant"), node.isTrue("admin_opt"), at: place)
      }
    }
  }

  mutating func dropRoles(_ node: SyntaxNode) {
    for name in node.list("roles").compactMap({ namedRole($0) }) {
      schema.roles[name] = nil
      for member in schema.roles.keys {
        schema.roles[member]?.memberships.removeAll { $0.role == name }
      }
    }
  }

  mutating func reassign(_ node: SyntaxNode) {
    let from = Set(node.list("roles").compactMap { namedRole($0) })
    let to = namedRole(node["newrole"])
    let isMoved = { (owner: String?) in owner.map(from.contains) ?? false }
    for name in schema.tables.keys where isMoved(schema.tables[name]?.owner) {
      schema.tables[name]?.owner = to
    }
    for name in schema.views.keys where isMoved(schema.views[name]?.owner) {
      schema.views[name]?.owner = to
    }
    for name in schema.functions.keys where isMoved(schema.functions[name]?.owner) {
      schema.functions[name]?.owner = to
    }
    for name in schema.namespaces.keys where isMoved(schema.namespaces[name]?.owner) {
      schema.namespaces[name]?.owner = to
    }
  }

  mutating func dropOwned(_ node: SyntaxNode, at place: StatementPlace) {
    let roles = Set(node.list("roles").compactMap { namedRole($0) })
    let isGone = { (owner: String?) in owner.map(roles.contains) ?? false }
    schema.grants = schema.grants.filter { !isGone($0.grantee) }
    schema.defaultGrants.removeAll { isGone($0.grantee) || isGone($0.creator) }
    for name in schema.tables.values.filter({ isGone($0.owner) }).map(\.name) {
      dropRelation(name, cascades: node.string("behavior") == "DROP_CASCADE")
    }
    for name in schema.views.values.filter({ isGone($0.owner) }).map(\.name) {
      dropRelation(name, cascades: true)
    }
    for name in schema.functions.values.filter({ isGone($0.owner) }).map(\.name) {
      dropFunction(name)
    }
    for name in schema.tables.keys {
      for index in schema.tables[name]?.policies.indices ?? 0..<0 {
        schema.tables[name]?.policies[index].roles?.subtract(roles)
      }
      // A policy for nobody else goes with its last role.
      schema.tables[name]?.policies.removeAll { $0.roles?.isEmpty == true }
    }
  }
}
