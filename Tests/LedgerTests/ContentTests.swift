import Foundation
import Ledger
import Model
import Systems
import TestSupport
import Testing

/// What a ledger holds, and what it never does.
@Suite struct ContentTests {
  private let folder = TemporaryFolder()

  private func lines(_ path: String) throws -> [String] {
    var lines: [String] = []
    try Ledger.reading(path).forEachLine { lines.append($0) }
    return lines
  }

  @Test func `every line of the export is named by its digest, after what it names`() throws {
    let lines = try lines(Runs.ledger(in: folder))
    // Two states of one control, one of the other, and five runs.
    #expect(lines.count == 8)
    var known: Set<String> = []
    for line in lines {
      let value = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let controls = value["controls"] as? [[String: Any]] ?? []
      for control in controls { #expect(known.contains(control["state"] as? String ?? "")) }
      if let after = value["after"] as? String { #expect(known.contains(after)) }
      known.insert(Digest.sha256(line))
    }
  }

  @Test func `equal runs give equal bytes`() throws {
    let other = TemporaryFolder()
    #expect(try lines(Runs.ledger(in: folder)) == lines(Runs.ledger(in: other)))
  }

  @Test func `no evidence, query or message comes to rest in the file`() throws {
    let path = folder.path + "/runs.ledger"
    let item = Runs.item("a", .violated, findings: [Runs.finding("header")])
    try Runs.record(Runs.assessment(Runs.day(1), [item]), in: path)
    let bytes = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    for secret in ["SECRET-LOOKING EVIDENCE", "QUERYSECRET", "header is missing"] {
      #expect(!bytes.contains(secret), "\(secret)")
    }
    #expect(bytes.contains("https://example.com/header"))
    #expect(bytes.contains(Digest.sha256("observed")))
  }

  @Test func `what is recorded is read back, whatever its texts hold`() throws {
    let path = folder.path + "/runs.ledger"
    let odd = "\u{0}\"\\\n\u{2028}</script>\u{1F512}e\u{301}"
    let item = Runs.item(
      "a", .waived, statement: odd, parameters: [.init(name: "p", value: odd)], reasons: [odd],
      findings: [Runs.finding("x", waivedUntil: CalendarDate(year: 2027, month: 1, day: 1))])
    let assessment = Runs.assessment(Runs.day(1), [item], outcome: .unmeasured)
    try Runs.record(assessment, in: path, commit: "abc")
    let run = try #require(try Ledger.reading(path).last())
    let state = try #require(run.states.first)
    #expect(state.statement.utf8.elementsEqual(odd.utf8) && state.reasons == [odd])
    #expect(state.parameters == [.init(name: "p", value: odd)])
    #expect(state.statementDigest == Digest.sha256(odd))
    #expect(state.findings.first?.waivedUntil?.description == "2027-01-01")
    #expect(run.record.gate == assessment.gate && run.record.commit == "abc")
    #expect(try Ledger.verifying(path).verify().fault == nil)
  }

  @Test func `a state that does not change is stored once`() throws {
    let path = folder.path + "/runs.ledger"
    let items = (0..<100).map { Runs.item("control.\($0)", .verified) }
    let ledger = try Ledger.recording(path)
    for day in 1...50 {
      _ = try ledger.record(Runs.assessment(Runs.day(day), items), commit: nil)
    }
    let size = try #require(
      FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64)
    // States that do not change are stored once: about 130 bytes a control and run are left.
    #expect(size < 50 * 100 * 220, "\(size)")
  }
}
