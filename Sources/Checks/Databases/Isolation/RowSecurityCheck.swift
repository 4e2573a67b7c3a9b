import Model

/// `row-level-security`: the database itself keeps tenants apart.
package struct RowSecurityCheck: Check {
  let sources: SchemaSources
  let roles: [String]
  let tenantColumns: Set<String>
  let tables: NameGlobs
  let exempt: NameGlobs
  let schemas: Set<String>
  let values: [String]
  let trusted: NameGlobs
  let gates: [String]
  let minimumSubjects: Int

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    sources = try SchemaSources(arguments)
    roles = arguments.texts("roles")
    tenantColumns = Set(arguments.texts("tenant-columns"))
    tables = try NameGlobs(
      arguments.texts("tables"), field: "tables", at: arguments.location(of: "tables"))
    exempt = try NameGlobs(
      arguments.texts("exempt"), field: "exempt", at: arguments.location(of: "exempt"))
    schemas = Set(arguments.texts("schemas"))
    let values = arguments.texts("tenant-values")
    self.values = values.isEmpty ? TenantAnalyst.askers : values
    trusted = try NameGlobs(
      arguments.texts("trusted-functions"), field: "trusted-functions",
      at: arguments.location(of: "trusted-functions"))
    gates = arguments.texts("trusted-conditions")
    minimumSubjects = arguments.integer("minimum-subjects") ?? 1
    guard !tenantColumns.isEmpty || !tables.isEmpty || !schemas.isEmpty else {
      throw Diagnostics([
        Diagnostic(
          "it needs `tenant-columns`, `tables` or `schemas` to know what to judge",
          at: arguments.location())
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
    var judgement = DatabaseJudgement(check: Self.definition.name, context: context)
    for reason in reasons { judgement.note(reason) }
    for observed in schemas {
      var judge = RowSecurityJudge(check: self, observed: observed, context: context)
      judge.judge()
      judgement.merge(judge.judgement)
      if judge.judgement.subjects < minimumSubjects {
        let source = observed.schema.isLive ? "the live database" : "the files"
        judgement.note(
          "nothing to judge: \(counted(judge.judgement.subjects, "table")) in "
            + "\(source), at least \(minimumSubjects) expected")
      }
    }
    if schemas.count == 2, let files = schemas.first, let live = schemas.last {
      SchemaDrift(check: self, files: files, live: live).judge(&judgement)
    }
    return judgement.result(noun: "table", holds: "kept apart by row-level security")
  }

  func isJudged(_ table: DatabaseTable) -> Bool {
    guard !exempt.matches(table.name) else { return false }
    return isTenants(table) || schemas.contains(table.name.schema)
  }

  /// Whether a table holds rows of tenants, not only lies in a schema that is to be closed.
  func isTenants(_ table: DatabaseTable) -> Bool {
    !exempt.matches(table.name)
      && (tables.matches(table.name)
        || table.columns.contains { tenantColumns.contains($0.name) })
  }
}
