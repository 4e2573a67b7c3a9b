import Model

/// `privileges`: who may do what in a database.
package struct PrivilegesCheck: Check {
  package static let definition = CheckDefinition(
    name: "privileges",
    family: "database",
    summary: "Roles have the rights and attributes that they should have, and no more.",
    passes: """
      No role of `roles` is a superuser, bypasses row-level security, makes roles or databases, \
      replicates, or belongs to a predefined role that reads or writes everything; neither they nor \
      PUBLIC can create in the schemas of `no-create-in`; and every row of `expect` holds for every \
      table that it matches.
      """,
    fails: """
      One finding for each attribute (`attribute`), membership (`predefined-role`), schema \
      (`create-in-schema`), right beyond `only` (`excess`) and right missing of `has` (`missing`), at \
      the statement that gives it, or at the table.
      """,
    unmeasured: """
      A role is not known: the database has none of that name, or no file makes it and says its \
      attributes; a row of `expect` matches no table; the sources could not be read; a statement \
      about rights could not be followed.
      """,
    fields: SchemaSources.fields + [
      Field(
        "roles", .oneOrMany(.text),
        "The roles that the application connects as or sets: they must have no power of their own."),
      Field(
        "no-create-in", .oneOrMany(.text), default: "public",
        "Schemas in which neither these roles nor PUBLIC may create."),
      Field(
        "expect",
        .list(
          of: .object([
            Field("role", .text, required: true, "The role; PUBLIC stands for everyone."),
            Field("tables", .oneOrMany(.text), required: true, "Globs of tables and views."),
            Field(
              "only", .oneOrMany(.choice(DatabaseGrant.Privilege.ofTables.map(\.rawValue))),
              "The rights that it may have; an empty list for none."),
            Field(
              "has", .oneOrMany(.choice(DatabaseGrant.Privilege.ofTables.map(\.rawValue))),
              "The rights that it must have."),
          ])), "Which rights roles have on tables."),
    ],
    example: """
      privileges:
        files: db/migrations/*.sql
        migration-role: migrator
        roles: app
        expect:
          - { role: app, tables: "billing.*", only: [SELECT, INSERT] }
          - { role: reporting, tables: "public.*", only: SELECT }
      """,
    sources: [
      "PostgreSQL 15 documentation, section 5.7 Privileges, chapter 22 Database Roles",
      "CVE-2018-1058 and the release notes of PostgreSQL 15: CREATE on the schema public",
    ])

  private struct Expectation {
    let role: String
    let tables: NameGlobs
    let shownTables: String
    let only: Set<String>?
    let has: Set<String>
  }

  private static let powers: [(DatabaseRole.Attribute, String)] = [
    (.superuser, "SUPERUSER"), (.bypassRowSecurity, "BYPASSRLS"), (.createRole, "CREATEROLE"),
    (.createDatabase, "CREATEDB"), (.replication, "REPLICATION"),
  ]
  private static let predefined = [
    "pg_read_all_data", "pg_write_all_data", "pg_execute_server_program", "pg_read_server_files",
    "pg_write_server_files", "pg_database_owner", "pg_create_subscription", "pg_maintain",
    "pg_checkpoint", "pg_signal_backend",
  ]

  private let sources: SchemaSources
  private let roles: [String]
  private let closedSchemas: [String]
  private let expectations: [Expectation]

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    sources = try SchemaSources(arguments)
    roles = arguments.texts("roles")
    closedSchemas = arguments.texts("no-create-in")
    var expectations: [Expectation] = []
    for row in arguments.objects("expect") {
      guard row.has("only") || row.has("has") else {
        throw Diagnostics([
          Diagnostic("a row of `expect` needs `only` or `has`", at: row.location())
        ])
      }
      expectations.append(
        Expectation(
          role: row.text("role") ?? "",
          tables: try NameGlobs(
            row.texts("tables"), field: "tables", at: row.location(of: "tables")),
          shownTables: row.texts("tables").joined(separator: ", "),
          only: row.has("only") ? Set(row.texts("only")) : nil, has: Set(row.texts("has"))))
    }
    self.expectations = expectations
    guard !roles.isEmpty || !expectations.isEmpty else {
      throw Diagnostics([
        Diagnostic("it needs `roles` or `expect` to know what to judge", at: arguments.location())
      ])
    }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    sources.requests(in: context)
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    let (schemas, reasons) = sources.read(observations, in: context)
    var judgement = DatabaseJudgement(check: name, context: context)
    for reason in reasons { judgement.note(reason) }
    for observed in schemas {
      for role in roles { judge(role, observed, &judgement) }
      judgePublic(observed, &judgement)
      for expectation in expectations { judge(expectation, observed, &judgement) }
      for gap in observed.schema.gaps where gap.effects.contains(.privileges) {
        let place = observed.place(gap.location, in: context.plan).description
        judgement.note((place.isEmpty ? "" : place + ": ") + gap.reason)
      }
    }
    return judgement.result(noun: "right", holds: "as stated")
  }

  private func judge(
    _ role: String, _ observed: ObservedSchema, _ judgement: inout DatabaseJudgement
  ) {
    let schema = observed.schema
    let plan = judgement.context.plan
    judgement.subjects += 1
    guard let known = schema.roles[role], known.isDeclared else {
      judgement.note(
        schema.isLive
          ? "the database has no role \(role)"
          : "no file makes the role \(role), so that its attributes are not known")
      return
    }
    let rights = RoleRights(role, in: schema)
    for (attribute, word) in Self.powers {
      guard let holder = rights.holder(of: attribute) else { continue }
      let way = holder.name == role ? "" : " as a member of \(holder.name)"
      judgement.add(
        "attribute", "\(role) has \(word)\(way)", fix: "ALTER ROLE \(holder.name) NO\(word);",
        identity: "\(role) \(word)", at: observed.place(holder.location, in: plan))
    }
    for name in Self.predefined where rights.reach.contains(name) && name != role {
      judgement.add(
        "predefined-role", "\(role) is a member of \(name)", fix: "REVOKE \(name) FROM \(role);",
        identity: "\(role) \(name)", at: observed.place(known.location, in: plan))
    }
    for name in closedSchemas {
      let grant = schema.grants.first {
        $0.kind == .schema && $0.object.schema == name && $0.privilege == .create
          && ($0.grantee.map(rights.reach.contains) ?? false)
      }
      let isOwner = rights.owns(schema.namespaces[name]?.owner)
      guard grant != nil || isOwner else { continue }
      judgement.add(
        "create-in-schema", "\(role) may create in the schema \(name)",
        fix: "REVOKE CREATE ON SCHEMA \(name) FROM \(role);", identity: "\(role) create \(name)",
        at: observed.place(grant?.location ?? known.location, in: plan))
    }
    let attributes = known.attributes.map(\.rawValue).sorted().joined(separator: ", ")
    judgement.see(
      "role \(role): \(attributes.isEmpty ? "no attribute" : attributes)",
      at: observed.place(known.location, in: plan), digest: observed.digest(known.location),
      observed.observedAt)
  }

  private func judgePublic(_ observed: ObservedSchema, _ judgement: inout DatabaseJudgement) {
    for name in closedSchemas {
      let open = observed.schema.grants.first {
        $0.kind == .schema && $0.object.schema == name && $0.privilege == .create
          && $0.grantee == nil
      }
      guard let open else { continue }
      judgement.add(
        "create-in-schema", "PUBLIC, everyone, may create in the schema \(name)",
        fix: "REVOKE CREATE ON SCHEMA \(name) FROM PUBLIC;", identity: "PUBLIC create \(name)",
        at: observed.place(open.location, in: judgement.context.plan))
    }
  }

  private func judge(
    _ expectation: Expectation, _ observed: ObservedSchema, _ judgement: inout DatabaseJudgement
  ) {
    let schema = observed.schema
    let isPublic = expectation.role == "PUBLIC"
    let rights = RoleRights(expectation.role, in: schema)
    if !isPublic, schema.isLive, schema.roles[expectation.role] == nil {
      judgement.note("the database has no role \(expectation.role)")
      return
    }
    let names = (Array(schema.tables.keys) + schema.views.keys)
      .filter(expectation.tables.matches).sorted()
    if names.isEmpty {
      judgement.note("nothing to judge: no table matches \(expectation.shownTables)")
    }
    for name in names {
      judgement.subjects += 1
      judge(expectation, isPublic, rights, name, observed, &judgement)
    }
  }

  private func judge(
    _ expectation: Expectation, _ isPublic: Bool, _ rights: RoleRights, _ name: DatabaseObjectName,
    _ observed: ObservedSchema, _ judgement: inout DatabaseJudgement
  ) {
    let schema = observed.schema
    let plan = judgement.context.plan
    let table = schema.tables[name]
    let place = table?.location ?? schema.views[name]?.location ?? Location()
    let ways =
      isPublic
      ? rights.ways(on: name).filter { $0.words.contains("PUBLIC") } : rights.ways(on: name)
    let isOwner = !isPublic && rights.owns(table?.owner ?? schema.views[name]?.owner)
    if let only = expectation.only {
      if isOwner || !isPublic && rights.isSuperuser {
        judgement.add(
          "excess",
          "\(expectation.role) \(isOwner ? "owns" : "is a superuser over") \(name.description), and "
            + "so has every right on it",
          fix: "Let another role own it.",
          identity: "\(expectation.role) \(name.description) owner",
          at: observed.place(place, in: plan))
      }
      let excess = ways.filter { !only.contains($0.privilege.rawValue) }
      for way in excess {
        let column = way.column.map { " (\($0))" } ?? ""
        judgement.add(
          "excess",
          "\(expectation.role) has \(way.privilege.rawValue)\(column) on \(name.description), "
            + way.words,
          fix: "REVOKE \(way.privilege.rawValue) ON \(name.description) FROM \(expectation.role);",
          identity: "\(expectation.role) \(name.description) \(way.privilege.rawValue)",
          at: observed.place(way.location, in: plan))
      }
    }
    let held = Set(ways.filter { $0.column == nil }.map(\.privilege.rawValue))
    for right in expectation.has.subtracting(held).sorted() where !isOwner {
      judgement.add(
        "missing", "\(expectation.role) does not have \(right) on \(name.description)",
        fix: "GRANT \(right) ON \(name.description) TO \(expectation.role);",
        identity: "\(expectation.role) \(name.description) \(right)",
        at: observed.place(place, in: plan))
    }
    let shown = ways.map(\.privilege.rawValue).uniqued().joined(separator: ", ")
    judgement.see(
      "\(expectation.role) on \(name.description): \(shown.isEmpty ? "nothing" : shown)",
      at: observed.place(place, in: plan), digest: observed.digest(place), observed.observedAt)
  }
}
