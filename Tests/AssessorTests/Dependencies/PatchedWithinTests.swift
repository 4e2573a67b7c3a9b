import Assessor
import Checks
import Model
import TestSupport
import Testing

/// A repository whose lockfile takes in and leaves a hole, by the day.
final class PatchHistory {
  let repository: TemporaryRepository
  let bench: DependencyBench
  /// The first second of 2026.
  private static let start = 1_767_225_600

  init(_ records: [String], releases: String? = nil, now: String = "2026-06-01T00:00:00Z") throws {
    repository = try TemporaryRepository()
    var bench = DependencyBench()
    bench.now = try #require(Instant(now))
    bench.targets = [
      Target(
        name: "code", kind: .success(.repository(path: repository.path)), label: "code",
        location: Location())
    ]
    self.bench = bench
    _ = try AdvisoryBench.database(
      records + [AdvisoryBench.record("OTHER", "other", ecosystem: "PyPI")],
      others: releases.map { ["releases.csv": $0] } ?? [:], asOf: bench.now, in: bench.folder)
  }

  @discardableResult
  func commit(day: Int, _ requirements: String?, path: String = "requirements.txt") throws -> String
  {
    repository.moveClock(toSeconds: Self.start + day * 86_400)
    return try repository.commit([path: requirements])
  }

  func result(_ yaml: String = "within: 7d") throws -> CheckResult {
    try bench.result(
      of: PatchedWithinCheck.self, "target: code\ndatabase: advisories.sqlite\n" + yaml)
  }
}

struct PatchedWithinTests {
  /// Published on day 40.
  private static let hole = AdvisoryBench.record(
    "GHSA-1", "left", ecosystem: "PyPI", fixed: "1.1", published: "2026-02-10T00:00:00Z",
    severity: AdvisoryBench.critical)

