import Model

// Policies.
extension RowSecurityJudge {
  /// What a policy holds rows against: those that are there, or those that are written.
  private enum Side: String {
    case read
    case write
  }

  func analyst(for table: DatabaseTable) -> TenantAnalyst {
    let columns = Set(table.columns.map(\.name))
    let keys = columns.intersection(check.tenantColumns)
    return TenantAnalyst(
      schema: schema, table: table, keys: keys.isEmpty ? columns : keys, values: check.values,
      trusted: check.trusted, patterns: context.patterns, gates: check.gates,
      roles: rights.reduce(into: []) { $0.formUnion($1.reach) })
  }

  mutating func judgePolicies(_ table: DatabaseTable, _ reaching: [RoleRights]) {
    let analyst = analyst(for: table)
    for policy in table.policies where trustsUserMetadata(policy) {
      judgement.add(
        "user-metadata",
        "policy \(policy.name) on \(table.name.description) rests on user metadata, which users change "
          + "themselves",
        fix: "Use app metadata or a table that only the server writes.",
        identity: "\(table.name.description) \(policy.name)", at: place(policy.location))
    }
    for role in reaching {
      for (command, privilege) in Self.commands where holds(role, privilege, table) {
        if command != .insert {
          judge(table, command, .read, role, analyst)
        }
        if command == .insert || command == .update {
          judge(table, command, .write, role, analyst)
        }
      }
    }
  }

  private static let commands: [(DatabasePolicy.Command, DatabaseGrant.Privilege)] = [
    (.select, .select), (.insert, .insert), (.update, .update), (.delete, .delete),
  ]

  private func holds(
    _ role: RoleRights, _ privilege: DatabaseGrant.Privilege, _ table: DatabaseTable
  ) -> Bool {
    guard role.isKnown, !role.owns(table.owner), !role.isSuperuser else { return true }
    return role.ways(on: table.name).contains { $0.privilege == privilege }
  }

  private mutating func judge(
    _ table: DatabaseTable, _ command: DatabasePolicy.Command, _ side: Side, _ role: RoleRights,
    _ analyst: TenantAnalyst
  ) {
    let applying = table.policies.filter { policy in
      (policy.command == command || policy.command == .all)
        && (policy.roles.map { !$0.isDisjoint(with: role.reach) } ?? true)
    }
    let permissive = applying.filter(\.isPermissive)
    guard !permissive.isEmpty else { return }
    let restrictive = applying.filter { !$0.isPermissive }.map { binding($0, side, analyst) }
    if restrictive.contains(where: \.isSafe) { return }
    for policy in permissive {
      let binding = binding(policy, side, analyst)
      if binding.isSafe { continue }
      if case .unknown(let reason) = binding {
        judgement.note(
          "policy \(policy.name) on \(table.name.description) at "
            + "\(place(policy.location).description): \(reason)")
        continue
      }
      report(policy, on: table, command, side, role, binding)
    }
  }

  private func binding(
    _ policy: DatabasePolicy, _ side: Side, _ analyst: TenantAnalyst
  ) -> TenantBinding {
    // Without WITH CHECK, what is written is held against USING; without any, everything passes.
    let expression =
      switch side {
      case .read: policy.using
      case .write: policy.check ?? policy.using
      }
    var analyst = analyst
    analyst.acceptsShared = side == .read
    return expression.map(analyst.binding) ?? .alwaysTrue
  }

  private mutating func report(
    _ policy: DatabasePolicy, on table: DatabaseTable, _ command: DatabasePolicy.Command,
    _ side: Side, _ role: RoleRights, _ binding: TenantBinding
  ) {
    let isTenants = check.isTenants(table)
    // A table without tenants may be read by all; to write, something must be asked for.
    if !isTenants, side == .read && command == .select || binding != .alwaysTrue && !isTenants {
      return
    }
    let expression = side == .read ? policy.using : policy.check ?? policy.using
    let clause = side == .write && policy.check != nil ? "WITH CHECK" : "USING"
    let shown = expression.map { " \(clause) (\($0.shortSQL))" } ?? ""
    let does =
      switch (side, command) {
      case (.write, .insert): "insert"
      case (.write, _): "write"
      default: command.rawValue
      }
    let rule = binding == .alwaysTrue ? "always-true" : "not-bound"
    let why =
      binding == .alwaysTrue
      ? "is always true" : "does not hold the tenant's column against who asks"
    let key = "\(table.name.description) \(policy.name) \(side.rawValue)"
    judgement.add(
      rule,
      "policy \(policy.name) on \(table.name.description) lets \(role.role) \(does) rows of any tenant:"
        + "\(shown.isEmpty ? " it has no condition, which" : shown) \(why)",
      fix: "Hold the tenant's column against who asks, or add a restrictive policy that does.",
      identity: key, at: place(policy.location))
  }

  private func trustsUserMetadata(_ policy: DatabasePolicy) -> Bool {
    [policy.using, policy.check].compactMap { $0 }.contains { expression in
      expression.contains { part in
        switch part {
        case .text("user_metadata"), .text("raw_user_meta_data"): true
        case .column(let parts):
          parts.last == "raw_user_meta_data" || parts.last == "user_metadata"
        default: false
        }
      }
    }
  }
}
