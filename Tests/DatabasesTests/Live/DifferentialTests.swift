import Checks
import Model
import Systems
import Testing

@testable import Databases

/// What files say must be what a server has after they were run.
///
/// Every case is run in a transaction that is never committed, so that not even roles remain.
@Suite(.serialized) struct DifferentialTests {
  static let files = """
    files: "*.sql"
    migration-role: super
    roles: [app]
    tenant-columns: [org_id]
    exempt: [app_data.members]
    """
  static let live = files.replacing("files: \"*.sql\"", with: "database: db")

  static func liveSchema(of text: String) throws -> DatabaseSchema {
    let connection = try TestCluster.shared.get().connection()
    _ = try connection.rows("BEGIN")
    try connection.run(text)
    _ = try connection.rows("SET LOCAL search_path = pg_catalog")
    var reader = LiveSchemaReader(connection: connection, label: "$DATABASE_URL")
    try reader.read()
    return reader.schema
  }

  struct Verdict: Equatable {
    let word: String
    let faults: [String]
    let reasons: [String]

    init(_ result: CheckResult) {
      word = result.verdict.word
      faults = DatabaseBench.faults(result)
      reasons = result.gaps + [result.verdict.reason].compactMap { $0 }
    }
  }

  /// Both verdicts of a check over a text.
  static func verdicts<Kind: Check>(
    _ kind: Kind.Type, _ arguments: String, of text: String
  ) throws -> (files: Verdict, live: Verdict) {
    let filesCheck = try DatabaseBench.check(
      kind, "files: '*.sql'\nmigration-role: super\n" + arguments)
    let liveCheck = try DatabaseBench.check(kind, "database: db\n" + arguments)
    return (
      Verdict(DatabaseBench.result(filesCheck, files: DatabaseBench.schema(of: text))),
      Verdict(DatabaseBench.result(liveCheck, live: try liveSchema(of: text)))
    )
  }

  @Test(
    "an audit table that can only be added to, and each way around it", arguments: AuditCases.all)
  func audit(_ fault: IsolationCases.Fault) throws {
    let (files, live) = try Self.verdicts(
      AppendOnlyCheck.self, "tables: audit.events\nroles: [app]",
      of: AuditCases.schema + fault.sql)
    #expect(files.faults == fault.findings, "\(files)")
    #expect(live.faults == fault.findings, "\(live)")
    if fault.findings.isEmpty {
      #expect(files.word == "pass" && live.word == "pass", "\(files) \(live)")
    }
  }

  @Test("rights as stated, and each that is not", arguments: RightsCases.all)
  func rights(_ fault: IsolationCases.Fault) throws {
    let (files, live) = try Self.verdicts(
      PrivilegesCheck.self, RightsCases.arguments, of: RightsCases.schema + fault.sql)
    #expect(files.faults == fault.findings, "\(files)")
    #expect(live.faults == fault.findings, "\(live)")
    if fault.findings.isEmpty {
      #expect(files.word == "pass" && live.word == "pass", "\(files) \(live)")
    }
  }

  static func verdicts(of text: String) throws -> (files: Verdict, live: Verdict) {
    let filesCheck = try DatabaseBench.check(RowSecurityCheck.self, files)
    let liveCheck = try DatabaseBench.check(RowSecurityCheck.self, live)
    return (
      Verdict(DatabaseBench.result(filesCheck, files: DatabaseBench.schema(of: text))),
      Verdict(DatabaseBench.result(liveCheck, live: try liveSchema(of: text)))
    )
  }

  @Test("forty schemas pass, read either way", arguments: IsolationCases.schemas)
  func passes(_ schema: IsolationCases.Schema) throws {
    let (files, live) = try Self.verdicts(of: schema.sql)
    #expect(files.word == "pass", "\(files)")
    #expect(live.word == "pass", "\(live)")
  }

  @Test("each fault is found, and nothing else, read either way", arguments: IsolationCases.faults)
  func fault(_ fault: IsolationCases.Fault) throws {
    // Every fault in three of the schemas, so that all of them are broken.
    let start = (IsolationCases.faults.firstIndex { $0.description == fault.description } ?? 0) * 7
    for step in 0..<3 {
      let index = (start + step * 13) % IsolationCases.schemas.count
      let schema = IsolationCases.schemas[index]
      let (files, live) = try Self.verdicts(of: schema.sql + "\n" + fault.sql)
      #expect(files.faults == fault.findings, "\(schema): \(files)")
      #expect(live.faults == fault.findings, "\(schema): \(live)")
    }
  }
}
