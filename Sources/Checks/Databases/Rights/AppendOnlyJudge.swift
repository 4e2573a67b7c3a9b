import Model

/// Looks for every way to change or remove what was written.
struct AppendOnlyJudge {
  private static let events: [(DatabaseTrigger.Event, DatabaseGrant.Privilege)] = [
    (.update, .update), (.delete, .delete), (.truncate, .truncate),
  ]

  let check: AppendOnlyCheck
  let observed: ObservedSchema
  let context: EvaluationContext
  let rights: [RoleRights]
  var judgement: DatabaseJudgement

  init(check: AppendOnlyCheck, observed: ObservedSchema, context: EvaluationContext) {
    self.check = check
    self.observed = observed
    self.context = context
    rights = check.roles.map { RoleRights($0, in: observed.schema) }
    judgement = DatabaseJudgement(check: AppendOnlyCheck.definition.name, context: context)
  }

  private var schema: DatabaseSchema { observed.schema }

  private func place(_ location: Location) -> Location {
    observed.place(location, in: context.plan)
  }

  mutating func judge() {
    let tables = schema.tables.values.filter { check.tables.matches($0.name) && !$0.isTemporary }
      .sorted { $0.name < $1.name }
    judgement.subjects = tables.count
    for role in rights where schema.isLive && schema.roles[role.role] == nil {
      judgement.note("the database has no role \(role.role)")
    }
    for table in tables {
      if !table.isDeclared {
        judgement.note("no file makes \(table.name.description), so that its owner is not known")
      }
      for role in rights { judge(table, role) }
      judgement.see(
        "\(table.name.description): \(evidence(table))", at: place(table.location),
        digest: observed.digest(table.location), observed.observedAt)
    }
    let concerned = Set(tables.map(\.name))
    for gap in schema.gaps
    where concerned.contains(where: { gap.concerns($0, [.privileges, .objects]) }) {
      let place = place(gap.location).description
      judgement.note((place.isEmpty ? "" : place + ": ") + gap.reason)
    }
  }

  private func evidence(_ table: DatabaseTable) -> String {
    let parts = rights.map { role in
      let held = role.ways(on: table.name).map(\.privilege.rawValue).uniqued()
      return "\(role.role) has \(held.isEmpty ? "no right" : held.joined(separator: ", "))"
    }
    let guards = Self.events.map(\.0).filter { refusal(of: $0, on: table) }.map(\.rawValue)
    return parts.joined(separator: "; ")
      + (guards.isEmpty ? "" : "; triggers refuse \(guards.joined(separator: ", "))")
  }

  private mutating func judge(_ table: DatabaseTable, _ role: RoleRights) {
    let name = table.name.description
    if let holder = role.holder(of: .superuser) {
      add(
        "superuser", "\(role.role) is a superuser and may do anything with \(name)", table, role,
        fix: "Connect as a role without SUPERUSER.", at: holder.location)
      return
    }
    if role.owns(table.owner) {
      let owner = table.owner ?? ""
      let way = owner == role.role ? "owns" : "may act as \(owner), the owner of"
      add(
        "owner",
        "\(role.role) \(way) \(name): an owner may change its rows, give itself any right and "
          + "disable triggers",
        table, role,
        fix: "ALTER TABLE \(name) OWNER TO a role that the application cannot become.",
        at: table.location)
      return
    }
    if table.owner == nil, table.isDeclared {
      judgement.note(
        "who owns \(name) is not known; an owner may change its rows (`migration-role` names who "
          + "runs the files)")
    }
    for (event, privilege) in Self.events {
      judgeGrants(table, role, event, privilege)
      judgeViews(table, role, event, privilege)
    }
    judgeFunctions(table, role)
    judgeCascades(table, role)
    judgePartitions(table, role)
  }

  private mutating func judgeGrants(
    _ table: DatabaseTable, _ role: RoleRights, _ event: DatabaseTrigger.Event,
    _ privilege: DatabaseGrant.Privilege
  ) {
    guard role.mayUse(schema: table.name.schema) != false else { return }
    guard let way = role.ways(on: table.name).first(where: { $0.privilege == privilege }) else {
      return
    }
    if refusal(of: event, on: table) || rowSecurityRefuses(event, table, role) { return }
    let column = way.column.map { " of column \($0)" } ?? ""
    add(
      "granted",
      "\(role.role) may \(privilege.rawValue)\(column) \(table.name.description), \(way.words)",
      table, role, detail: privilege.rawValue,
      fix: "REVOKE \(privilege.rawValue) ON \(table.name.description) FROM the role.",
      at: way.location)
  }

  /// Whether a trigger that is enabled always ends the command in an error or without a row.
  private func refusal(of event: DatabaseTrigger.Event, on table: DatabaseTable) -> Bool {
    if table.rules.contains(where: { $0.isEnabled && $0.refuses && $0.event == event }) {
      return true
    }
    return refusesRows(event, table)
  }

  /// Triggers fire for what a foreign key changes too; rules do not.
  private func refusesRows(_ event: DatabaseTrigger.Event, _ table: DatabaseTable) -> Bool {
    table.triggers.contains { trigger in
      guard trigger.events.contains(event), !trigger.isConditional,
        trigger.state == .enabled || trigger.state == .always,
        let function = trigger.function.flatMap({ schema.functions[$0] })
      else { return false }
      if function.body.refuses.contains(event) { return true }
      return trigger.timing == .before && trigger.isForEachRow
        && function.body.drops.contains(event)
    }
  }

