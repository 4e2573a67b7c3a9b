import Foundation
import Model
import Reports
import Testing

@Suite("Schemas")
struct SchemaTests {
  private static let schema = AssessmentSchema.schema.serialized()

  @Test("what is written as JSON fits its schema", arguments: Control.Audience.allCases)
  func jsonIsValid(audience: Control.Audience) throws {
    let document = JSONReport().render(
      SampleAssessment.full, options: ReportOptions(audience: audience))
    #expect(try PythonValidation.problems(of: document, schema: Self.schema) == "")
  }

  @Test("what a ledger says of a run fits the schema", arguments: Control.Audience.allCases)
  func ledgerIsValid(audience: Control.Audience) throws {
    let start = Instant(startOf: SampleParts.day(2026, 9, 1))
    let mark = LedgerMark(run: 12, digest: SampleAssessment.digest)
    let dated = SampleAssessment.full.dated(since: ["transport.hsts": start], ledger: mark)
    let document = JSONReport().render(dated, options: ReportOptions(audience: audience))
    #expect(document.contains("\"since\": \"2026-09-01T00:00:00Z\""))
    #expect(document.contains("\"run\": 12"))
    #expect(try PythonValidation.problems(of: document, schema: Self.schema) == "")
    for (text, fault) in [("\"run\": 12", "\"run\": 0"), ("2026-09-01T00:00:00Z", "in autumn")] {
      let broken = document.replacingOccurrences(of: text, with: fault)
      #expect(try PythonValidation.problems(of: broken, schema: Self.schema) != "", "\(fault)")
    }
  }

  @Test("the schema refuses what is not written")
  func schemaIsStrict() throws {
    let document = JSONReport().render(SampleAssessment.full, options: ReportOptions())
    let faults = [
      ("\"gate\": {", "\"gate\": {\n\"extra\": 1,"), ("\"observed\": ", "\"seen\": "),
      ("\"verdict\": \"violated\"", "\"verdict\": \"fine\""),
      ("\"exitCode\": 1", "\"exitCode\": 2"),
      ("\"line\": 12", "\"line\": 0"), (SampleAssessment.digest, "not a digest"),
      ("\"until\": \"2026-12-31\"", "\"until\": \"soon\""),
      ("avouch-assessment/1", "avouch-assessment/2"),
    ]
    for (text, fault) in faults {
      let broken = try #require(
        document.range(of: text).map { document.replacingCharacters(in: $0, with: fault) })
      #expect(try PythonValidation.problems(of: broken, schema: Self.schema) != "", "\(fault)")
    }
  }

  @Test("SARIF fits the official schema, harmless or hostile")
  func sarifIsValid() throws {
    let given = try #require(
      try? String(contentsOf: TestPaths.sarifSchema, encoding: .utf8),
      "sarif-schema-2.1.0.json is not at \(TestPaths.sarifSchema.path); run the project's setup")
    // The first edition calls a suppression's status "state"; errata 01 corrected the schema to what
    // section 3.35 of the text had said all along.
    let schema = given.replacingOccurrences(
      of: #""state"(\s*:\s*\{[^{}]*\[\s*"accepted")"#, with: #""status"$1"#,
      options: .regularExpression)
    let attack = HostileAssessment.attacks.joined(separator: " ")
    for assessment in [SampleAssessment.full, HostileAssessment.assessment(attack)] {
      let document = SARIFReport().render(assessment, options: ReportOptions())
      #expect(try PythonValidation.problems(of: document, schema: schema) == "")
    }
  }
}
