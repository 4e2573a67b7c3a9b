import Model

extension RowSecurityCheck {
  package static let definition = CheckDefinition(
    name: "row-level-security",
    family: "database",
    summary: "The database itself keeps every tenant's rows apart.",
    passes: """
      Every table with a tenant's rows that an application's role can reach has row-level security on; \
      it is forced where that role may act as the owner; every permissive policy that applies to the \
      role holds the tenant's column against who asks, or a restrictive one does, for reading and for \
      writing; no view, materialised view or function that runs with its owner's rights gives the \
      rows to the role; the role can neither bypass row-level security nor do what it does not cover.
      """,
    fails: """
      One finding for each table, policy, view, function, right or role at fault, at its statement: \
      `not-enabled`, `not-forced`, `always-true`, `not-bound`, `user-metadata`, `view`, \
      `materialized-view`, `definer-function`, `definer-search-path`, `public-grant`, \
      `beyond-row-security`, `default-privileges`, `bypass-role`, `partition`, `foreign-table`; \
      and `drift` where files and the live database differ. USING without WITH CHECK is no fault: \
      PostgreSQL then holds new rows against USING. A table with row-level security and no policy \
      gives nothing to anyone, which is evidence and no finding.
      """,
    unmeasured: """
      Fewer tables than `minimum-subjects`; no file matches, or the database could not be asked; who \
      owns a table is not known (`migration-role`) and it is not forced; a statement could not be read, \
      or text that is run is only known then; what a function in a condition asks for is not known \
      (`trusted-functions`).
      """,
    fields: SchemaSources.fields + [
      Field(
        "roles", .oneOrMany(.text), required: true,
        "The roles that the application connects as or sets."),
      Field(
        "tenant-columns", .oneOrMany(.text),
        "Columns that say whose a row is; every table with one of them is judged."),
      Field(
        "tables", .oneOrMany(.text), "Globs of further tables to judge, such as public.invoice_*."),
      Field("exempt", .oneOrMany(.text), "Globs of tables that hold no tenant's rows."),
      Field(
        "schemas", .oneOrMany(.text),
        "Schemas in which every table must have row-level security, whether it has a tenant's column "
          + "or not; for those, writing must not be open to all."),
      Field(
        "tenant-values", .oneOrMany(.pattern),
        "Patterns of SQL that says who asks, in place of current_setting(…), auth.uid(), auth.jwt() "
          + "and current_user."),
      Field(
        "trusted-functions", .oneOrMany(.text),
        "Globs of functions that were reviewed: in a condition they bind it, as definers they may read."
      ),
      Field(
        "trusted-conditions", .oneOrMany(.pattern),
        "Patterns of conditions that only an operator meets, such as ^is_super_admin\\(\\)$: they open "
          + "no row to the application's own users."),
      Field(
        "minimum-subjects", .integer(0...100_000), default: "1",
        "How many tables there must be for the check to count as measured."),
    ],
    example: """
      row-level-security:
        files: supabase/migrations/*.sql
        platform: supabase
        roles: [anon, authenticated]
        tenant-columns: [org_id, account_id]
        exempt: [public.countries]
      """,
    sources: [
      "PostgreSQL 15 documentation, section 5.8 Row Security Policies",
      "PostgreSQL 15 documentation, CREATE POLICY, CREATE VIEW (security_invoker), section 41.5 Rules and Privileges",
    ])
}