  private func rowSecurityRefuses(
    _ event: DatabaseTrigger.Event, _ table: DatabaseTable, _ role: RoleRights
  ) -> Bool {
    guard table.rowSecurity.isOn, event != .truncate,
      role.holder(of: .bypassRowSecurity) == nil
    else { return false }
    let command: DatabasePolicy.Command = event == .update ? .update : .delete
    return !table.policies.contains { policy in
      policy.isPermissive && (policy.command == command || policy.command == .all)
        && (policy.roles.map { !$0.isDisjoint(with: role.reach) } ?? true)
    }
  }

  private mutating func judgeViews(
    _ table: DatabaseTable, _ role: RoleRights, _ event: DatabaseTrigger.Event,
    _ privilege: DatabaseGrant.Privilege
  ) {
    guard event != .truncate, !refusal(of: event, on: table) else { return }
    for view in schema.views.values.sorted(by: { $0.name < $1.name })
    where !view.isMaterialized && !view.isInvoker && view.reads == [table.name] {
      guard role.may(privilege, on: view.name) || role.owns(view.owner) else { continue }
      add(
        "view",
        "\(role.role) may \(privilege.rawValue) \(table.name.description) through the view "
          + "\(view.name.description), which writes with its owner's rights",
        table, role, detail: "\(privilege.rawValue) \(view.name.description)",
        fix: "REVOKE \(privilege.rawValue) ON \(view.name.description) FROM the role.",
        at: view.location)
    }
  }

  private mutating func judgeFunctions(_ table: DatabaseTable, _ role: RoleRights) {
    for function in schema.functions.values.sorted(by: { $0.name < $1.name })
    where function.isDefiner && !function.returnsTrigger
      && !check.trusted.matches(function.name)
    {
      guard role.mayExecute(function) else { continue }
      for (event, _) in Self.events where !refusal(of: event, on: table) {
        guard
          function.body.acts.contains(where: {
            $0.kind.rawValue == event.rawValue && $0.table == table.name
          })
        else { continue }
        add(
          "function",
          "\(role.role) can call \(function.name.description), which runs with its owner's rights "
            + "and does \(event.rawValue.uppercased()) on \(table.name.description)",
          table, role, detail: "\(event.rawValue) \(function.name.description)",
          fix: "REVOKE EXECUTE ON FUNCTION \(function.name.description) FROM the role and PUBLIC.",
          at: function.location)
      }
      if let doubt = function.body.doubts.first {
        judgement.note(
          "\(role.role) can call \(function.name.description), which runs with its owner's rights; "
            + "\(doubt) (`trusted-functions`)")
      }
    }
  }

  /// A foreign key that cascades changes rows with the rights of their owner.
  private mutating func judgeCascades(_ table: DatabaseTable, _ role: RoleRights) {
    for key in table.foreignKeys {
      let onDelete: DatabaseTrigger.Event = key.onDelete == .cascade ? .delete : .update
      let ways:
        [(DatabaseTable.ForeignKey.Action, DatabaseGrant.Privilege, DatabaseTrigger.Event)] = [
          (key.onDelete, .delete, onDelete), (key.onUpdate, .update, .update),
        ]
      for (action, privilege, event) in ways where action != .none && action != .restrict {
        let isHolder =
          role.may(privilege, on: key.table) || role.owns(schema.tables[key.table]?.owner)
        guard isHolder, !refusesRows(event, table) else { continue }
        add(
          "cascade",
          "\(role.role) may \(privilege.rawValue) \(key.table.description), and the foreign key on "
            + "\(key.columns.joined(separator: ", ")) then does \(action.rawValue.uppercased()) on "
            + table.name.description,
          table, role, detail: "\(privilege.rawValue) \(key.columns.joined(separator: ","))",
          fix: "Make the key ON DELETE RESTRICT.", at: key.location)
      }
    }
  }

  private mutating func judgePartitions(_ table: DatabaseTable, _ role: RoleRights) {
    for part in schema.tables.values.sorted(by: { $0.name < $1.name })
    where part.parents.contains(table.name) && !check.tables.matches(part.name) {
      if role.owns(part.owner) {
        add(
          "partition",
          "\(role.role) owns \(part.name.description), a part of \(table.name.description)", table,
          role, detail: part.name.description, fix: "Give it another owner.", at: part.location)
        continue
      }
      for (event, privilege) in Self.events {
        guard let way = role.ways(on: part.name).first(where: { $0.privilege == privilege }),
          !refusal(of: event, on: part)
        else { continue }
        add(
          "partition",
          "\(role.role) may \(privilege.rawValue) \(part.name.description), a part of "
            + "\(table.name.description), \(way.words)",
          table, role, detail: "\(privilege.rawValue) \(part.name.description)",
          fix: "REVOKE \(privilege.rawValue) ON \(part.name.description) FROM the role.",
          at: way.location)
      }
    }
  }

  private mutating func add(
    _ rule: String, _ message: String, _ table: DatabaseTable, _ role: RoleRights,
    detail: String = "", fix: String, at location: Location
  ) {
    judgement.add(
      rule, message, fix: fix,
      identity: "\(table.name.description) \(role.role)" + (detail.isEmpty ? "" : " \(detail)"),
      at: place(location))
  }
}
