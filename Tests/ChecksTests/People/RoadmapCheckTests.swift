import Model
import Testing

@testable import Checks

@Suite struct RoadmapCheckTests {
  private func evaluate(
    _ due: [String: String], delivered: Set<String> = [], yaml: String = "controls: 'roadmap.*'",
    undated: [String] = []
  ) throws -> CheckResult {
    let identifiers = (Array(due.keys) + undated).sorted()
    let members = identifiers.map {
      (
        id: $0,
        verdict: delivered.contains($0) ? ControlVerdict.delivered : .planned as ControlVerdict?
      )
    }
    return try AssessedControls(members, kind: .planned, due: due).harness.evaluate(
      RoadmapCheck.self, yaml)
  }

  @Test func `dates ahead pass, today included`() throws {
    let result = try evaluate(["roadmap.a": "2026-11-21", "roadmap.b": "2027-01-31"])
    #expect(result.verdict == .pass)
    #expect(
      result.summary
        == "2 planned items: 0 delivered, 2 ahead of their dates; next roadmap.a on 2026-11-21")
    #expect(
      result.evidence.map(\.observed) == ["roadmap.a: due 2026-11-21", "roadmap.b: due 2027-01-31"])
  }

  @Test func `a date that has passed fails with the plan's place`() throws {
    let result = try evaluate(["roadmap.a": "2026-11-20", "roadmap.b": "2027-01-31"])
    #expect(result.verdict == .fail)
    #expect(result.findings.map(\.rule) == ["overdue"])
    #expect(result.summary == "roadmap.a was due on 2026-11-20, 1 day ago")
    #expect(result.findings.first?.location.span?.line == 10)
  }

  @Test func `what is delivered is evidence, whatever its date`() throws {
    let result = try evaluate(["roadmap.a": "2026-01-01"], delivered: ["roadmap.a"])
    #expect(result.verdict == .pass)
    #expect(result.evidence.map(\.observed) == ["roadmap.a: delivered"])
  }

  @Test func `a plan past its date whose checks were not looked at is unmeasured`() throws {
    let planned = PlannedCheck(name: "silent", check: SilentCheck(), location: Location())
    var harness = CheckHarness()
    harness.controls = [
      Control(
        id: "roadmap.a", title: "A", kind: .planned, due: CalendarDate("2026-01-01"),
        checks: [planned])
    ]
    let result = try harness.evaluate(RoadmapCheck.self, "{}")
    #expect(result.verdict.word == "unmeasured")
  }

  @Test func `a plan without a date fails`() throws {
    let result = try evaluate(["roadmap.a": "2027-01-01"], undated: ["roadmap.b"])
    #expect(result.findings.map(\.rule) == ["undated"])
  }

  @Test func `no planned control is unmeasured, controls in place do not count`() throws {
    let harness = AssessedControls([("roadmap.a", .verified)]).harness
    let result = try harness.evaluate(RoadmapCheck.self, "controls: 'roadmap.*'")
    #expect(result.verdict == .unmeasured(reason: "no planned control matches roadmap.*"))
  }

  @Test func `every plan is meant when none is named`() throws {
    let result = try evaluate(["other.a": "2027-01-01"], yaml: "{}")
    #expect(result.verdict == .pass && result.subjects == 1)
    #expect(try CheckHarness.make(RoadmapCheck.self, "{}").rolledUpControls == ["*"])
  }
}
