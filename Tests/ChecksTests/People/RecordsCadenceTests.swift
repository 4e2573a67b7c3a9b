import Model
import Testing

@testable import Checks

/// A working register of access reviews, broken in one way at a time.
@Suite struct RecordsCadenceTests {
  static let working = """
    - { id: Q1, reviewed_at: 2026-03-02, outcome: passed, reviewer: Ada }
    - { id: Q3, reviewed_at: 2026-08-20, outcome: passed, reviewer: Ada }
    - { id: Q2, reviewed_at: 2026-05-29, outcome: passed with notes, reviewer: Bo }
    - { id: Q4, reviewed_at: 2026-11-10T09:00:00Z, outcome: passed, reviewer: Ada }
    """

  private func evaluate(
    _ register: String, more: String = "", now: Instant = CheckHarness.now
  ) throws -> CheckResult {
    var harness = CheckHarness()
    harness.now = now
    return try harness.with(register: "access-reviews", register).evaluate(
      RecordsCheck.self, "register: access-reviews\nat: reviewed_at\nevery: 90d\n" + more)
  }

  private func broken(_ old: String, _ new: String, more: String = "") throws -> CheckResult {
    let pieces = Self.working.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(pieces.count == 2)
    return try evaluate(pieces.joined(separator: new), more: more)
  }

  @Test func `gaps within the cadence pass, in whatever order rows stand`() throws {
    let result = try evaluate(Self.working)
    #expect(result.verdict == .pass)
    #expect(
      result.summary == "4 entries in access reviews, at least one every 90 days; "
        + "last 2026-11-10T09:00:00Z")
    #expect(result.subjects == 4)
  }

  @Test func `a gap that is too long fails at the row that came too late`() throws {
    let result = try broken("2026-05-29", "2026-06-02")
    #expect(result.findings.map(\.rule) == ["gap"])
    #expect(result.findings.first?.location.span?.line == 3)
    #expect(
      result.findings.first?.message.contains("2 days too late after Q1 (2026-03-02)") == true)
  }

  @Test func `a last row that is too old fails`() throws {
    let later = Instant(seconds: CheckHarness.now.seconds + 90 * 86_400)
    let result = try evaluate(Self.working, now: later)
    #expect(result.findings.map(\.rule) == ["overdue"])
    #expect(result.findings.first?.message.contains("since Q4 (2026-11-10)") == true)
  }

  @Test func `the promise starts on its first day`() throws {
    #expect(try evaluate(Self.working, more: "since: 2026-03-01").verdict == .pass)
    let early = try evaluate(Self.working, more: "since: 2025-11-01")
    #expect(early.findings.map(\.rule) == ["gap"])
    #expect(early.findings.first?.message.contains("the start of the promise") == true)
    let none = try evaluate("[]", more: "since: 2026-01-01")
    #expect(none.findings.map(\.rule) == ["overdue"])
  }

  @Test func `a row in the future fails and closes no gap`() throws {
    let result = try broken("2026-11-10T09:00:00Z", "2026-11-30")
    #expect(result.findings.map(\.rule) == ["future", "overdue"])
  }

  @Test func `an unreadable time is unmeasured, since it may lie in any gap`() throws {
    let result = try broken("2026-05-29", "spring")
    #expect(result.verdict.word == "unmeasured")
    #expect(result.findings.isEmpty)
    #expect(result.summary.hasPrefix("records/access-reviews.yaml:3:"))
  }

  @Test func `rows without a time have not happened`() throws {
    let result = try broken("2026-11-10T09:00:00Z", "")
    #expect(result.findings.map(\.rule) == ["overdue"])
    #expect(result.summary.contains("1 not started"))
  }

  @Test func `required and filled values are asked of every row`() throws {
    let rules = "require: { outcome: [passed, passed with notes] }\nfilled: reviewer"
    #expect(try evaluate(Self.working, more: rules).verdict == .pass)
    let failed = try broken("outcome: passed with notes", "outcome: failed", more: rules)
    #expect(failed.findings.map(\.rule) == ["required"])
    #expect(
      failed.findings.first?.message
        == "Q2: outcome is \"failed\", expected \"passed\" or \"passed with notes\"")
    #expect(failed.findings.first?.location.span?.line == 3)
    let unsigned = try broken("reviewer: Bo", "reviewer: ' '", more: rules)
    #expect(unsigned.findings.map(\.rule) == ["filled"])
    let absent = try broken(", reviewer: Bo", "", more: rules)
    #expect(absent.findings.map(\.message) == ["Q2: reviewer is missing, expected a value"])
  }
}
