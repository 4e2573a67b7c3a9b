import Foundation
import TestSupport
import Testing

/// `avouch report --from`: a document from an assessment that was recorded.
@Suite struct RecordedReportTests {
  private static let posture = """
    avouch: 1
    organization: { name: Test, product: P, environment: production }
    targets:
      code: { files: . }
    proof-valid-for: 30d
    frameworks: [soc2, { id: gdpr, not-applicable: [{ id: "35", reason: None needed. }] }]
    waivers: waivers.yaml
    records: records
    subprocessors:
      notice: 30d
      list:
        - { name: Acme, purpose: Mail, data: [names], country: Ireland, controls: a.*, since: 2026-01-02 }
    controls:
      - id: a.short
        statement: A thing holds.
        proof-valid-for: 7d
        maps-to: { soc2: [{ id: CC6.1, relationship: subset, note: half }], gdpr: ["32(1)(a)"] }
        checks: [{ file: { path: present.txt, target: code } }]
      - id: a.long
        statement: Another thing holds.
        checks: [{ file: { path: present.txt, target: code } }]
      - id: a.all
        statement: All things hold.
        checks: [{ all-of: { controls: a.* } }]
      - id: a.waived
        statement: A missing thing is there.
        checks: [{ file: { path: missing.txt, target: code } }]
      - id: b.notice
        kind: commitment
        statement: Customers are told within {within}.
        parameters: { within: 72h }
        checks:
          - records: { register: incidents, from: confirmed, to: told, within: "{within}" }
      - { id: p.plan, kind: planned, title: A plan, due: 2026-12-31 }
      - { id: l.limit, kind: limitation, statement: Not everything., answers-no: [end-to-end-encryption] }

    """

  private static let start = "2026-11-21T10:00:00Z"

