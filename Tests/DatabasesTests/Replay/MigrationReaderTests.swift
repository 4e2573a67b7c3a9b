import Checks
import Model
import Testing
import TestSupport

@testable import Databases

struct MigrationReaderTests {
  static func schema(_ text: String, _ options: ReplayOptions = ReplayOptions()) -> DatabaseSchema {
    var reader = MigrationReader(options: options)
    reader.read(Array(text.utf8), path: "m.sql")
    return reader.schema
  }

  static let orders = DatabaseObjectName("public", "orders")

  @Test func `the last word on a table counts, with its place`() throws {
    let schema = Self.schema(
      """
      CREATE TABLE orders (id int PRIMARY KEY, org uuid REFERENCES orgs ON DELETE CASCADE);
      ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
      ALTER TABLE orders DISABLE ROW LEVEL SECURITY;
        ALTER TABLE ONLY public.orders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY p ON orders FOR SELECT TO app USING (org = auth.uid());
      ALTER POLICY p ON orders RENAME TO q;
      """)
    let table = try #require(schema.tables[Self.orders])
    #expect(table.rowSecurity.isOn && table.forcedRowSecurity.isOn)
    #expect(table.rowSecurity.location.description == "m.sql:4:3")
    #expect(table.location.description == "m.sql:1:14")
    #expect(table.columns.map(\.name) == ["id", "org"])
    #expect(table.columns.last?.location.description == "m.sql:1:42")
    #expect(table.foreignKeys.first?.onDelete == .cascade)
    #expect(table.policies.map(\.name) == ["q"])
    #expect(
      table.policies.first?.using == .comparison("=", .column(["org"]), .call("auth.uid", [])))
    #expect(schema.gaps.isEmpty)
  }

  @Test func `one statement that does not parse is a gap, and the rest is read`() {
    let schema = Self.schema(
      "CREATE TABLE orders (id int);\nCREATE TABEL nope (id int);\nCREATE TABLE b (id int);")
    #expect(schema.tables.count == 2)
    #expect(schema.gaps.map(\.location.description) == ["m.sql:2:8"])
  }

  @Test func `rights follow grants, defaults and drops`() {
    let schema = Self.schema(
      """
      CREATE ROLE app LOGIN BYPASSRLS; CREATE ROLE team; GRANT team TO app;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO team;
      CREATE TABLE orders (id int, total int);
      GRANT ALL ON orders TO app; REVOKE DELETE, TRUNCATE ON orders FROM app;
      GRANT UPDATE (total) ON orders TO team;
      CREATE VIEW v AS SELECT * FROM orders;
      CREATE FUNCTION f(a int, b text) RETURNS int LANGUAGE sql AS 'SELECT 1';
      REVOKE EXECUTE ON FUNCTION f(int, text) FROM PUBLIC;
      """)
    let held = Set(
      schema.grants.filter { $0.object == Self.orders }.map {
        "\($0.grantee ?? "PUBLIC") \($0.privilege.rawValue) \($0.column ?? "")"
      })
    #expect(
      held == [
        "app SELECT ", "app INSERT ", "app UPDATE ", "app REFERENCES ", "app TRIGGER ",
        "team SELECT ", "team UPDATE total",
      ])
    #expect(schema.roles["app"]?.attributes == [.login, .inherit, .bypassRowSecurity])
    #expect(schema.roles["app"]?.memberships.map(\.role) == ["team"])
    #expect(schema.views.values.first?.reads == [Self.orders])
    #expect(!schema.grants.contains { $0.kind == .function })
  }

  @Test func `blocks are run as far as they can be known`() {
    let schema = Self.schema(
      """
      CREATE TABLE orders (id int); CREATE TABLE b (id int); CREATE TABLE c (id int);
      DO $$
      DECLARE t text; names text[] := ARRAY['orders', 'b'];
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN CREATE ROLE app; END IF;
        FOREACH t IN ARRAY names LOOP
          EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
        END LOOP;
        FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
          EXECUTE 'GRANT SELECT ON ' || quote_ident(t) || ' TO app';
        END LOOP;
      END $$;
      """)
    #expect(schema.roles["app"] != nil)
    #expect(
      schema.tables.values.filter(\.rowSecurity.isOn).map(\.name.name).sorted() == ["b", "orders"])
    #expect(schema.grants.filter { $0.grantee == "app" }.count == 3)
    #expect(schema.gaps.isEmpty, "\(schema.gaps)")
    #expect(schema.tables[Self.orders]?.rowSecurity.location.description == "m.sql:7:5")
  }

  @Test func `text that is only known when it is run is a gap`() {
    let schema = Self.schema(
      "DO $$ BEGIN EXECUTE (SELECT 'ALTER TABLE ' || x || ' ENABLE ROW LEVEL SECURITY' FROM y); END $$;"
    )
    #expect(schema.gaps.map(\.effects) == [[.rowSecurity]])
  }

  @Test func `what is taken back was never there`() {
    let schema = Self.schema(
      "BEGIN; CREATE TABLE orders (id int); ROLLBACK; BEGIN; CREATE TABLE b (id int); COMMIT;")
    #expect(schema.tables.keys.map(\.name) == ["b"])
  }

  @Test func `a replaced view forgets its options and keeps its rights`() throws {
    let schema = Self.schema(
      """
      CREATE TABLE orders (id int); CREATE ROLE app;
      CREATE VIEW v WITH (security_invoker = true) AS SELECT * FROM orders; GRANT SELECT ON v TO app;
      CREATE OR REPLACE VIEW v AS SELECT id FROM orders;
      """)
    #expect(schema.views.values.first?.isInvoker == false)
    #expect(schema.grants.contains { $0.grantee == "app" })
  }

  @Test func `a trigger function that always fails is told from one that may`() throws {
    let schema = Self.schema(
      """
      CREATE FUNCTION deny() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'append only';
      END $$;
      CREATE FUNCTION maybe() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF OLD.locked THEN RAISE EXCEPTION 'locked'; END IF; RETURN NEW; END $$;
      """)
    let deny = try #require(schema.functions(called: "deny").first)
    #expect(deny.body.refuses == [.update, .delete, .truncate])
    #expect(schema.functions(called: "maybe").first?.body.refuses == [])
    #expect(deny.body.doubts.isEmpty)
  }

  enum Hostile: CaseIterable {
    case longSum, longerSum, parentheses, casts, unions, nullByte, longLiteral, nestedBlocks

    var text: String {
      switch self {
      case .longSum: "SELECT " + String(repeating: "1+", count: 25_000) + "1;"
      case .longerSum: "SELECT " + String(repeating: "1+", count: 100_000) + "1;"
      case .parentheses:
        "SELECT " + String(repeating: "(", count: 20_000) + "1"
          + String(repeating: ")", count: 20_000)
      case .casts: "SELECT 1" + String(repeating: "::int", count: 15_000) + ";"
      case .unions: "SELECT 1" + String(repeating: " UNION SELECT 1", count: 15_000) + ";"
      case .longLiteral: "SELECT '" + String(repeating: "x", count: 5 << 20) + "';"
      case .nestedBlocks:
        "DO $$ BEGIN " + String(repeating: "BEGIN ", count: 20_000)
          + String(repeating: "END; ", count: 20_000) + "END $$;"
      case .nullByte: "CREATE TABLE a (id int\0)"
      }
    }
  }

  @Test("hostile statements are gaps, not crashes", arguments: Hostile.allCases)
  func hostile(_ kind: Hostile) {
    let schema = Self.schema(kind.text + ";\nCREATE TABLE after_all (id int);")
    #expect(schema.tables.keys.map(\.name) == ["after_all"])
  }

  @Test func `text that is not UTF-8 is a gap`() {
    var reader = MigrationReader(options: ReplayOptions())
    reader.read(
      Array("CREATE TABLE a (id int, ".utf8) + [0xFF, 0xC3]
        + Array(" int);\nCREATE TABLE b (id int);".utf8),
      path: "m.sql")
    #expect(reader.schema.tables.keys.map(\.name) == ["b"])
    #expect(reader.schema.gaps.count == 1)
  }

  @Test("damaged migrations are followed without harm", arguments: 0..<2)
  func fuzz(seed: UInt64) {
    let text =
      IsolationCases.schemas[20].sql + IsolationCases.faults.map(\.sql).joined(separator: "\n")
      + AuditCases.schema
    var mutator = ByteMutator(
      seed: seed,
      pieces: [
        "'", "$$", ";", "(", ")", "--", " OR ", "DROP TABLE ", "CASCADE", "RENAME TO x", "BEGIN;",
        "ROLLBACK;", "public.", "EXECUTE ", "SET ROLE app;", "%I", "ONLY", "\0", "é",
      ])
    for _ in 0..<(ByteMutator.rounds / 20) {
      var reader = MigrationReader(options: ReplayOptions())
      reader.read(mutator.mutated(Array(text.utf8)), path: "m.sql")
      let check = try? DatabaseBench.check(RowSecurityCheck.self, DifferentialTests.files)
      if let check { _ = DatabaseBench.result(check, files: reader.schema) }
    }
  }
}
