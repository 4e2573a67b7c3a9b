import Checks
import Model
import Systems
import Testing

@testable import Databases

@Suite(.serialized) struct LiveDatabaseTests {
  static func target(_ connection: String) -> DatabaseTarget {
    DatabaseTarget(connection: connection, label: "$DATABASE_URL")
  }

  static func reason(_ action: () throws(Unavailable) -> some Any) -> String {
    do throws(Unavailable) {
      _ = try action()
      return "answered"
    } catch {
      return error.reason
    }
  }

  @Test func `a whole database is read by a role without rights`() throws {
    let cluster = try TestCluster.shared.get()
    let name = try cluster.database(
      """
      CREATE ROLE plain LOGIN; CREATE ROLE guarded LOGIN PASSWORD 'open-sesame';
      CREATE TABLE orders (id int, org_id uuid); ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
      CREATE POLICY p ON orders TO plain USING (org_id = current_setting('app.org')::uuid);
      GRANT SELECT ON orders TO plain;
      CREATE VIEW v AS SELECT id FROM orders;
      CREATE FUNCTION f(a int, OUT b int) LANGUAGE sql BEGIN ATOMIC SELECT count(*)::int FROM orders; END;
      ALTER ROLE plain SET statement_timeout = '5s';
      CREATE PUBLICATION p;
      """)
    let schema = try LiveDatabase(
      Self.target(cluster.string(user: "plain", database: name))
    ).schema()
    let orders = try #require(schema.tables[DatabaseObjectName("public", "orders")])
    #expect(orders.rowSecurity.isOn && orders.owner == "super" && orders.policies.count == 1)
    #expect(orders.location.description == "$DATABASE_URL#public.orders")
    #expect(schema.views.values.first?.reads == [orders.name])
    #expect(schema.functions.values.first?.body.acts.map(\.table) == [orders.name])
    #expect(schema.functions.values.first?.argumentNames == ["a"])
    #expect(schema.settings.map(\.name) == ["statement_timeout"])
    #expect(schema.publications.keys.contains("p"))

    let server = try LiveDatabase(
      Self.target(cluster.string(user: "plain", database: name))
    ).server()
    #expect(server.settings["ssl"]?.value == "off")
    #expect(throws: Unavailable.self) { try server.hostRules.get() }
    #expect(throws: Unavailable.self) { try server.sessions.get() }
    #expect(throws: Unavailable.self) { try server.weakPasswords.get() }

    let all = try LiveDatabase(Self.target(cluster.string(database: name))).server()
    #expect(try all.hostRules.get().map(\.method) == ["scram-sha-256", "trust"])
    #expect(try all.weakPasswords.get().isEmpty)

    // A wrong password, and one that a message must not show.
    let wrong = Self.reason { () throws(Unavailable) in
      try LiveDatabase(
        Self.target("\(cluster.string(user: "guarded", database: name)) password=wrong-guess")
      ).schema()
    }
    #expect(wrong.contains("password authentication failed") && !wrong.contains("wrong-guess"))
    let right = Self.reason { () throws(Unavailable) in
      try LiveDatabase(
        Self.target("\(cluster.string(user: "guarded", database: name)) password=open-sesame")
      ).schema()
    }
    #expect(right == "answered")
  }

  @Test(
    "what cannot be reached is said without the connection string",
    arguments: [
      ("host=/nonexistent user=a password=hunter2hunter2 dbname=x", "there is no connection"),
      ("postgresql://a:hunter2hunter2@127.0.0.1:1/x", "there is no connection"),
      ("postgresql://a:hunter2hunter2@127.0.0.1:notaport/x", "there is no connection"),
      ("host='unclosed password=hunter2hunter2", "not one that libpq reads"),
      ("hunter2hunter2", "not one that libpq reads"),
      ("host=/nonexistent\0password=hunter2hunter2", "holds a null byte"),
    ])
  func unreachable(connection: String, reason: String) {
    let seen = Self.reason { () throws(Unavailable) in
      try LiveDatabase(Self.target(connection)).schema()
    }
    #expect(seen.contains(reason), "\(seen)")
    #expect(!seen.contains("hunter2"), "\(seen)")
  }

  @Test(
    "only one SELECT is asked",
    arguments: [
      ("SELECT 1; SELECT 2", "expected one statement"),
      ("DELETE FROM t", "expected a SELECT"),
      ("SELECT 1 INTO t", "makes a table"),
      ("WITH x AS (DELETE FROM t RETURNING 1) SELECT * FROM x", "changes rows"),
      ("SELECT * FROM t FOR UPDATE", "locks rows"),
      ("SELEC 1", "does not parse"),
      ("", "expected one statement, found 0"),
      ("SELECT lo_unlink(1)", "does more than read"), ("SELECT 1\0; DROP TABLE t", "null byte"),
    ])
  func guarded(query: String, reason: String) {
    #expect(QueryGuard.problem(with: query)?.contains(reason) == true)
  }

  @Test func `a query is bounded in time, rows and what it may do`() throws {
    let cluster = try TestCluster.shared.get()
    let name = try cluster.database("CREATE SEQUENCE numbers")
    var limits = PostgreSQLConnection.Limits()
    limits.statement = 1
    limits.rows = 10
    let database = LiveDatabase(Self.target(cluster.string(database: name)), limits: limits)
    let slow = Self.reason { () throws(Unavailable) in
      try database.answer(to: "SELECT pg_sleep(30)")
    }
    #expect(slow.contains("statement timeout"))
    let many = try database.answer(to: "SELECT generate_series(1, 100000)")
    #expect(many.isCut && many.rows.count == 10)
    let writing = Self.reason { () throws(Unavailable) in
      try database.answer(to: "SELECT nextval('numbers')")
    }
    #expect(writing.contains("read-only transaction"))
    let few = try database.answer(to: "SELECT 1 AS resource, NULL AS reason")
    #expect(few.columns == ["resource", "reason"] && few.rows == [["1", nil]] && !few.isCut)
  }
}
