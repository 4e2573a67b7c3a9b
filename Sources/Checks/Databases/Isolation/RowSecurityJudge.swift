import Model

/// Judges the tables of one schema.
struct RowSecurityJudge {
  let check: RowSecurityCheck
  let observed: ObservedSchema
  let context: EvaluationContext
  let rights: [RoleRights]
  var judgement: DatabaseJudgement

  init(check: RowSecurityCheck, observed: ObservedSchema, context: EvaluationContext) {
    self.check = check
    self.observed = observed
    self.context = context
    rights = check.roles.map { RoleRights($0, in: observed.schema) }
    judgement = DatabaseJudgement(check: RowSecurityCheck.definition.name, context: context)
  }

  var schema: DatabaseSchema { observed.schema }

  mutating func judge() {
    let tables = schema.tables.values.filter { check.isJudged($0) && !$0.isTemporary }
      .sorted { $0.name < $1.name }
    judgement.subjects = tables.count
    for role in rights where schema.isLive && schema.roles[role.role] == nil {
      judgement.note("the database has no role \(role.role)")
    }
    judgeRoles()
    for table in tables { judge(table) }
    judgeViews()
    judgeFunctions()
    judgeDefaults()
    noteGaps(tables)
  }

  func place(_ location: Location) -> Location { observed.place(location, in: context.plan) }

  private mutating func judgeRoles() {
    for role in rights {
      if let holder = role.holder(of: .superuser) ?? role.holder(of: .bypassRowSecurity) {
        let what = holder.attributes.contains(.superuser) ? "SUPERUSER" : "BYPASSRLS"
        let way = holder.name == role.role ? "" : " as a member of \(holder.name)"
        judgement.add(
          "bypass-role", "\(role.role) has \(what)\(way): no policy applies to it",
          fix: "Take \(what) from \(holder.name), or connect as another role.",
          identity: "role \(role.role)", at: place(holder.location))
      }
    }
  }

  /// Whether the role can reach the table at all; nil when nothing is known of the role.
  private func reaches(_ role: RoleRights, _ table: DatabaseTable) -> Bool? {
    if role.owns(table.owner) || role.isSuperuser { return true }
    if role.mayUse(schema: table.name.schema) == false { return false }
    if !role.ways(on: table.name).isEmpty { return true }
    return role.isKnown ? false : nil
  }

  private mutating func judge(_ table: DatabaseTable) {
    let location = place(table.location)
    let reaching = rights.filter { reaches($0, table) ?? table.parents.isEmpty }
    guard !reaching.isEmpty else {
      see(
        "\(table.name.description): out of reach of \(check.roles.joined(separator: ", "))", table)
      return
    }
    let names = reaching.map(\.role).joined(separator: " and ")
    if table.kind == .foreign {
      judgement.add(
        "foreign-table",
        "\(names) can read the foreign table \(table.name.description), which "
          + "row-level security cannot cover",
        fix: "Revoke the rights, and give access by a function that limits the rows.",
        identity: table.name.description, at: location)
      return
    }
    guard table.rowSecurity.isOn else { return judgeOpen(table, names) }
    judgeForce(table, reaching)
    let policies = table.policies.map(\.name).sorted()
    see(
      "\(table.name.description): row-level security on"
        + (table.forcedRowSecurity.isOn ? " and forced" : "")
        + (policies.isEmpty
          ? ", no policy: nobody but the owner gets rows"
          : ", policies \(policies.joined(separator: ", "))"),
      table)
    judgePolicies(table, reaching)
    judgeRights(table, reaching)
    if table.rules.contains(where: { $0.isEnabled && !$0.refuses && $0.event != nil }) {
      judgement.note("a rule on \(table.name.description) rewrites commands, which is not followed")
    }
  }

  private mutating func judgeOpen(_ table: DatabaseTable, _ names: String) {
    if let gap = schema.gaps.first(where: { $0.concerns(table.name, [.rowSecurity]) }) {
      judgement.note(
        "row-level security of \(table.name.description) is not known: \(shown(gap))")
      return
    }
    guard table.isDeclared else {
      judgement.note(
        "row-level security of \(table.name.description) is not known: no file makes the table")
      return
    }
    let parents = table.parents.filter { schema.tables[$0]?.rowSecurity.isOn == true }.sorted()
    if let parent = parents.first {
      judgement.add(
        "partition",
        "\(names) can reach \(table.name.description) directly, and the row-level security of "
          + "\(parent.description) does not apply there",
        fix: "Revoke the rights on the partition, or enable row-level security on it.",
        identity: table.name.description, at: place(table.location))
      return
    }
    let wasSaid = table.rowSecurity.location != table.location
    judgement.add(
      "not-enabled",
      "\(table.name.description) has no row-level security, and \(names) can reach it"
        + (table.policies.isEmpty ? "" : "; the policies on it do nothing"),
      fix: "ALTER TABLE \(table.name.description) ENABLE ROW LEVEL SECURITY;",
      identity: table.name.description,
      at: place(wasSaid ? table.rowSecurity.location : table.location))
  }

