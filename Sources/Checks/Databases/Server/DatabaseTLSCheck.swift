import Model

/// `database-tls`: connections to a database are encrypted, and passwords kept well.
package struct DatabaseTLSCheck: Check {
  package static let definition = CheckDefinition(
    name: "database-tls",
    family: "database",
    summary: "A PostgreSQL server takes encrypted connections only and keeps passwords as SCRAM.",
    passes: """
      `ssl` is on, `ssl_min_protocol_version` is `minimum` or later, `password_encryption` is \
      scram-sha-256; no line of pg_hba.conf lets an address of another machine in without encryption \
      or anybody in by `trust`, `password`, `md5` or `ident`; every session from another machine is \
      encrypted; no role's password is kept as MD5; and files, ALTER SYSTEM and the running server \
      agree. Of these, what `look-at` names is looked at.
      """,
    fails: """
      One finding for each: `ssl-off`, `minimum-version`, `password-encryption`, `plain-connections`, \
      `weak-method`, `plain-session`, `weak-password`, and `drift` where two layers differ or a value \
      waits for a restart.
      """,
    unmeasured: """
      The server could not be asked, or the role may not see a part that `look-at` names; no file \
      matches; a file includes another; a line could not be read; files alone do not say a value, \
      whose default depends on how the server was built.
      """,
    fields: [
      Field("database", .target, "A live PostgreSQL database (`postgres:`)."),
      Field(
        "files", .oneOrMany(.glob),
        "The server's postgresql.conf, postgresql.auto.conf and pg_hba.conf, from the target's folder; "
          + "a file with hba in its name is read as the latter."),
      Field(
        "migrations", .oneOrMany(.glob),
        "SQL files whose ALTER SYSTEM statements count after the files."),
      Field(
        "target", .target, "A repository or folder of the files; the posture's own if left out."),
      Field(
        "minimum", .choice(["1.2", "1.3"]), default: "1.2",
        "The oldest TLS version that may be spoken."),
      Field(
        "look-at", .oneOrMany(.choice(Part.allCases.map(\.rawValue))),
        "settings, host-rules, sessions, passwords; the first three if left out. For host-rules the role "
          + "needs pg_hba_file_rules(), for sessions pg_read_all_stats, for passwords a superuser."),
    ],
    example: """
      database-tls:
        files: [deploy/postgresql.conf, deploy/pg_hba.conf]
        minimum: "1.3"
        look-at: [settings, host-rules]
      """,
    sources: [
      "PostgreSQL 15 documentation, sections 20.3.3 SSL, 21.1 The pg_hba.conf File, 54.28 pg_stat_ssl",
      "RFC 8996: TLS 1.0 and 1.1 must not be used",
    ])

  enum Part: String, CaseIterable {
    case settings
    case hostRules = "host-rules"
    case sessions
    case passwords
  }

  let database: String?
  let files: [String]
  let migrations: [String]
  let target: String?
  let minimum: String
  let parts: Set<Part>

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    database = arguments.text("database")
    files = arguments.texts("files")
    migrations = arguments.texts("migrations")
    target = arguments.text("target")
    minimum = arguments.text("minimum") ?? "1.2"
    let named = arguments.texts("look-at").compactMap(Part.init(rawValue:))
    parts = named.isEmpty ? [.settings, .hostRules, .sessions] : Set(named)
    guard database != nil || !files.isEmpty else {
      throw Diagnostics([
        Diagnostic("it needs `database`, `files` or both", at: arguments.location())
      ])
    }
  }

  package func requests(in context: PlanContext) -> [any ObservationRequest] {
    var requests: [any ObservationRequest] = []
    if let request = try? server(in: context) { requests.append(request) }
    if let request = try? configuration(in: context) { requests.append(request) }
    if let request = try? changes(in: context) { requests.append(request) }
    return requests
  }

  func server(in context: PlanContext) throws(Unavailable) -> DatabaseServerRequest? {
    guard let database else { return nil }
    return DatabaseServerRequest(database: try context.database(of: database))
  }

  func configuration(in context: PlanContext) throws(Unavailable) -> ServerFilesRequest? {
    guard !files.isEmpty else { return nil }
    return ServerFilesRequest(folder: try context.folder(of: target), patterns: files)
  }

  func changes(in context: PlanContext) throws(Unavailable) -> MigrationsRequest? {
    guard !migrations.isEmpty else { return nil }
    return MigrationsRequest(folder: try context.folder(of: target), patterns: migrations)
  }

  package func evaluate(
    _ observations: Observations, in context: EvaluationContext
  ) -> CheckResult {
    var judge = DatabaseTLSJudge(check: self, context: context)
    do throws(Unavailable) {
      if let request = try configuration(in: context.plan) {
        let observation = observations[request]
        let said = try observation.outcome.get()
        let changed = try changes(in: context.plan).map { request throws(Unavailable) in
          try observations[request].outcome.get()
        }
        judge.judge(said, changed, in: request.folder, observation.observedAt)
      }
    } catch {
      judge.judgement.note(error.reason)
    }
    do throws(Unavailable) {
      if let request = try server(in: context.plan) {
        let observation = observations[request]
        judge.judge(
          try observation.outcome.get(), of: request.database.label, observation.observedAt)
      }
    } catch {
      judge.judgement.note(error.reason)
    }
    return judge.judgement.result(noun: "value", holds: "as stated")
  }
}
