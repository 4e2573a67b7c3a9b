import Model

/// Where a live database differs from what its migrations make, in what keeps tenants apart.
struct SchemaDrift {
  let check: RowSecurityCheck
  let files: ObservedSchema
  let live: ObservedSchema

  func judge(_ judgement: inout DatabaseJudgement) {
    let plan = judgement.context.plan
    for table in files.schema.tables.values.sorted(by: { $0.name < $1.name })
    where check.isJudged(table) && table.isDeclared {
      guard let other = live.schema.tables[table.name] else {
        judgement.note("\(table.name.description) is in the files and not in the live database")
        continue
      }
      for difference in Self.differences(table, other) {
        judgement.add(
          "drift",
          "\(table.name.description): the files say \(difference.files), the live database "
            + difference.live,
          fix: "Run the migrations, or write one that says what is meant.",
          identity: "\(table.name.description) \(difference.what)",
          at: files.place(difference.location, in: plan))
      }
    }
    for table in live.schema.tables.values.sorted(by: { $0.name < $1.name })
    where check.isTenants(table) && files.schema.tables[table.name] == nil {
      judgement.add(
        "drift",
        "\(table.name.description) is in the live database and in no file",
        fix: "Write a migration for it, or drop it.", identity: "\(table.name.description) exists",
        at: table.location)
    }
  }

  private struct Difference {
    let what: String
    let files: String
    let live: String
    let location: Location
  }

  private static func differences(
    _ files: DatabaseTable, _ live: DatabaseTable
  ) -> [Difference] {
    var found: [Difference] = []
    let switches = [
      ("row-level security", files.rowSecurity, live.rowSecurity.isOn),
      ("forced row-level security", files.forcedRowSecurity, live.forcedRowSecurity.isOn),
    ]
    for (what, said, isOn) in switches where said.isOn != isOn {
      found.append(
        Difference(
          what: what, files: "\(what) is \(said.isOn ? "on" : "off")",
          live: "has it \(isOn ? "on" : "off")", location: said.location))
    }
    let there = Dictionary(live.policies.map { ($0.name, $0) }) { first, _ in first }
    let said = Set(files.policies.map(\.name))
    for policy in files.policies {
      guard let other = there[policy.name] else {
        found.append(
          Difference(
            what: "policy \(policy.name)", files: "there is a policy \(policy.name)",
            live: "has none of that name", location: policy.location))
        continue
      }
      let isSame =
        other.command == policy.command && other.isPermissive == policy.isPermissive
        && other.roles == policy.roles && (other.using == nil) == (policy.using == nil)
        && (other.check == nil) == (policy.check == nil)
      if !isSame {
        found.append(
          Difference(
            what: "policy \(policy.name)",
            files: "policy \(policy.name) is for \(shown(policy))",
            live: "has it for \(shown(other))",
            location: policy.location))
      }
    }
    for policy in live.policies.sorted(by: { $0.name < $1.name }) where !said.contains(policy.name)
    {
      found.append(
        Difference(
          what: "policy \(policy.name)", files: "there is no policy \(policy.name)",
          live: "has one", location: files.location))
    }
    return found
  }

  private static func shown(_ policy: DatabasePolicy) -> String {
    let roles = policy.roles.map { $0.sorted().joined(separator: ", ") } ?? "PUBLIC"
    let clauses = [policy.using.map { _ in "USING" }, policy.check.map { _ in "WITH CHECK" }]
      .compactMap { $0 }.joined(separator: " and ")
    return
      "\(policy.command.rawValue) to \(roles) with \(clauses.isEmpty ? "no condition" : clauses)"
  }
}