  private mutating func judgeForce(_ table: DatabaseTable, _ reaching: [RoleRights]) {
    guard !table.forcedRowSecurity.isOn else { return }
    if let owner = table.owner {
      let owners = reaching.filter { $0.owns(owner) && !$0.isSuperuser }
      guard let first = owners.first else { return }
      let way = first.role == owner ? "owns" : "may act as \(owner), the owner of"
      judgement.add(
        "not-forced",
        "\(first.role) \(way) \(table.name.description), and row-level security is not forced on owners",
        fix:
          "ALTER TABLE \(table.name.description) FORCE ROW LEVEL SECURITY; or let another role own it.",
        identity: table.name.description, at: place(table.rowSecurity.location))
    } else if table.isDeclared {
      judgement.note(
        "who owns \(table.name.description) is not known; an owner is not held by policies that are "
          + "not forced (`migration-role` names who runs the files)")
    }
  }

  private mutating func judgeRights(_ table: DatabaseTable, _ reaching: [RoleRights]) {
    let name = table.name.description
    let open = (reaching.first?.grantsToEveryone(on: table.name) ?? [])
      .sorted { $0.privilege.rawValue < $1.privilege.rawValue }
    if let first = open.first {
      judgement.add(
        "public-grant",
        "PUBLIC, everyone, has \(open.map(\.privilege.rawValue).uniqued().joined(separator: ", ")) on "
          + name,
        fix: "REVOKE ALL ON \(name) FROM PUBLIC;", identity: name, at: place(first.location))
    }
    var holders: [String] = []
    var ways: [RoleRights.Way] = []
    for role in reaching where !role.owns(table.owner) && !role.isSuperuser {
      let held = role.ways(on: table.name).filter {
        ($0.privilege == .truncate || $0.privilege == .references) && !$0.words.contains("PUBLIC")
      }
      if !held.isEmpty { holders.append(role.role) }
      ways += held
    }
    guard let first = ways.first(where: { $0.privilege == .truncate }) ?? ways.first else { return }
    let rights = ways.map(\.privilege.rawValue).uniqued().sorted().reversed()
      .joined(separator: " and ")
    judgement.add(
      "beyond-row-security",
      "\(holders.joined(separator: " and ")) \(holders.count == 1 ? "has" : "have") \(rights) on "
        + "\(name), which row-level security does not limit",
      fix: "REVOKE TRUNCATE, REFERENCES ON \(name) FROM \(holders.joined(separator: ", "));",
      severity: min(context.control.severity, .medium), identity: name, at: place(first.location))
  }

  private mutating func judgeDefaults() {
    for grant in schema.defaultGrants where grant.kind == .table {
      let isOpen = grant.grantee == nil
      let isApplication =
        grant.grantee.map { name in
          rights.contains { $0.reach.contains(name) }
        } ?? false
      guard isOpen || isApplication && grant.privilege == .truncate else { continue }
      let who = grant.grantee ?? "PUBLIC, everyone,"
      let where_ = grant.schema.map { "in \($0)" } ?? "in every schema"
      judgement.add(
        "default-privileges",
        "\(who) has \(grant.privilege.rawValue) on every later table \(where_) by default",
        fix: "Revoke it with ALTER DEFAULT PRIVILEGES.",
        severity: min(context.control.severity, .medium),
        identity:
          "default \(grant.schema ?? "") \(grant.grantee ?? "PUBLIC") \(grant.privilege.rawValue)",
        at: place(grant.location))
    }
  }

  private mutating func noteGaps(_ tables: [DatabaseTable]) {
    for gap in schema.gaps {
      let effects: Set<SchemaGap.Effect> = [.rowSecurity, .policies, .privileges, .objects]
      let isWanted = tables.contains { gap.concerns($0.name, effects) } || gap.tables == nil
      if isWanted, !gap.effects.isDisjoint(with: effects) { judgement.note(shown(gap)) }
    }
  }

  func shown(_ gap: SchemaGap) -> String {
    let place = place(gap.location).description
    return (place.isEmpty ? "" : place + ": ") + gap.reason
  }

  mutating func see(_ text: String, _ table: DatabaseTable) {
    judgement.see(
      text, at: place(table.rowSecurity.isOn ? table.rowSecurity.location : table.location),
      digest: observed.digest(table.location), observed.observedAt)
  }
}

extension Array where Element: Hashable {
  /// Each element once, in the order of its first.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
