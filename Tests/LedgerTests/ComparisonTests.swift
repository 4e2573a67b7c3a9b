import Ledger
import Model
import Systems
import TestSupport
import Testing

/// What is told of two runs, one difference at a time.
@Suite struct ComparisonTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/runs.ledger" }

  private func comparison(
    _ before: [ControlAssessment], _ after: [ControlAssessment],
    outcomes: (GateDecision.Outcome, GateDecision.Outcome) = (.holds, .holds)
  ) throws -> RunComparison {
    try Runs.record(Runs.assessment(Runs.day(1), before, outcome: outcomes.0), in: path)
    try Runs.record(Runs.assessment(Runs.day(2), after, outcome: outcomes.1), in: path)
    let ledger = try Ledger.reading(path)
    return RunComparison(from: try ledger.run(1), to: try ledger.run(2))
  }

  @Test func `equal runs differ in nothing`() throws {
    let items = [Runs.item("a", .verified, findings: [Runs.finding("x")]), Runs.item("b", .waived)]
    #expect(try comparison(items, items).isEmpty)
  }

  @Test func `evidence alone is no change`() throws {
    #expect(
      try comparison(
        [Runs.item("a", .verified)], [Runs.item("a", .verified, evidence: "other")]
      ).isEmpty)
  }

  @Test func `a state`() throws {
    let found = try comparison(
      [Runs.item("a", .verified), Runs.item("b", .verified)],
      [Runs.item("a", .violated, reasons: ["why"]), Runs.item("b", .verified)])
    let change = try #require(found.states.first)
    #expect(found.states.count == 1 && change.control == "a" && change.title == "Title of a")
    #expect(change.before == .verified && change.after == .violated && change.reasons == ["why"])
    #expect(found.statements.isEmpty && found.added.isEmpty && found.removed.isEmpty)
    #expect(!found.isEmpty)
  }

  @Test(
    "a renewal, in time or too late; what every visit renews is none",
    arguments: [(20, true), (2, true), (1, false)])
  func renewal(end: Int, isInTime: Bool) throws {
    func items(_ day: Int, _ kind: Expiry.Kind) -> [ControlAssessment] {
      [
        Runs.item(
          "a", .verified, expiries: [Expiry(kind, of: "https://a.example", ends: Runs.day(day))])
      ]
    }
    let found = try comparison(items(end, .certificate), items(90, .certificate))
    let renewal = try #require(found.renewals.first)
    #expect(found.renewals.count == 1 && renewal.subject == "https://a.example")
    #expect(renewal.before == Runs.day(end) && renewal.after == Runs.day(90))
    #expect(renewal.isInTime == isInTime)
    #expect(!found.isEmpty)
    let ledger = folder.path + "/visits.ledger"
    try Runs.record(Runs.assessment(Runs.day(1), items(90, .transportSecurity)), in: ledger)
    try Runs.record(Runs.assessment(Runs.day(2), items(91, .transportSecurity)), in: ledger)
    let visits = try Ledger.reading(ledger)
    #expect(RunComparison(from: try visits.run(1), to: try visits.run(2)).isEmpty)
  }

  @Test func `a sentence, told by its bytes and not by how it looks`() throws {
    let found = try comparison(
      [Runs.item("a", .verified, statement: "Caf\u{E9}.")],
      [Runs.item("a", .verified, statement: "Cafe\u{301}.")])
    #expect(found.statements.map(\.control) == ["a"])
  }

  @Test func `parameters that change, come and go`() throws {
    let found = try comparison(
      [
        Runs.item(
          "a", .verified,
          parameters: [.init(name: "one", value: "1"), .init(name: "two", value: "2")])
      ],
      [
        Runs.item(
          "a", .verified,
          parameters: [.init(name: "one", value: "9"), .init(name: "three", value: "3")])
      ])
    #expect(
      found.parameters.map { "\($0.name) \($0.before ?? "none") \($0.after ?? "none")" }
        == ["one 1 9", "three none 3", "two 2 none"])
  }

  @Test func `a check under another version of its rules`() throws {
    let found = try comparison(
      [Runs.item("a", .verified)], [Runs.item("a", .verified, version: 2)])
    #expect(found.checks.map(\.check) == ["headers"])
    #expect(found.checks.map(\.before) == [[1]] && found.checks.map(\.after) == [[2]])
  }

  @Test func `controls that come and go`() throws {
    let found = try comparison([Runs.item("a", .verified)], [Runs.item("b", .attested)])
    #expect(found.added.map(\.control) == ["b"] && found.removed.map(\.control) == ["a"])
    #expect(found.states.isEmpty && found.checks.isEmpty)
  }

  @Test func `findings that are new and gone, each once with all its controls`() throws {
    let old = Runs.finding("old")
    let new = Runs.finding("new")
    let stays = Runs.finding("stays")
    let found = try comparison(
      [Runs.item("a", .violated, findings: [old, stays])],
      [
        Runs.item("a", .violated, findings: [new, stays]),
        Runs.item("b", .violated, findings: [new]),
      ])
    #expect(found.newFindings.map(\.finding.fingerprint) == [Digest.sha256("new")])
    #expect(found.newFindings.map(\.controls) == [["a", "b"]])
    #expect(found.goneFindings.map(\.finding.fingerprint) == [Digest.sha256("old")])
    #expect(found.waivedFindings.isEmpty && found.unwaivedFindings.isEmpty)
  }

  @Test func `exceptions that begin and end`() throws {
    let date = CalendarDate(year: 2026, month: 12, day: 31)
    let open = Runs.item("a", .violated, findings: [Runs.finding("x")])
    let accepted = Runs.item("a", .waived, findings: [Runs.finding("x", waivedUntil: date)])
    let begun = try comparison([open], [accepted])
    #expect(begun.waivedFindings.count == 1 && begun.newFindings.isEmpty)
    let ended = RunComparison(from: begun.after, to: begun.before)
    #expect(ended.unwaivedFindings.count == 1 && ended.goneFindings.isEmpty)
  }

  @Test func `the gate's decision`() throws {
    let items = [Runs.item("a", .verified)]
    #expect(try !comparison(items, items, outcomes: (.holds, .unmeasured)).isEmpty)
  }

  @Test func `the history of one control has a stretch for each state and sentence`() throws {
    let path = try Runs.ledger(in: folder)
    let history = try ControlHistory(of: "a", in: Ledger.reading(path))
    #expect(history.stretches.map(\.state.verdict) == [.verified, .violated])
    #expect(history.stretches.map(\.runs) == [2, 3])
    #expect(history.stretches.map(\.since) == [Runs.day(1), Runs.day(3)])
    let error = #expect(throws: LedgerError.self) {
      try ControlHistory(of: "aa", in: Ledger.reading(path))
    }
    #expect(error?.message.contains("did you mean \"a\"?") == true, "\(String(describing: error))")
  }
}