  private func recorded() throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try folder.write("avouch.yaml", Self.posture)
    try folder.write("present.txt", "x")
    try folder.write(
      "waivers.yaml",
      "waivers:\n  - { control: a.waived, owner: O, reason: R, until: 2026-12-01 }\n")
    try folder.write(
      "records/incidents.csv",
      "id,confirmed,told\nINC-1,2026-10-01T10:00:00Z,2026-10-02T10:00:00Z\n"
        + "INC-2,2026-10-05T10:00:00Z,2026-10-06T22:00:00Z\n")
    let run = try AvouchProcess.run(
      "check", "-q", "-o", "json=assessment.json", "--now", Self.start, in: folder.path)
    #expect(run.errors == "")
    return folder
  }

  private func report(
    _ format: String, at moment: String, in folder: TemporaryFolder, from: Bool = true
  ) throws -> AvouchProcess {
    let source = from ? ["--from", "assessment.json"] : []
    return try AvouchProcess.run(
      "report", "-q", "-f", format, "-a", "internal", "--now", moment, source.first ?? "-q",
      source.last ?? "-q", in: folder.path)
  }

  @Test(arguments: [
    "html", "markdown", "json", "ics", "oscal-assessment-results", "oscal-component-definition",
    "oscal-poam",
  ])
  func `the same moment gives the bytes of a report that assessed`(format: String) throws {
    let folder = try recorded()
    let direct = try report(format, at: Self.start, in: folder, from: false)
    let again = try report(format, at: Self.start, in: folder)
    #expect(direct.errors == "" && again.errors == "")
    #expect(!direct.output.isEmpty && direct.output == again.output)
    #expect(direct.status == again.status)
  }

  @Test func `what has ended by then is withdrawn, statement by statement`() throws {
    let folder = try recorded()
    let states = [
      (
        Self.start, ["verified", "verified", "attested", "waived", "verified", "planned"], Int32(0)
      ),
      // The short proof has ended, and with it the roll-up that rests on it.
      (
        "2026-11-28T10:00:01Z",
        ["unproven", "verified", "unproven", "waived", "verified", "planned"], 3
      ),
      (
        "2026-12-02T00:00:00Z",
        ["unproven", "verified", "unproven", "violated", "verified", "planned"], 1
      ),
      (
        "2027-01-01T00:00:00Z",
        ["unproven", "unproven", "unproven", "violated", "unproven", "overdue"], 1
      ),
    ]
    for (moment, expected, status) in states {
      let run = try report("json", at: moment, in: folder)
      let document = try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
      let controls = document.statements.reduce(into: [:]) { $0[$1.control.id] = $1.state }
      let names = ["a.short", "a.long", "a.all", "a.waived", "b.notice", "p.plan"]
      #expect(names.map { controls[$0] } == expected, "\(moment)")
      #expect(run.status == status, "\(moment)")
      let html = try report("html", at: moment, in: folder).output
      #expect(html.contains("Withdrawn.") == (moment != Self.start))
      #expect(html.contains("Nothing was measured again") == (moment != Self.start))
    }
  }

  @Test func `the times of a register are kept as numbers`() throws {
    let run = try report("json", at: Self.start, in: try recorded())
    let document = try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
    let times = document.commitments.first?.control.checks.first?.times
    #expect(times?.promise == "72 hours" && times?.worst == 129_600 && times?.median == 108_000)
    #expect(times?.entries.map(\.name) == ["INC-1", "INC-2"])
  }

  @Test(arguments: [
    ("\"avouch-assessment/1\"", "\"avouch-posture/1\"", "schema: expected \"avouch-assessment/1\""),
    (
      "\"audience\": \"internal\",\n  \"controls\"", "\"audience\": \"nda\",\n  \"controls\"",
      "withheld"
    ),
    ("\"verdict\": \"pass\"", "\"verdict\": \"fine\"", "expected pass, fail, unmeasured or"),
    (
      "\"subjects\": 1", "\"subjects\": \"many\"",
      "controls[0].checks[0].subjects: expected a whole"
    ),
    ("\"promise\": \"72 hours\"", "\"promise\": \"soon\"", "expected a duration"),
    ("\"id\": \"soc2\"", "\"id\": \"soc9\"", "ships no framework \"soc9\""),
    ("\"version\": \"TSP 100", "\"version\": \"TSP 99", "use the version that assessed it"),
    ("\"gaps\"", "\"gap\"", "expected the key \"gaps\""),
    ("{", "", "error:"),
  ])
  func `a record that is not one is refused at its place`(
    text: String, fault: String, expected: String
  ) throws {
    let folder = try recorded()
    let path = folder.path + "/assessment.json"
    let whole = try String(contentsOfFile: path, encoding: .utf8)
    let place = try #require(whole.range(of: text))
    try folder.write("assessment.json", whole.replacingCharacters(in: place, with: fault))
    let run = try report("json", at: Self.start, in: folder)
    #expect(run.status == 2 && run.output == "", "\(run.errors)")
    #expect(
      run.errors.contains("assessment.json:") && run.errors.contains(expected), "\(run.errors)")
  }

  @Test func `a state that was written into the record by hand is not believed`() throws {
    let folder = try recorded()
    let path = folder.path + "/assessment.json"
    let whole = try String(contentsOfFile: path, encoding: .utf8)
    try folder.write(
      "assessment.json",
      whole.replacing("\"verdict\": \"waived\"", with: "\"verdict\": \"verified\"")
        .replacing(/"proofEnds": "[^"]*"/, with: "\"proofEnds\": null"))
    let run = try report("json", at: "2027-06-01T00:00:00Z", in: folder)
    let document = try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
    #expect(document.statements.allSatisfy { $0.state != "verified" && $0.state != "attested" })
  }

  @Test func `what cannot be combined is refused`() throws {
    let folder = try recorded()
    let earlier = try report("json", at: "2026-11-20T00:00:00Z", in: folder)
    #expect(earlier.status == 2 && earlier.errors.contains("is after"), "\(earlier.errors)")
    let both = try AvouchProcess.run("report", ".", "--from", "assessment.json", in: folder.path)
    #expect(both.status == 2 && both.errors.contains("give one of the two"), "\(both.errors)")
    let moved = try AvouchProcess.run(
      "report", "--from", "assessment.json", "--fail-on", "high", in: folder.path)
    #expect(moved.status == 2 && moved.errors.contains("--fail-on"), "\(moved.errors)")
    let missing = try AvouchProcess.run("report", "--from", "nothing.json", in: folder.path)
    #expect(missing.status == 2 && missing.errors.contains("nothing.json"), "\(missing.errors)")
  }

  @Test(arguments: [
    ("proof-valid-for: 30d", "proof-valid-for: 0d", "longer than nothing"),
    ("proof-valid-for: 7d", "proof-valid-for: soon", "proof-valid-for"),
    ("controls: a.*, since", "controls: a.shirt, since", "did you mean \"a.short\"?"),
    ("country: Ireland, ", "", "\"country\""),
    ("  list:\n", "  lists:\n", "did you mean \"list\"?"),
  ])
  func `the new keys are checked like the others`(
    text: String, fault: String, expected: String
  ) throws {
    let folder = try recorded()
    try folder.write("avouch.yaml", Self.posture.replacing(text, with: fault))
    let run = try AvouchProcess.run("lint", in: folder)
    #expect(run.status == 2 && run.errors.contains(expected), "\(run.errors)\(run.output)")
  }

  private struct Document: Decodable {
    struct Statement: Decodable {
      struct Control: Decodable {
        struct Check: Decodable {
          struct Times: Decodable {
            struct Entry: Decodable { let name: String }
            let promise: String
            let worst: Int
            let median: Int
            let entries: [Entry]
          }
          let times: Times?
        }
        let id: String
        let checks: [Check]
      }
      let state: String
      let control: Control
    }
    struct Topic: Decodable { let statements: [Statement] }
    let topics: [Topic]
    let commitments: [Statement]
    let roadmap: [Statement]

    var statements: [Statement] { topics.flatMap(\.statements) + commitments + roadmap }
  }
}
