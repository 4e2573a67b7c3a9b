import Model
import Testing

@testable import Checks

/// A working register of incidents, broken in one way at a time.
@Suite struct RecordsClockTests {
  static let working = """
    - id: INC-1
      severity: high
      confirmed_at: 2026-11-01T08:00:00Z
      customers_notified_at: 2026-11-02T04:00:00Z
    - id: INC-2
      severity: low
      confirmed_at: 2026-11-10T10:00:00Z
      customers_notified_at: 2026-11-12T13:10:00Z
    - id: INC-3
      severity: high
      confirmed_at: 2026-11-20T12:00:00+02:00
      customers_notified_at:
    - id: INC-4
      severity: high
      confirmed_at:
      customers_notified_at:
    """

  static let arguments = """
    register: incidents
    from: confirmed_at
    to: customers_notified_at
    within: 72h
    """

  private func evaluate(
    _ register: String, more: String = "", now: Instant = CheckHarness.now,
    holidays: Set<CalendarDate> = []
  ) throws -> CheckResult {
    var harness = CheckHarness()
    harness.now = now
    harness.holidays = holidays
    return try harness.with(register: "incidents", register).evaluate(
      RecordsCheck.self, Self.arguments + "\n" + more)
  }

  /// The working register with one stretch replaced.
  private func broken(_ old: String, _ new: String) throws -> CheckResult {
    let pieces = Self.working.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(pieces.count == 2)
    return try evaluate(pieces.joined(separator: new))
  }

