import Foundation

/// Migrations of the size that the design speaks of, judged beside a check that reads them as text.
struct DatabaseBench {
  /// Two hundred files of 6.5 kB: 1.3 MB.
  private static let files = 200
  private static let tablesEach = 17

  let avouch: String
  let folder: URL

  func run() throws {
    let tree = folder.appending(path: "migrations")
    try FileManager.default.createDirectory(at: tree, withIntermediateDirectories: true)
    for number in 0..<Self.files {
      let name = String(format: "%04d_step.sql", number)
      let statements = (0..<Self.tablesEach).map { Self.table(number * Self.tablesEach + $0) }
      try Data(statements.joined().utf8).write(to: tree.appending(path: name))
    }
    let posture = """
      avouch: 1
      organization: { name: Measured, security-contact: security@example.com }
      targets: { db: { files: migrations } }
      controls:
        - id: data.tenants
          title: Tenants are kept apart
          statement: The database keeps the rows of tenants apart.
          checks:
            - row-level-security:
                target: db
                files: "*.sql"
                migration-role: migrator
                roles: [app]
                tenant-columns: [org_id]
      """
    try Data(posture.utf8).write(to: folder.appending(path: "avouch.yaml"))
    Measurement(
      title: "avouch check, row-level-security over 3,400 tables in 1.3 MB of SQL",
      words: [avouch, "check", "-q"], folder: folder.path, limit: 300, runs: 11
    ).print()
  }

  private static func table(_ number: Int) -> String {
    """
    CREATE TABLE orders_\(number) (
      id bigint PRIMARY KEY, org_id uuid NOT NULL, note text, at timestamptz DEFAULT now());
    ALTER TABLE orders_\(number) ENABLE ROW LEVEL SECURITY;
    CREATE POLICY by_org ON orders_\(number) TO app
      USING (org_id = (SELECT current_setting('app.org', true)::uuid));
    GRANT SELECT, INSERT ON orders_\(number) TO app;

    """
  }
}
