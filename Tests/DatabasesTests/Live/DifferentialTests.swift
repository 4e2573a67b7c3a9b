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
    // Every fault in five of the schemas, so that all of them are broken.
    let start = (IsolationCases.faults.firstIndex { $0.description == fault.description } ?? 0) * 7
    for step in 0..<5 {
      let index = (start + step * 8) % IsolationCases.schemas.count
      let schema = IsolationCases.schemas[index]
      let (files, live) = try Self.verdicts(of: schema.sql + "\n" + fault.sql)
      #expect(files.faults == fault.findings, "\(schema): \(files)")
      #expect(live.faults == fault.findings, "\(schema): \(live)")
    }
  }
}
