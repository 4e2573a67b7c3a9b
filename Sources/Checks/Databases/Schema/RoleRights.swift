import Model

/// What one role may do, by every way that it has.
struct RoleRights {
  /// A right and how it is held, in words that end a sentence.
  struct Way: Hashable {
    let privilege: DatabaseGrant.Privilege
    let column: String?
    let words: String
    let location: Location
  }

  let role: String
  let schema: DatabaseSchema
  /// The role and all that it may become by SET ROLE.
  let reach: Set<String>
  /// The grants that concern it, by what they are on.
  private let grants: [DatabaseObjectName: [DatabaseGrant]]
  private let usableSchemas: Set<String>
  /// Whether anything is known of it: its making, a right, or a membership.
  let isKnown: Bool

  init(_ role: String, in schema: DatabaseSchema) {
    self.role = role
    self.schema = schema
    let reach = Self.reach(of: role, in: schema)
    self.reach = reach
    let held = schema.grants.filter { $0.grantee.map(reach.contains) ?? true }
    isKnown =
      schema.isLive || schema.roles[role] != nil || held.contains { $0.grantee == role }
    grants = Dictionary(grouping: held, by: \.object)
    usableSchemas = Set(
      held.filter { $0.kind == .schema && $0.privilege == .usage }.map(\.object.schema))
  }

  /// A role and all that it may become by SET ROLE.
  static func reach(of role: String, in schema: DatabaseSchema) -> Set<String> {
    var reach: Set<String> = [role]
    var next = [role]
    while let name = next.popLast() {
      for membership in schema.roles[name]?.memberships ?? []
      where reach.insert(membership.role).inserted {
        next.append(membership.role)
      }
    }
    return reach
  }

  /// What everyone may do with a table or view.
  func grantsToEveryone(on table: DatabaseObjectName) -> [DatabaseGrant] {
    (grants[table] ?? []).filter { $0.kind == .table && $0.grantee == nil }
  }

  /// The role in its reach that has an attribute.
  func holder(of attribute: DatabaseRole.Attribute) -> DatabaseRole? {
    reach.sorted().lazy.compactMap { schema.roles[$0] }.first {
      $0.attributes.contains(attribute)
    }
  }

  var isSuperuser: Bool { holder(of: .superuser) != nil }

  /// Whether it may act as this owner.
  func owns(_ owner: String?) -> Bool { owner.map(reach.contains) ?? false }

  private func words(_ grantee: String?) -> String {
    guard let grantee else { return "PUBLIC, everyone" }
    return grantee == role ? role : "\(grantee), of which \(role) is a member"
  }

  /// The rights on a table or view that were given, be it through a group or PUBLIC.
  func ways(on table: DatabaseObjectName) -> [Way] {
    var ways = (grants[table] ?? []).filter { $0.kind == .table }.map {
      Way(
        privilege: $0.privilege, column: $0.column, words: "granted to \(words($0.grantee))",
        location: $0.location)
    }
    let predefined: [(String, [DatabaseGrant.Privilege])] = [
      ("pg_write_all_data", [.insert, .update, .delete]), ("pg_read_all_data", [.select]),
    ]
    for (name, privileges) in predefined where reach.contains(name) {
      ways += privileges.map {
        Way(
          privilege: $0, column: nil, words: "held as a member of \(name)",
          location: schema.roles[role]?.location ?? Location())
      }
    }
    return ways.sorted { ($0.privilege.rawValue, $0.words) < ($1.privilege.rawValue, $1.words) }
  }

  /// Whether it may use what is in a schema; nil when nothing is known of the schema.
  func mayUse(schema name: String) -> Bool? {
    guard let namespace = schema.namespaces[name] else { return nil }
    if owns(namespace.owner) || isSuperuser { return true }
    return usableSchemas.contains(name)
  }

  func mayExecute(_ function: DatabaseFunction) -> Bool {
    if owns(function.owner) || isSuperuser { return true }
    guard mayUse(schema: function.name.schema) != false else { return false }
    return grants[function.name]?.contains { $0.kind == .function } ?? false
  }

  func may(_ privilege: DatabaseGrant.Privilege, on name: DatabaseObjectName) -> Bool {
    guard mayUse(schema: name.schema) != false else { return false }
    return ways(on: name).contains { $0.privilege == privilege }
  }
}
