/// Forty schemas that keep tenants apart, and ways to break each.
enum IsolationCases {
  struct Schema: CustomStringConvertible {
    let description: String
    let sql: String
  }

  struct Fault: CustomStringConvertible {
    let description: String
    let sql: String
    /// `rule identity` of every finding.
    let findings: [String]
  }

  /// How a policy says whose a row is.
  private static let bindings: [(name: String, setup: String, condition: String)] = [
    ("a setting", "", "org_id = current_setting('app.org')::uuid"),
    (
      "a setting in a query", "",
      "org_id = (SELECT nullif(current_setting('app.org', true), '')::uuid)"
    ),
    (
      "a list of memberships", "",
      "org_id IN (SELECT m.org_id FROM app_data.members m WHERE m.member = current_user)"
    ),
    (
      "a membership that is asked for", "",
      "EXISTS (SELECT 1 FROM app_data.members m WHERE m.org_id = invoices.org_id AND m.member = "
        + "current_user)"
    ),
    (
      "a function that asks",
      """
      CREATE FUNCTION app_data.is_member(org uuid) RETURNS boolean LANGUAGE sql STABLE
        SET search_path = '' AS $$
        SELECT EXISTS (
          SELECT 1 FROM app_data.members m WHERE m.org_id = org AND m.member = session_user) $$;
      """, "app_data.is_member(org_id)"
    ),
    (
      "a function that tells",
      """
      CREATE FUNCTION app_data.current_org() RETURNS uuid LANGUAGE sql STABLE AS
        'SELECT current_setting(''app.org'')::uuid';
      """, "org_id = app_data.current_org()"
    ),
    (
      "a function in PL/pgSQL",
      """
      CREATE FUNCTION app_data.member_of(org uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
      DECLARE found_one boolean;
      BEGIN
        SELECT true INTO found_one FROM app_data.members AS m
          WHERE m.org_id = org AND m.member = session_user;
        RETURN coalesce(found_one, false);
      END $$;
      """, "app_data.member_of(org_id)"
    ),
    (
      "a list of settings", "",
      "org_id = ANY (string_to_array(current_setting('app.orgs', true), ',')::uuid[])"
    ),
  ]

  /// Who owns what, and how the application comes to its rights.
  private static let layouts: [(name: String, sql: String)] = [
    ("its own rights", "GRANT SELECT, INSERT, UPDATE, DELETE ON app_data.invoices TO app;"),
    (
      "rights of a group",
      """
      CREATE ROLE team; GRANT team TO app;
      GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA app_data TO team;
      REVOKE INSERT, UPDATE ON app_data.members FROM team;
      """
    ),
    (
      "ownership and force",
      """
      ALTER TABLE app_data.invoices OWNER TO app;
      ALTER TABLE app_data.invoices FORCE ROW LEVEL SECURITY;
      """
    ),
    (
      "rights by default, taken back in part",
      """
      ALTER DEFAULT PRIVILEGES IN SCHEMA app_data GRANT SELECT, INSERT ON TABLES TO app;
      CREATE TABLE app_data.notes (id int, org_id uuid NOT NULL);
      ALTER TABLE app_data.notes ENABLE ROW LEVEL SECURITY;
      GRANT ALL ON app_data.invoices TO app;
      REVOKE TRUNCATE, REFERENCES, TRIGGER ON app_data.invoices FROM app;
      """
    ),
    (
      "an invoker's view",
      """
      GRANT SELECT (id, org_id), INSERT ON app_data.invoices TO app;
      CREATE VIEW app_data.open_invoices WITH (security_invoker = on) AS
        SELECT id, org_id FROM app_data.invoices WHERE NOT paid;
      GRANT SELECT ON app_data.open_invoices TO app;
      """
    ),
  ]

  static let schemas: [Schema] = bindings.flatMap { binding in
    layouts.map { layout in
      Schema(
        description: "\(binding.name), \(layout.name)",
        sql: """
          ALTER ROLE super SUPERUSER; CREATE ROLE app LOGIN; CREATE ROLE other;
          CREATE SCHEMA app_data; GRANT USAGE ON SCHEMA app_data TO app;
          CREATE TABLE app_data.members (org_id uuid, member text);
          GRANT SELECT ON app_data.members TO app;
          CREATE TABLE app_data.invoices (
            id int PRIMARY KEY, org_id uuid NOT NULL, paid boolean NOT NULL DEFAULT false);
          \(binding.setup)
          ALTER TABLE app_data.invoices ENABLE ROW LEVEL SECURITY;
          CREATE POLICY by_org ON app_data.invoices USING (\(binding.condition));
          \(layout.sql)
          """)
    }
  }

  static let invoices = "app_data.invoices"

