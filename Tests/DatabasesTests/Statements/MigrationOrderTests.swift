import Testing

@testable import Databases

struct MigrationOrderTests {
  @Test(
    "files are run in the order of their tools",
    arguments: [
      // Plain numbers, with and without leading zeros.
      (["2_b.sql", "10_c.sql", "001_a.sql"], ["001_a.sql", "2_b.sql", "10_c.sql"]),
      // golang-migrate and its ways back.
      (
        ["1_a.down.sql", "1_a.up.sql", "2_b.up.sql", "2_b.down.sql"], ["1_a.up.sql", "2_b.up.sql"]
      ),
      // Flyway: versions, repeatable files and undo.
      (
        ["R__views.sql", "V2__b.sql", "V1_1__a.sql", "V10__c.sql", "U2__b.sql"],
        ["V1_1__a.sql", "V2__b.sql", "V10__c.sql", "R__views.sql"]
      ),
      // Prisma: folders.
      (
        ["m/20240202_b/migration.sql", "m/20240101_a/migration.sql", "m/20240101_a/down.sql"],
        ["m/20240101_a/migration.sql", "m/20240202_b/migration.sql"]
      ),
      // What is no SQL, and what takes back or verifies.
      (["a.txt", "revert/a.sql", "verify/a.sql", "deploy/a.sql"], ["deploy/a.sql"]),
    ])
  func order(paths: [String], expected: [String]) {
    #expect(MigrationOrder.ordered(paths) == expected)
    #expect(MigrationOrder.ordered(paths.reversed()) == expected)
  }

  @Test func `sqitch is run as planned`() {
    let plan =
      "%syntax-version=1.0.0\n%project=x\n\nschema 2026-01-01T00:00:00Z A <a@b.c> # s\ntables [schema] 2026\n@v1 x\nalpha 2026\n"
    #expect(
      MigrationOrder.ordered(
        ["deploy/alpha.sql", "deploy/schema.sql", "deploy/tables.sql"], plan: plan)
        == ["deploy/schema.sql", "deploy/tables.sql", "deploy/alpha.sql"])
  }
}