  @Test func `rows in time pass, open ones hold so far, and one has not started`() throws {
    let result = try evaluate(Self.working)
    #expect(result.verdict == .pass)
    #expect(
      result.summary
        == "3 of 3 incidents within 72 hours; longest 51 hours 10 minutes, median 35 hours 35 "
        + "minutes; 1 still open, due by 2026-11-23T10:00:00Z; 1 not started")
    #expect(result.subjects == 3)
    #expect(result.basis == .measured)
    #expect(result.evidence.count == 4)
    #expect(result.evidence.allSatisfy { $0.digest == String(repeating: "a", count: 64) })
    #expect(result.evidence.map(\.location.span?.line) == [nil, 3, 7, 11])
    #expect(
      result.evidence.dropFirst().first?.observed
        == "INC-1: confirmed_at \"2026-11-01T08:00:00Z\", customers_notified_at "
        + "\"2026-11-02T04:00:00Z\": 20 hours")
  }

  static let faults:
    [(what: String, old: String, new: String, rule: String, line: Int, words: String)] = [
      (
        "late", "2026-11-12T13:10:00Z", "2026-11-13T10:00:01Z", "late", 8,
        "72 hours after confirmed_at, 1 second more than the promised 72 hours"
      ),
      (
        "overdue", "2026-11-20T12:00:00+02:00", "2026-11-13T12:00:00Z", "overdue", 12,
        "still open, 5 days over"
      ),
      (
        "reversed", "2026-11-02T04:00:00Z", "2026-10-31T04:00:00Z", "reversed", 4,
        "is before confirmed_at"
      ),
      (
        "future", "2026-11-12T13:10:00Z", "2026-11-22T00:00:00Z", "future", 8,
        "lies in the future"
      ),
    ]

  @Test(arguments: faults)
  func `one broken row fails with one finding at its cell`(
    what: String, old: String, new: String, rule: String, line: Int, words: String
  ) throws {
    let result = try broken(old, new)
    #expect(result.verdict == .fail)
    #expect(result.findings.map(\.rule) == [rule])
    let finding = try #require(result.findings.first)
    #expect(finding.message.contains(words))
    #expect(finding.location.path == "records/incidents.yaml")
    #expect(finding.location.span?.line == line)
    #expect(finding.severity == .high)
    #expect(finding.identity.contains("INC-"))
    #expect(result.summary.hasPrefix("1 finding: 2 of 3 incidents"))
  }

  static let gaps: [(what: String, old: String, new: String, reason: String)] = [
    (
      "an unreadable start", "2026-11-10T10:00:00Z", "10 November",
      "records/incidents.yaml:7:17: INC-2: confirmed_at is \"10 November\", expected a date"
    ),
    (
      "an unreadable end", "2026-11-12T13:10:00Z", "soon",
      "records/incidents.yaml:8:26: INC-2: customers_notified_at is \"soon\""
    ),
    ("a list for a time", "2026-11-10T10:00:00Z", "[2026-11-10]", "confirmed_at is a list"),
    (
      "an end without a start", "2026-11-10T10:00:00Z", "",
      "INC-2 has customers_notified_at and no confirmed_at"
    ),
    (
      "a field that one row spells wrongly", "customers_notified_at:\n- id: INC-4",
      "customer_notified_at:\n- id: INC-4",
      "INC-3 has \"customer_notified_at\" where other rows have \"customers_notified_at\""
    ),
  ]

  @Test(arguments: gaps)
  func `what cannot be read leaves the check unmeasured, with the place`(
    what: String, old: String, new: String, reason: String
  ) throws {
    let result = try broken(old, new)
    #expect(result.verdict.word == "unmeasured")
    #expect(result.summary.contains(reason))
    #expect(result.findings.isEmpty)
  }

  @Test func `a field that occurs in no row is unmeasured, with the nearest name`() throws {
    let harness = try CheckHarness().with(register: "incidents", Self.working)
    let result = try harness.evaluate(
      RecordsCheck.self,
      "{ register: incidents, from: confirmed_on, to: customers_notified_at, within: 72h }")
    #expect(result.verdict.word == "unmeasured")
    #expect(result.summary.contains("no row has the field \"confirmed_on\""))
    #expect(result.summary.contains("did you mean \"confirmed_at\"?"))
  }

  @Test func `a promise is kept to the second`() throws {
    let row = { (time: String) in
      "[{ id: A, confirmed_at: 2026-11-01T00:00:00Z, customers_notified_at: \(time) }]"
    }
    #expect(try evaluate(row("2026-11-04T00:00:00Z")).verdict == .pass)
    #expect(try evaluate(row("2026-11-04T00:00:01Z")).verdict == .fail)
  }

  @Test func `an open row is overdue only after its deadline`() throws {
    let register = "[{ id: A, confirmed_at: 2026-11-01T00:00:00Z, customers_notified_at: }]"
    let deadline = Instant(seconds: 1_793_750_400)  // 2026-11-04T00:00:00Z
    #expect(try evaluate(register, now: deadline).verdict == .pass)
    let after = Instant(seconds: deadline.seconds + 1)
    #expect(try evaluate(register, now: after).findings.map(\.rule) == ["overdue"])
  }

  @Test func `dates count as whole days, in the customer's favour`() throws {
    let row = { (time: String) in
      "[{ confirmed_at: 2026-11-01, customers_notified_at: \(time) }]"
    }
    #expect(try evaluate(row("2026-11-03")).verdict == .pass)
    #expect(try evaluate(row("2026-11-04")).verdict == .fail)
    #expect(try evaluate(row("2026-11-01")).verdict == .pass)
  }

  @Test func `an end dated today cannot be later than now`() throws {
    let row = { (time: String) in
      "[{ confirmed_at: \(time), customers_notified_at: 2026-11-21 }]"
    }
    #expect(try evaluate(row("2026-11-18T12:00:00Z")).verdict == .pass)
    #expect(try evaluate(row("2026-11-18T11:59:59Z")).verdict == .fail)
  }

  @Test func `a start that lies ahead starts no clock`() throws {
    let register = "[{ confirmed_at: 2026-12-31, customers_notified_at: }]"
    let result = try evaluate(register, more: "minimum-subjects: 0")
    #expect(result.verdict == .pass)
    #expect(result.summary.contains("1 not started"))
  }

  @Test func `business days leave out weekends and the posture's holidays`() throws {
    var harness = CheckHarness()
    let yaml = Self.arguments.replacing("72h", with: "2 business days")
    // From Friday the 6th, two business days end with Tuesday the 10th.
    let register = "[{ confirmed_at: 2026-11-06T10:00Z, customers_notified_at: 2026-11-11T09:00Z }]"
    #expect(
      try harness.with(register: "incidents", register).evaluate(RecordsCheck.self, yaml).verdict
        == .fail)
    harness.holidays = Set([CalendarDate("2026-11-09")].compactMap(\.self))
    #expect(
      try harness.with(register: "incidents", register).evaluate(RecordsCheck.self, yaml).verdict
        == .pass)
  }

  @Test func `rows that do not count are left out and said so`() throws {
    let result = try evaluate(Self.working, more: "where: { severity: [high, critical] }")
    #expect(result.subjects == 2)
    #expect(result.summary.contains("1 row of other kinds left out"))
  }

  @Test func `rows before the first day are not judged`() throws {
    let late = """
      - { id: OLD, confirmed_at: 2025-12-31, customers_notified_at: 2026-03-01 }
      - { id: NEW, confirmed_at: 2026-01-01, customers_notified_at: 2026-01-02 }
      """
    #expect(try evaluate(late).verdict == .fail)
    let result = try evaluate(late, more: "since: 2026-01-01")
    #expect(result.verdict == .pass && result.subjects == 1)
  }

  @Test func `open rows can be left out`() throws {
    let register = "[{ id: A, confirmed_at: 2026-01-01, customers_notified_at: }]"
    #expect(try evaluate(register).verdict == .fail)
    let ignored = try evaluate(register, more: "open-is: ignored\nminimum-subjects: 0")
    #expect(ignored.verdict == .pass)
    #expect(ignored.summary.contains("1 open and left out"))
    #expect(try evaluate(register, more: "open-is: ignored").verdict.word == "unmeasured")
  }

  @Test func `nothing to judge is not a pass unless said`() throws {
    let empty = try evaluate("[]")
    #expect(empty.verdict.word == "unmeasured")
    #expect(empty.summary.contains("minimum-subjects: 0"))
    let allowed = try evaluate("[]", more: "minimum-subjects: 0")
    #expect(allowed.verdict == .pass)
    #expect(allowed.summary == "no incidents to judge, which minimum-subjects allows")
    #expect(allowed.evidence.count == 1)
  }

  @Test func `a register that could not be read and a posture without one are unmeasured`() throws {
    let request = RegisterRequest(folder: "/posture/records", name: "incidents")
    var harness = CheckHarness().answering(.failure(Unavailable("no such file")), to: request)
    #expect(
      try harness.evaluate(RecordsCheck.self, Self.arguments).verdict
        == .unmeasured(reason: "no such file"))
    harness.records = nil
    #expect(try harness.evaluate(RecordsCheck.self, Self.arguments).verdict.word == "unmeasured")
    let check = try CheckHarness.make(RecordsCheck.self, Self.arguments)
    #expect(check.requests(in: harness.context.plan).isEmpty)
  }

  @Test func `a large register keeps a bounded number of records as evidence`() throws {
    let row = "- { confirmed_at: 2026-11-01, customers_notified_at: 2026-11-02 }\n"
    let result = try evaluate(String(repeating: row, count: 500))
    #expect(result.verdict == .pass && result.subjects == 500)
    #expect(result.evidence.count == 101)
  }

  @Test func `names in a hostile register are shown short and without control characters`() throws {
    let name = String(repeating: "x", count: 5_000)
    let result = try evaluate(
      "- { id: \"a\\e[2J\(name)\", confirmed_at: 2026-01-01, customers_notified_at: }")
    let finding = try #require(result.findings.first)
    #expect(finding.message.count < 400)
    #expect(!finding.message.unicodeScalars.contains { $0.value == 0x1B })
  }
}
