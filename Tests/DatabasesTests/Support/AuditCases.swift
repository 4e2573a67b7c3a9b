/// An audit table, and every way around its rule.
enum AuditCases {
  static let schema = """
    ALTER ROLE super SUPERUSER; CREATE ROLE app LOGIN; CREATE ROLE keeper;
    CREATE SCHEMA audit; GRANT USAGE ON SCHEMA audit TO app;
    CREATE TABLE audit.actors (id int PRIMARY KEY);
    CREATE TABLE audit.events (
      id int PRIMARY KEY, actor int REFERENCES audit.actors, note text);
    GRANT SELECT, INSERT ON audit.events TO app;
    CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'append only'; END $$;

    """

  private static let guarded = """
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON audit.events
      FOR EACH ROW EXECUTE FUNCTION audit.refuse();
    GRANT UPDATE, DELETE ON audit.events TO app;

    """

  static let all: [IsolationCases.Fault] = [
    .init(description: "nothing", sql: "", findings: []),
    .init(
      description: "a right to change", sql: "GRANT UPDATE ON audit.events TO app;",
      findings: ["granted audit.events app UPDATE"]),
    .init(
      description: "a right to change one column",
      sql: "GRANT UPDATE (note) ON audit.events TO app;",
      findings: ["granted audit.events app UPDATE"]),
    .init(
      description: "a right of everyone", sql: "GRANT DELETE ON audit.events TO PUBLIC;",
      findings: ["granted audit.events app DELETE"]),
    .init(
      description: "a right of a group of a group",
      sql: """
        CREATE ROLE outer_group; CREATE ROLE inner_group; GRANT inner_group TO outer_group;
        GRANT outer_group TO app; GRANT TRUNCATE ON audit.events TO inner_group;
        """,
      findings: ["granted audit.events app TRUNCATE"]),
    .init(
      description: "a right to write everything", sql: "GRANT pg_write_all_data TO app;",
      findings: [
        "cascade audit.events app none", "granted audit.events app DELETE",
        "granted audit.events app UPDATE",
      ].filter { !$0.hasPrefix("cascade") }),
    .init(
      description: "ownership", sql: "ALTER TABLE audit.events OWNER TO app;",
      findings: ["owner audit.events app"]),
    .init(
      description: "a way to the owner",
      sql: "ALTER TABLE audit.events OWNER TO keeper; GRANT keeper TO app;",
      findings: ["owner audit.events app"]),
    .init(
      description: "power over everything", sql: "ALTER ROLE app SUPERUSER;",
      findings: ["superuser audit.events app"]),
    .init(description: "rights that triggers make void", sql: guarded, findings: []),
    .init(
      description: "a trigger that is switched off",
      sql: guarded + "ALTER TABLE audit.events DISABLE TRIGGER keep;",
      findings: ["granted audit.events app DELETE", "granted audit.events app UPDATE"]),
    .init(
      description: "a trigger that is gone", sql: guarded + "DROP TRIGGER keep ON audit.events;",
      findings: ["granted audit.events app DELETE", "granted audit.events app UPDATE"]),
    .init(
      description: "a trigger that asks first",
      sql: """
        CREATE FUNCTION audit.maybe() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN IF OLD.note IS NOT NULL THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$;
        CREATE TRIGGER keep BEFORE UPDATE ON audit.events
          FOR EACH ROW EXECUTE FUNCTION audit.maybe();
        GRANT UPDATE ON audit.events TO app;
        """,
      findings: ["granted audit.events app UPDATE"]),
    .init(
      description: "a trigger for some rows",
      sql: """
        CREATE TRIGGER keep BEFORE DELETE ON audit.events FOR EACH ROW WHEN (OLD.id > 10)
          EXECUTE FUNCTION audit.refuse();
        GRANT DELETE ON audit.events TO app;
        """,
      findings: ["granted audit.events app DELETE"]),
    .init(
      description: "a trigger that does not see TRUNCATE",
      sql: guarded + "GRANT TRUNCATE ON audit.events TO app;",
      findings: ["granted audit.events app TRUNCATE"]),
    .init(
      description: "a trigger before TRUNCATE",
      sql: guarded + """
        GRANT TRUNCATE ON audit.events TO app;
        CREATE TRIGGER keep_all BEFORE TRUNCATE ON audit.events EXECUTE FUNCTION audit.refuse();
        """, findings: []),
    .init(
      description: "a rule that does nothing instead",
      sql: """
        CREATE RULE no_delete AS ON DELETE TO audit.events DO INSTEAD NOTHING;
        GRANT DELETE ON audit.events TO app;
        """, findings: []),
    .init(
      description: "row-level security without a policy for it",
      sql: """
        ALTER TABLE audit.events ENABLE ROW LEVEL SECURITY;
        CREATE POLICY add ON audit.events FOR INSERT WITH CHECK (true);
        CREATE POLICY look ON audit.events FOR SELECT USING (true);
        GRANT UPDATE, DELETE ON audit.events TO app;
        """, findings: []),
    .init(
      description: "a function with its owner's rights",
      sql: """
        CREATE FUNCTION audit.clean() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
          SET search_path = '' AS $$ BEGIN DELETE FROM audit.events WHERE id < 10; END $$;
        """,
      findings: ["function audit.events app delete audit.clean()"]),
    .init(
      description: "a key that cascades",
      sql: """
        CREATE TABLE audit.sessions (id int PRIMARY KEY); GRANT DELETE ON audit.sessions TO app;
        ALTER TABLE audit.events ADD COLUMN session int REFERENCES audit.sessions ON DELETE CASCADE;
        """,
      findings: ["cascade audit.events app DELETE session"]),
    .init(
      description: "a key that empties a column",
      sql: """
        GRANT DELETE ON audit.actors TO app;
        ALTER TABLE audit.events DROP CONSTRAINT events_actor_fkey;
        ALTER TABLE audit.events ADD CONSTRAINT actor_key FOREIGN KEY (actor)
          REFERENCES audit.actors ON DELETE SET NULL;
        """,
      findings: ["cascade audit.events app DELETE actor"]),
    .init(
      description: "a view that writes through",
      sql: """
        CREATE VIEW audit.recent AS SELECT * FROM audit.events WHERE id > 100;
        GRANT SELECT, DELETE ON audit.recent TO app;
        """,
      findings: ["view audit.events app DELETE audit.recent"]),
  ]
}

