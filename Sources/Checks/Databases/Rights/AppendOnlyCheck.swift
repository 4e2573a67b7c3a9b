import Model

/// `append-only`: rows that were written stay as they are.
package struct AppendOnlyCheck: Check {
  package static let definition = CheckDefinition(
    name: "append-only",
    family: "database",
    summary: "The application cannot change or remove rows of a table once they are written.",
    passes: """
      For every table that matches, none of the roles can UPDATE, DELETE or TRUNCATE by any way: a \
      grant to the role, to a group or to PUBLIC, on the table, a column, a partition or a view over it; \
      ownership; a function that runs with its owner's rights; a foreign key that cascades. A right \
      counts for nothing where an enabled trigger always ends the command in an error, or row-level \
      security has no policy for it, as long as the role cannot switch either off.
      """,
    fails: """
      One finding for each way, at the statement that opens it: `granted`, `owner`, `superuser`, \
      `function`, `cascade`, `view`, `partition`.
      """,
    unmeasured: """
      No table matches; no file matches, or the database could not be asked; who owns a table is not \
      known; a statement or a function that a role can call with its owner's rights could not be read.
      """,
    fields: SchemaSources.fields + [
      Field("tables", .oneOrMany(.text), required: true, "Globs of the tables, such as audit.*."),
      Field(
        "roles", .oneOrMany(.text), required: true,
        "The roles that the application connects as or sets."),
      Field(
        "trusted-functions", .oneOrMany(.text),
        "Globs of functions that may change the rows, such as the one that keeps the retention."),
    ],
    example: """
      append-only:
        files: db/migrations/*.sql
        tables: audit.events
        roles: app
        migration-role: migrator
      """,
    sources: [
      "PostgreSQL 15 documentation, section 5.7 Privileges, CREATE TRIGGER, section 5.4.5 Foreign Keys"
    ])

  let sources: SchemaSources
  let tables: NameGlobs
  let roles: [String]
  let trusted: NameGlobs
  private let shownTables: String

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    sources = try SchemaSources(arguments)
    tables = try NameGlobs(
      arguments.texts("tables"), field: "tables", at: arguments.location(of: "tables"))
    roles = arguments.texts("roles")
    trusted = try NameGlobs(
      arguments.texts("trusted-functions"), field: "trusted-functions",
      at: arguments.location(of: "trusted-functions"))
    shownTables = arguments.texts("tables").joined(separator: ", ")
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
      var judge = AppendOnlyJudge(check: self, observed: observed, context: context)
      judge.judge()
      judgement.merge(judge.judgement)
      if judge.judgement.subjects == 0 {
        judgement.note("nothing to judge: no table matches \(shownTables)")
      }
    }
    return judgement.result(noun: "table", holds: "can only be added to")
  }
}