  static let faults: [Fault] = [
    Fault(
      description: "switched off", sql: "ALTER TABLE app_data.invoices DISABLE ROW LEVEL SECURITY;",
      findings: ["not-enabled app_data.invoices"]),
    Fault(
      description: "a policy for all",
      sql: "CREATE POLICY open ON app_data.invoices FOR SELECT USING (true);",
      findings: ["always-true app_data.invoices open read"]),
    Fault(
      description: "an equation that always holds",
      sql: "CREATE POLICY open ON app_data.invoices FOR SELECT USING (1 = 1 OR paid);",
      findings: ["always-true app_data.invoices open read"]),
    Fault(
      description: "a condition on something else",
      sql: "CREATE POLICY paid ON app_data.invoices FOR SELECT TO app USING (paid);",
      findings: ["not-bound app_data.invoices paid read"]),
    Fault(
      description: "writing open to all",
      sql: "CREATE POLICY any_insert ON app_data.invoices FOR INSERT WITH CHECK (true);",
      findings: ["always-true app_data.invoices any_insert write"]),
    Fault(
      description: "a name that means itself",
      sql: """
        CREATE POLICY mine ON app_data.invoices FOR SELECT USING (EXISTS (
          SELECT 1 FROM app_data.members WHERE org_id = org_id AND member = current_user));
        """,
      findings: ["not-bound app_data.invoices mine read"]),
    Fault(
      description: "an escape",
      sql: """
        CREATE POLICY escape ON app_data.invoices FOR SELECT USING (
          org_id = current_setting('app.org', true)::uuid OR current_setting('app.org', true) = '');
        """,
      findings: ["not-bound app_data.invoices escape read"]),
    Fault(
      description: "a view with its owner's rights",
      sql: """
        CREATE VIEW app_data.all_invoices AS SELECT * FROM app_data.invoices;
        GRANT SELECT ON app_data.all_invoices TO app;
        """,
      findings: ["view app_data.all_invoices"]),
    Fault(
      description: "a view over a view",
      sql: """
        CREATE VIEW app_data.inner_view AS SELECT * FROM app_data.invoices;
        REVOKE ALL ON app_data.inner_view FROM app;
        CREATE VIEW app_data.outer_view AS SELECT count(*) FROM app_data.inner_view;
        GRANT SELECT ON app_data.outer_view TO PUBLIC;
        """,
      findings: ["view app_data.outer_view"]),
    Fault(
      description: "a copy",
      sql: """
        CREATE MATERIALIZED VIEW app_data.totals AS
          SELECT org_id, count(*) FROM app_data.invoices GROUP BY 1;
        GRANT SELECT ON app_data.totals TO app;
        """,
      findings: ["materialized-view app_data.totals"]),
    Fault(
      description: "a function with its owner's rights",
      sql: """
        CREATE FUNCTION app_data.count_all() RETURNS bigint LANGUAGE sql SECURITY DEFINER
          SET search_path = '' AS 'SELECT count(*) FROM app_data.invoices';
        """,
      findings: ["definer-function app_data.count_all()"]),
    Fault(
      description: "a function that takes the caller's path",
      sql: """
        CREATE FUNCTION app_data.today() RETURNS date LANGUAGE sql SECURITY DEFINER
          AS 'SELECT current_date';
        """,
      findings: ["definer-search-path app_data.today()"]),
    Fault(
      description: "rights of everyone", sql: "GRANT SELECT ON app_data.invoices TO PUBLIC;",
      findings: ["public-grant app_data.invoices"]),
    Fault(
      description: "a role that no policy holds", sql: "ALTER ROLE app BYPASSRLS;",
      findings: ["bypass-role role app"]),
    Fault(
      description: "a group that no policy holds",
      sql: "CREATE ROLE operators BYPASSRLS; GRANT operators TO other; GRANT other TO app;",
      findings: ["bypass-role role app"]),
    Fault(
      description: "rights by default to everyone",
      sql: "ALTER DEFAULT PRIVILEGES IN SCHEMA app_data GRANT SELECT ON TABLES TO PUBLIC;",
      findings: ["default-privileges default app_data PUBLIC SELECT"]),
    Fault(
      description: "another table without",
      sql: """
        CREATE TABLE app_data.payments (id int, org_id uuid); GRANT SELECT ON app_data.payments TO app;
        """,
      findings: ["not-enabled app_data.payments"]),
    Fault(
      description: "a part that is reached by itself",
      sql: """
        CREATE TABLE app_data.events (org_id uuid, day date) PARTITION BY RANGE (day);
        ALTER TABLE app_data.events ENABLE ROW LEVEL SECURITY;
        CREATE TABLE app_data.events_1 PARTITION OF app_data.events
          FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        GRANT SELECT ON app_data.events_1 TO app;
        """,
      findings: ["partition app_data.events_1"]),
    Fault(
      description: "user metadata",
      sql: """
        CREATE SCHEMA auth;
        CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql AS
          'SELECT current_setting(''request.jwt.claims'')::jsonb';
        CREATE POLICY meta ON app_data.invoices FOR SELECT USING (
          org_id = (auth.jwt() -> 'user_metadata' ->> 'org')::uuid);
        """,
      findings: ["user-metadata app_data.invoices meta"]),
    Fault(
      description: "a loop that switches off",
      sql: """
        DO $$ DECLARE t record; BEGIN
          FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'app_data'
            AND tablename = 'invoices'
          LOOP
            EXECUTE format('ALTER TABLE app_data.%I DISABLE ROW LEVEL SECURITY', t.tablename);
          END LOOP;
        END $$;
        """,
      findings: ["not-enabled app_data.invoices"]),
  ]
}
