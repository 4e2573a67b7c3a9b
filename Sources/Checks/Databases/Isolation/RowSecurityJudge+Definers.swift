import Model

// What reads with the rights of its owner.
extension RowSecurityJudge {
  /// Whether somebody with this owner's rights is not held by a table's policies; nil when not known.
  private func bypasses(_ owner: String?, _ table: DatabaseTable) -> Bool? {
    guard table.rowSecurity.isOn else { return false }
    guard let owner else {
      // Whoever runs the files owns both, unless they say otherwise.
      return table.owner == nil && !table.forcedRowSecurity.isOn
    }
    let reach = RoleRights.reach(of: owner, in: schema)
    if schema.roles[owner]?.attributes.contains(.bypassRowSecurity) == true { return true }
    if reach.contains(where: { schema.roles[$0]?.attributes.contains(.superuser) == true }) {
      return true
    }
    if table.owner.map(reach.contains) ?? false, !table.forcedRowSecurity.isOn { return true }
    return schema.roles[owner]?.isDeclared == true ? false : nil
  }

  /// The tenants' tables that a view reads with its owner's rights, through other views too.
  private func tenantTables(
    readBy view: DatabaseView, _ seen: inout Set<DatabaseObjectName>
  ) -> [DatabaseTable] {
    guard seen.insert(view.name).inserted else { return [] }
    var found: [DatabaseTable] = []
    for name in view.reads.sorted() {
      if let table = schema.tables[name], check.isTenants(table), table.rowSecurity.isOn {
        found.append(table)
      } else if let inner = schema.views[name], !inner.isInvoker || view.isMaterialized {
        found += tenantTables(readBy: inner, &seen)
      }
    }
    return found
  }

  mutating func judgeViews() {
    for view in schema.views.values.sorted(by: { $0.name < $1.name }) where !view.isInvoker {
      guard !check.exempt.matches(view.name) else { continue }
      let readers = rights.filter { role in
        !role.owns(view.owner) && role.may(.select, on: view.name) || role.owns(view.owner)
      }
      guard !readers.isEmpty else { continue }
      var seen: Set<DatabaseObjectName> = []
      let tables = tenantTables(readBy: view, &seen)
      let open = view.isMaterialized ? tables : tables.filter { bypasses(view.owner, $0) == true }
      guard let table = open.first else {
        if let owner = view.owner, tables.contains(where: { bypasses(owner, $0) == nil }) {
          noteUnknown(owner, of: view.name)
        }
        continue
      }
      if !view.isMaterialized, let query = view.query,
        open.allSatisfy({ analyst(for: $0).limitsToAsker(query) })
      {
        continue
      }
      report(view, table, readers)
    }
  }

  private mutating func report(
    _ view: DatabaseView, _ table: DatabaseTable, _ readers: [RoleRights]
  ) {
    let names = readers.map(\.role).joined(separator: " and ")
    let name = view.name.description
    if view.isMaterialized {
      judgement.add(
        "materialized-view",
        "\(names) can read the materialised view \(name), which holds rows of "
          + "\(table.name.description) of every tenant",
        fix:
          "REVOKE ALL ON \(name) FROM the role, and give access by a function that limits the rows.",
        identity: name, at: place(view.location))
    } else {
      judgement.add(
        "view",
        "\(names) can read \(table.name.description) through the view \(name), which runs with its "
          + "owner's rights, and no policy holds the owner",
        fix: "ALTER VIEW \(name) SET (security_invoker = true);", identity: name,
        at: place(view.location))
    }
  }

  private func bypasses(_ function: DatabaseFunction, _ act: FunctionBody.Act) -> Bool? {
    schema.tables[act.table].map { bypasses(function.owner, $0) } ?? false
  }

  private mutating func noteUnknown(_ owner: String, of name: DatabaseObjectName) {
    judgement.note(
      "\(name.description) runs with the rights of \(owner), of whom no file says whether policies "
        + "hold it")
  }

  mutating func judgeFunctions() {
    for function in schema.functions.values.sorted(by: { $0.name < $1.name })
    where function.isDefiner && !function.returnsTrigger {
      guard !check.trusted.matches(function.name) else { continue }
      let callers = rights.filter { !$0.isSuperuser && $0.mayExecute(function) }
      guard !callers.isEmpty else { continue }
      judge(function, callers.map(\.role).joined(separator: " and "))
    }
  }

  private mutating func judge(_ function: DatabaseFunction, _ callers: String) {
    let name = function.name.description
    if function.searchPath == nil {
      judgement.add(
        "definer-search-path",
        "\(name) runs with its owner's rights and takes the search_path of whoever calls it",
        fix: "ALTER FUNCTION \(name) SET search_path = '';",
        severity: min(context.control.severity, .medium), identity: name,
        at: place(function.location))
    }
    let acts = function.body.acts.filter { $0.kind != .insert }
    let loose = acts.filter { act in
      guard let table = schema.tables[act.table], check.isTenants(table) else { return false }
      return !analyst(for: table).limitsToAsker(act.condition)
    }
    if let open = loose.first(where: { bypasses(function, $0) == true }) {
      if let table = schema.tables[open.table],
        function.body.guards.contains(where: analyst(for: table).mentionsAsker)
      {
        judgement.note(
          "\(name) runs with its owner's rights and asks who calls before it goes on; whether that is "
            + "enough is not known (`trusted-functions`)")
        return
      }
      let verb =
        switch open.kind {
        case .select: "reads"
        case .update: "changes"
        case .delete: "deletes"
        case .truncate: "empties"
        case .insert: "writes"
        }
      judgement.add(
        "definer-function",
        "\(callers) can call \(name), which runs with its owner's rights and \(verb) "
          + "\(open.table.description) without asking whose rows they are",
        fix: "Make it SECURITY INVOKER, or limit its rows to who asks; name it under "
          + "`trusted-functions` once reviewed.",
        identity: name, at: place(function.location))
    } else if let owner = function.owner, loose.contains(where: { bypasses(function, $0) == nil }) {
      noteUnknown(owner, of: function.name)
    } else if let doubt = function.body.doubts.first {
      judgement.note(
        "\(name) runs with its owner's rights and \(callers) can call it; \(doubt) "
          + "(`trusted-functions`)")
    }
  }
}
