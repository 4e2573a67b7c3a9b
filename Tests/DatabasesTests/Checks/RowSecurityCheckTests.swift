import Checks
import Model
import Testing

@testable import Databases

struct RowSecurityCheckTests {
  static let schema = """
    CREATE ROLE app LOGIN;
    CREATE TABLE orders (id int, org_id uuid);
    GRANT SELECT ON orders TO app;
    ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
    CREATE POLICY mine ON orders TO app USING (org_id = current_setting('app.org')::uuid);

    """
  static let arguments = "roles: [app]\ntenant-columns: [org_id]\nfiles: '*.sql'\n"

  static func result(
    _ more: String, arguments: String = arguments + "migration-role: owner", live: String? = nil
  ) throws -> CheckResult {
    let check = try DatabaseBench.check(RowSecurityCheck.self, arguments)
    return DatabaseBench.result(
      check,
      files: DatabaseBench.schema(
        of: schema + more, role: arguments.contains("migration-role") ? "owner" : nil),
      live: live.map { DatabaseBench.schema(of: $0, role: "owner") })
  }

  @Test func `a table that is kept apart passes with what was seen`() throws {
    let result = try Self.result("")
    #expect(result.verdict == .pass, "\(result.summary)")
    #expect(result.summary == "1 table kept apart by row-level security")
    #expect(
      result.evidence.map(\.observed) == [
        "public.orders: row-level security on, policies mine"
      ])
    #expect(result.evidence.first?.location.description == "m.sql:4:1")
  }

  @Test func `a finding stands at the statement at fault`() throws {
    let result = try Self.result("ALTER TABLE orders\n  DISABLE ROW LEVEL SECURITY;")
    #expect(result.findings.map(\.location.description) == ["m.sql:6:1"])
    #expect(
      result.findings.first?.message
        == "public.orders has no row-level security, and app can reach it; the policies on it do nothing"
    )
  }

  @Test func `an owner is held only where it is forced`() throws {
    let owner = "ALTER TABLE orders OWNER TO app;"
    #expect(try Self.result(owner).findings.map(\.rule) == ["not-forced"])
    #expect(
      try Self.result(owner + "ALTER TABLE orders FORCE ROW LEVEL SECURITY;").verdict == .pass)
    let unknown = try Self.result("", arguments: Self.arguments)
    #expect(unknown.verdict.reason?.contains("who owns public.orders is not known") == true)
  }

  @Test func `a restrictive policy makes an open one harmless`() throws {
    let open = "CREATE POLICY open ON orders FOR SELECT USING (true);"
    #expect(try Self.result(open).findings.map(\.rule) == ["always-true"])
    let held =
      "CREATE POLICY held ON orders AS RESTRICTIVE USING (org_id = current_setting('app.org')::uuid);"
    #expect(try Self.result(open + held).verdict == .pass)
  }

  @Test(
    "what is not known does not pass",
    arguments: [
      (
        "CREATE POLICY q ON orders FOR SELECT USING (ext.may_see(org_id));",
        "may_see() asks for is not"
      ),
      (
        "DO $$ BEGIN EXECUTE 'ALTER TABLE ' || (SELECT x FROM y) || ' DISABLE ROW LEVEL SECURITY'; "
          + "END $$;", "only known when it is run"
      ),
      ("CREATE POLICYY x ON orders;", "could not be read"),
      ("\\i more.sql", "includes another file"),
      (
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS "
          + "$$ BEGIN EXECUTE 'SELECT 1'; RETURN 1; END $$;", "runs text as SQL"
      ),
    ])
  func unknown(more: String, reason: String) throws {
    let result = try Self.result(more)
    #expect(result.verdict.word == "unmeasured")
    #expect(result.verdict.reason?.contains(reason) == true, "\(result.verdict)")
  }

  @Test func `row-level security that text may have switched on is not known`() throws {
    let result = try Self.result(
      """
      CREATE TABLE bills (id int, org_id uuid); GRANT SELECT ON bills TO app;
      DO $$ BEGIN EXECUTE (SELECT string_agg('ALTER TABLE ' || t || ' ENABLE ROW LEVEL SECURITY', ';')
        FROM list); END $$;
      """)
    #expect(result.verdict.word == "unmeasured" && result.findings.isEmpty)
  }

  @Test func `conditions and functions that were reviewed count`() throws {
    let operators =
      "CREATE POLICY all_for_us ON orders FOR SELECT USING (is_operator() OR org_id = "
      + "current_setting('app.org')::uuid);"
    #expect(try Self.result(operators).verdict != .pass)
    let trusting =
      Self.arguments + "migration-role: owner\ntrusted-conditions: '^is_operator\\(\\)$'"
    #expect(try Self.result(operators, arguments: trusting).verdict == .pass)
  }

  @Test func `another role's name opens nothing`() throws {
    let service =
      "CREATE POLICY s ON orders FOR SELECT USING (current_user = 'service' OR org_id = "
      + "current_setting('app.org')::uuid);"
    #expect(try Self.result(service).verdict == .pass)
  }

  @Test func `files and a live database that differ are a finding`() throws {
    let both = Self.arguments + "migration-role: owner\ndatabase: db"
    #expect(try Self.result("", arguments: both, live: Self.schema).verdict == .pass)
    let changed = try Self.result(
      "", arguments: both,
      live: Self.schema + """
        ALTER TABLE orders DISABLE ROW LEVEL SECURITY; DROP POLICY mine ON orders;
        CREATE TABLE left_over (org_id uuid);
        """)
    #expect(
      DatabaseBench.faults(changed) == [
        "drift public.left_over exists", "drift public.orders policy mine",
        "drift public.orders row-level security", "not-enabled public.orders",
      ])
  }

  @Test func `nothing to judge is no pass`() throws {
    let result = try Self.result("", arguments: "roles: [app]\ntables: [nothing]\nfiles: '*.sql'")
    #expect(result.verdict.reason?.contains("nothing to judge: 0 tables in the files") == true)
  }

  @Test(
    "arguments that do not fit",
    arguments: [
      ("roles: [app]\ntenant-columns: [x]", "`files`, `database` or both"),
      ("roles: [app]\nfiles: x", "`tenant-columns`, `tables` or `schemas`"),
      ("roles: [app]\nfiles: x\ntables: '[a'", "`tables`:"),
    ])
  func arguments(yaml: String, message: String) {
    #expect {
      try DatabaseBench.check(RowSecurityCheck.self, yaml)
    } throws: { error in
      (error as? Diagnostics)?.list.first?.message.contains(message) == true
    }
  }
}