  @Test func `mended in time`() throws {
    let history = try PatchHistory([Self.hole])
    let brought = try history.commit(day: 1, "left==1.0\n")
    try history.commit(day: 20, "left==1.0\nright==2.0\n")
    let gone = try history.commit(day: 45, "left==1.1\nright==2.0\n")
    let result = try history.result()
    #expect(result.verdict == .pass, "\(result.summary)")
    #expect(
      result.summary
        == "1 hole mended, in the middle after 5 days, at the latest after 5 days, 0 open in time; "
        + "3 versions of 1 lockfile read")
    let told = result.evidence.map(\.observed)
    #expect(
      told.contains {
        $0.contains("in since \(brought.prefix(12)) of 2026-01-02")
          && $0.contains("gone with \(gone.prefix(12)) of 2026-02-15 after 5 days")
      }, "\(told)")
    #expect(result.times?.entries.map(\.name) == ["GHSA-1"])
  }

  @Test func `mended too late, both commits told`() throws {
    let history = try PatchHistory([Self.hole])
    let brought = try history.commit(day: 1, "left==1.0\n")
    let gone = try history.commit(day: 50, "left==1.1\n")
    let finding = try #require(try history.result().findings.first)
    #expect(
      finding.message
        == "GHSA-1 (critical, CVSS 9.8) in left 1.0 was there for 10 days 1 minute, expected at most 7 days: "
        + "published 2026-02-10, in since \(brought.prefix(12)) of 2026-01-02, mended by 1.1 (date "
        + "of release not known), gone with \(gone.prefix(12)) of 2026-02-20 after 10 days")
    #expect(finding.location.commit == gone)
    #expect(try history.result("within: 11d").verdict == .pass)
  }

  @Test func `one that is still there counts until today`() throws {
    let soon = try PatchHistory([Self.hole], now: "2026-02-14T00:00:00Z")
    try soon.commit(day: 1, "left==1.0\n")
    #expect(try soon.result().verdict == .pass)
    #expect(try soon.result().summary.contains("1 open in time"))
    let late = try PatchHistory([Self.hole], now: "2026-02-20T00:00:00Z")
    try late.commit(day: 1, "left==1.0\n")
    #expect(
      try late.result().findings.first?.message.contains("is there for 10 days") == true)
  }

  @Test func `the clock starts with the latest of advisory, release and commit`() throws {
    // Brought in on day 48, long after the advisory.
    let late = try PatchHistory([Self.hole])
    try late.commit(day: 48, "left==1.0\n")
    try late.commit(day: 52, "left==1.1\n")
    #expect(try late.result("within: 3d").findings.count == 1)
    #expect(try late.result("within: 5d").verdict == .pass)
    // Released on day 47.
    let table = "ecosystem,package,version,released\nPyPI,left,1.1,2026-02-17\n"
    let released = try PatchHistory([Self.hole], releases: table)
    try released.commit(day: 1, "left==1.0\n")
    try released.commit(day: 50, "left==1.1\n")
    #expect(try released.result().verdict == .pass)
    #expect(try released.result("within: 7d\nrelease-dates: required").verdict == .pass)
    let unknown = try PatchHistory([Self.hole])
    try unknown.commit(day: 1, "left==1.0\n")
    try unknown.commit(day: 42, "left==1.1\n")
    #expect(
      try unknown.result("within: 7d\nrelease-dates: required").whyUnmeasured
        == "nobody said when left 1.1 was released")
  }

  @Test func `from one version with the hole to another is no end of it`() throws {
    let history = try PatchHistory([Self.hole])
    try history.commit(day: 1, "left==0.9\n")
    try history.commit(day: 42, "left==1.0\n")
    try history.commit(day: 50, "left==1.1\n")
    #expect(try history.result().findings.map(\.rule) == ["GHSA-1"])
  }

  @Test func `what came back begins anew`() throws {
    let history = try PatchHistory([Self.hole])
    try history.commit(day: 1, "left==1.0\n")
    try history.commit(day: 42, "left==1.1\n")
    try history.commit(day: 60, "left==1.0\n")
    try history.commit(day: 70, nil)
    try history.commit(day: 71, "left==1.1\n")
    let result = try history.result()
    #expect(result.findings.count == 1)
    #expect(result.findings.first?.message.contains("was there for 10 days") == true)
    #expect(result.times?.entries.count == 2)
  }

  @Test func `a merge counts from the day it reached the main line`() throws {
    let history = try PatchHistory([Self.hole])
    try history.commit(day: 1, "left==1.0\n")
    try history.repository.git(["checkout", "-q", "-b", "fix"])
    try history.commit(day: 41, "left==1.1\n")
    try history.repository.git(["checkout", "-q", "main"])
    history.repository.moveClock(toSeconds: 1_767_225_600 + 49 * 86_400)
    try history.repository.commit(["README": "text"])
    try history.repository.git(["merge", "-q", "--no-ff", "-m", "merge", "fix"])
    #expect(try history.result().findings.first?.message.contains("for 9 days") == true)
  }

  @Test(arguments: [
    ("gone before anybody knew", 30, CheckVerdict.pass), ("in the window", 55, .fail),
  ])
  func `the window and what was never late`(
    _ what: String, _ day: Int, _ verdict: CheckVerdict
  ) throws {
    let history = try PatchHistory([Self.hole])
    try history.commit(day: 1, "left==1.0\n")
    try history.commit(day: day, "left==1.1\n")
    #expect(try history.result().verdict == verdict, "\(what)")
    #expect(try history.result("within: 7d\nsince: 30d").verdict == .pass)
  }

  @Test func `severities, holes without a fix, and doubts`() throws {
    let low = AdvisoryBench.record(
      "GHSA-1", "left", ecosystem: "PyPI", fixed: "1.1", severity: AdvisoryBench.low)
    let ignored = try PatchHistory([low])
    try ignored.commit(day: 1, "left==1.0\n")
    #expect(try ignored.result().verdict == .pass)
    #expect(try ignored.result("within: 7d\nseverity: low").verdict == .fail)
    let open = try PatchHistory([
      AdvisoryBench.record("GHSA-1", "left", ecosystem: "PyPI", severity: AdvisoryBench.critical)
    ])
    try open.commit(day: 1, "left==1.0\n")
    #expect(try open.result().verdict == .pass)
    #expect(
      try open.result().evidence.map(\.observed).contains {
        $0.contains("no version mends it, so there is no clock")
      })
    let unrated = try PatchHistory([
      AdvisoryBench.record("GO-1", "left", ecosystem: "PyPI", fixed: "1.1")
    ])
    try unrated.commit(day: 1, "left==1.0\n")
    #expect(
      try unrated.result().whyUnmeasured == "no record tells how severe GO-1 in left 1.0 is")
  }

  @Test func `a version of the lockfile that cannot be read, and a shallow clone`() throws {
    let history = try PatchHistory([Self.hole])
    try history.commit(day: 1, "left==1.0\n")
    try history.commit(day: 42, "left==1.0\u{0}\n")
    try history.commit(day: 43, "left==1.1\n")
    #expect(try history.result().whyUnmeasured?.hasPrefix("requirements.txt at ") == true)
    let whole = try PatchHistory([Self.hole])
    try whole.commit(day: 1, "left==1.1\n")
    try whole.commit(day: 2, "left==1.2\n")
    let clone = whole.bench.folder.path + "/clone"
    try whole.repository.git([
      "clone", "-q", "--depth", "1", "file://" + whole.repository.path, clone,
    ])
    var bench = whole.bench
    bench.targets = [
      Target(
        name: "code", kind: .success(.repository(path: clone)), label: "code",
        location: Location())
    ]
    let result = try bench.result(
      of: PatchedWithinCheck.self, "{ target: code, database: advisories.sqlite, within: 7d }")
    #expect(result.whyUnmeasured?.hasPrefix("the clone is shallow") == true, "\(result.summary)")
  }

  @Test func `a folder that is no repository, and nothing with a clock`() throws {
    let bench = DependencyBench()
    try bench.write(["requirements.txt": "left==1.0\n"])
    _ = try AdvisoryBench.database([Self.hole], asOf: bench.now, in: bench.folder)
    let result = try bench.result(
      of: PatchedWithinCheck.self, "{ database: advisories.sqlite, within: 7d }")
    #expect(result.whyUnmeasured?.contains("not inside a git repository") == true)
    let history = try PatchHistory([Self.hole])
    try history.commit(day: 1, "right==1.0\n")
    #expect(try history.result().verdict == .pass)
    #expect(
      try history.result("within: 7d\nminimum-subjects: 1").whyUnmeasured
        == "0 holes with a clock, at least 1 expected")
  }
}