/// Roles with the rights that they should have, and each that they should not.
enum RightsCases {
  static let arguments = """
    roles: [app]
    expect:
      - { role: app, tables: public.orders, only: [SELECT, INSERT], has: [SELECT] }
      - { role: PUBLIC, tables: "public.*", only: [] }
    """

  static let schema = """
    ALTER ROLE super SUPERUSER; CREATE ROLE app LOGIN; CREATE ROLE team;
    CREATE TABLE public.orders (id int, total int);
    GRANT SELECT, INSERT ON public.orders TO app;

    """

  static let all: [IsolationCases.Fault] = [
    .init(description: "nothing", sql: "", findings: []),
    .init(
      description: "one right too many", sql: "GRANT DELETE ON orders TO app;",
      findings: ["excess app public.orders DELETE"]),
    .init(
      description: "one right too many by a group",
      sql: "GRANT team TO app; GRANT UPDATE (total) ON orders TO team;",
      findings: ["excess app public.orders UPDATE"]),
    .init(
      description: "one right too few", sql: "REVOKE SELECT ON orders FROM app;",
      findings: ["missing app public.orders SELECT"]),
    .init(
      description: "rights of everyone", sql: "GRANT SELECT ON orders TO PUBLIC;",
      findings: ["excess PUBLIC public.orders SELECT"]),
    .init(
      description: "power to make roles", sql: "ALTER ROLE app CREATEROLE;",
      findings: ["attribute app CREATEROLE"]),
    .init(
      description: "power to make databases", sql: "ALTER ROLE app CREATEDB;",
      findings: ["attribute app CREATEDB"]),
    .init(
      description: "power to replicate", sql: "ALTER ROLE app REPLICATION;",
      findings: ["attribute app REPLICATION"]),
    .init(
      description: "files of the server", sql: "GRANT pg_read_server_files TO app;",
      findings: ["predefined-role app pg_read_server_files"]),
    .init(
      description: "making things in public",
      sql: "GRANT CREATE ON SCHEMA public TO team; GRANT team TO app;",
      findings: ["create-in-schema app create public"]),
    .init(
      description: "everyone making things in public", sql: "GRANT ALL ON SCHEMA public TO PUBLIC;",
      findings: ["create-in-schema PUBLIC create public"]),
    .init(
      description: "ownership", sql: "ALTER TABLE orders OWNER TO app;",
      findings: ["excess app public.orders owner"]),
  ]
}
