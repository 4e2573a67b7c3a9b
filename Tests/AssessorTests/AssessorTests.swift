import Assessor
import Collectors
import Foundation
import Model
import Systems
import Testing

@Suite struct AssessorTests {
  static let answers: [String: Result<String, Unavailable>] = [
    "good": .success("yes"), "bad": .success("no"), "worse": .success("never"),
    "old": .success("expired"), "none": .success("absent"),
    "dark": .failure(Unavailable("no light")),
  ]

  private func assess(
    _ bench: Bench, with collector: ProbeCollector = ProbeCollector(answers),
    limit: Duration = .seconds(30), cancellation: Cancellation = Cancellation()
  ) -> Assessment {
    let assessor = Assessor(
      posture: bench.posture(),
      collectors: CollectorCatalog([AnyCollector(collector, within: limit)]),
      patterns: PatternMatcher(),
      options: Assessor.Options(
        now: bench.now, toolVersion: "test", gate: bench.gate, fingerprintKey: Array("key".utf8),
        only: bench.only))
    let context = CollectionContext(
      now: bench.now, deadline: .now + .seconds(60), cancellation: cancellation)
    return assessor.assess(in: context) { _, _, _ in }
  }

  private func verdict(
    _ checks: ProbeCheck..., kind: Control.Kind = .control, due: String? = nil,
    waivers: [Waiver] = [], gate: GatePolicy = GatePolicy()
  ) -> ControlVerdict? {
    var control = Bench.control("a.b", kind: kind, due: due)
    control = Control(
      id: control.id, title: control.title, kind: kind, statementTemplate: control.statement,
      statement: control.statement, due: control.due,
      checks: checks.map { PlannedCheck(name: "probe", check: $0, location: Location()) })
    return assess(Bench(controls: [control], waivers: waivers, gate: gate)).controls.first?.verdict
  }

  @Test func `the worst check decides`() {
    #expect(verdict(ProbeCheck("good")) == .verified)
    #expect(verdict(ProbeCheck("good"), ProbeCheck("good", basis: .attested)) == .attested)
    #expect(verdict(ProbeCheck("good"), ProbeCheck("dark")) == .unproven)
    #expect(verdict(ProbeCheck("dark"), ProbeCheck("bad"), ProbeCheck("good")) == .violated)
    #expect(verdict() == .unproven)
    #expect(verdict(ProbeCheck("none")) == .unproven)
    #expect(verdict(ProbeCheck("none"), ProbeCheck("good")) == .verified)
    #expect(verdict(ProbeCheck("good", "dark")) == .unproven)
    #expect(verdict(ProbeCheck("bad", "dark")) == .violated)
  }

  @Test func `an expired attestation is unproven, or violated where the posture gates on it`() {
    #expect(verdict(ProbeCheck("old")) == .unproven)
    #expect(verdict(ProbeCheck("old"), gate: GatePolicy(expiredFails: true)) == .violated)
  }

  @Test func `planned controls know their date to the end of the day`() {
    // The clock stands at 2026-11-21T12:00:00Z.
    #expect(verdict(kind: .planned, due: "2026-11-22") == .planned)
    #expect(verdict(kind: .planned, due: "2026-11-21") == .planned)
    #expect(verdict(kind: .planned, due: "2026-11-20") == .overdue)
    #expect(verdict(ProbeCheck("good"), kind: .planned, due: "2026-11-20") == .delivered)
    #expect(verdict(ProbeCheck("bad"), kind: .planned, due: "2026-12-20") == .planned)
    #expect(verdict(ProbeCheck("dark"), kind: .planned, due: "2026-11-20") == .overdue)
    let waivers = [Bench.waiver("a.b", until: "2026-12-31")]
    #expect(
      verdict(ProbeCheck("bad"), kind: .planned, due: "2026-12-20", waivers: waivers) == .planned)
  }

  @Test func `limitations are stated, or contradicted by evidence`() {
    #expect(verdict(kind: .limitation) == .stated)
    #expect(verdict(ProbeCheck("good"), kind: .limitation) == .stated)
    #expect(verdict(ProbeCheck("bad"), kind: .limitation) == .contradicted)
    #expect(verdict(kind: .customer) == .stated)
  }

  @Test func `a waiver covers a failure until the end of its last day, and nothing else`() {
    let today = Bench.waiver("a.*", until: "2026-11-21")
    #expect(verdict(ProbeCheck("bad"), waivers: [today]) == .waived)
    #expect(verdict(ProbeCheck("bad"), ProbeCheck("dark"), waivers: [today]) == .unproven)
    #expect(verdict(ProbeCheck("bad", "dark"), waivers: [today]) == .unproven)
    let narrow = Bench.waiver("a.b", until: "2026-12-31", path: "probes/bad.txt")
    #expect(verdict(ProbeCheck("bad"), waivers: [narrow]) == .waived)
    #expect(verdict(ProbeCheck("bad", "worse"), waivers: [narrow]) == .violated)
    #expect(
      verdict(ProbeCheck("bad"), waivers: [Bench.waiver("a.b", until: "2026-11-20")]) == .violated)
    #expect(
      verdict(ProbeCheck("bad"), waivers: [Bench.waiver("a.c", until: "2026-12-31")]) == .violated)
    #expect(
      verdict(ProbeCheck("bad"), waivers: [Bench.waiver("a.b", until: "2026-12-31", rule: "other")])
        == .violated)
  }

  @Test func `expired and unused waivers are findings of the posture`() {
    let bench = Bench(
      controls: [Bench.control("a.b", ProbeCheck("bad"))],
      waivers: [
        Bench.waiver("a.b", until: "2026-11-01"), Bench.waiver("z.*", until: "2026-12-31"),
      ])
    let assessment = assess(bench)
    #expect(assessment.postureFindings.map(\.rule) == ["expired", "unused"])
    #expect(assessment.waivers.map(\.state) == [.expired, .unused])
    #expect(assessment.postureFindings.first?.message.contains("1 finding counts again") == true)
  }

  @Test func `the gate holds, fails, or says that it could not be measured`() {
    func decision(_ bench: Bench) -> GateDecision { assess(bench).gate }
    let good = Bench.control("a.good", ProbeCheck("good"))
    let dark = Bench.control("a.dark", ProbeCheck("dark"))
    let bad = Bench.control("a.bad", ProbeCheck("bad"), severity: .low)
    #expect(decision(Bench(controls: [good])).exitCode == 0)
    #expect(decision(Bench(controls: [good, dark])).exitCode == 3)
    let both = decision(Bench(controls: [good, dark, bad]))
    #expect(both.exitCode == 1 && both.deciding == ["a.bad"])
    #expect(
      decision(Bench(controls: [dark, bad], gate: GatePolicy(failOn: .medium))).exitCode == 3)
    #expect(
      decision(Bench(controls: [dark], gate: GatePolicy(allowUnmeasured: ["a.*"]))).exitCode == 0)
    let overdue = Bench.control("a.plan", kind: .planned, due: "2026-01-01")
    #expect(decision(Bench(controls: [overdue])).exitCode == 1)
    #expect(
      decision(Bench(controls: [overdue], gate: GatePolicy(overdueFails: false))).exitCode == 0)
  }

  @Test func `a request that several checks share is asked once`() {
    let collector = ProbeCollector(Self.answers)
    let controls = (0..<20).map { Bench.control("a.c\($0)", ProbeCheck("good", "bad")) }
    _ = assess(Bench(controls: controls), with: collector)
    #expect(collector.questions == ["bad", "good"])
  }

  @Test func `independent requests are asked side by side`() {
    let collector = ProbeCollector(Self.answers) { _ in Thread.sleep(forTimeInterval: 0.2) }
    let controls = [Bench.control("a.b", ProbeCheck("good", "bad", "dark", "none", "old", "worse"))]
    let start = ContinuousClock.now
    _ = assess(Bench(controls: controls), with: collector)
    #expect(ContinuousClock.now - start < .milliseconds(900))
  }

  @Test func `a collector that hangs makes its own checks unmeasured and touches nothing else`() {
    let release = DispatchSemaphore(value: 0)
    let collector = ProbeCollector(Self.answers) { name in if name == "bad" { release.wait() } }
    let controls = [
      Bench.control("a.hangs", ProbeCheck("bad")), Bench.control("a.fine", ProbeCheck("good")),
    ]
    let assessment = assess(
      Bench(controls: controls), with: collector, limit: .milliseconds(200))
    release.signal()
    #expect(assessment.controls.map(\.verdict) == [.unproven, .verified])
    #expect(assessment.controls.first?.reasons.first?.contains("took longer than") == true)
  }

  @Test func `a cancelled run ends at once`() {
    let cancellation = Cancellation()
    let release = DispatchSemaphore(value: 0)
    let collector = ProbeCollector(Self.answers) { _ in
      cancellation.cancel()
      release.wait()
    }
    let start = ContinuousClock.now
    _ = assess(
      Bench(controls: [Bench.control("a.b", ProbeCheck("good"))]), with: collector,
      cancellation: cancellation)
    release.signal()
    #expect(ContinuousClock.now - start < .seconds(1))
  }

  @Test func `a roll-up sees the controls it reads, wherever they stand`() {
    let bench = Bench(controls: [
      Bench.control("a.all", ProbeCheck(rollsUp: ["a.bad", "a.middle"])),
      Bench.control("a.middle", ProbeCheck(rollsUp: ["a.good"])),
      Bench.control("a.bad", ProbeCheck("bad")), Bench.control("a.good", ProbeCheck("good")),
    ])
    let assessment = assess(bench)
    #expect(assessment.controls.map(\.control.id) == ["a.all", "a.middle", "a.bad", "a.good"])
    #expect(assessment.controls.first?.checks.first?.result.summary == "violated verified")
  }

  @Test func `only the named controls are assessed, with what they roll up`() {
    let controls = [
      Bench.control("a.all", ProbeCheck(rollsUp: ["a.good"])),
      Bench.control("a.good", ProbeCheck("good")), Bench.control("b.bad", ProbeCheck("bad")),
    ]
    let assessment = assess(Bench(controls: controls, only: ["a.all"]))
    #expect(assessment.controls.map(\.control.id) == ["a.all", "a.good"])
    #expect(assessment.gate.exitCode == 0)
  }

  @Test func `one finding of two controls is one finding that names both`() throws {
    let controls = [
      Bench.control("a.one", ProbeCheck("bad")), Bench.control("a.two", ProbeCheck("bad")),
    ]
    let assessment = assess(
      Bench(controls: controls, waivers: [Bench.waiver("a.one", until: "2026-12-31")]))
    let finding = try #require(assessment.findings.first)
    #expect(assessment.findings.count == 1)
    #expect(finding.controls == ["a.one", "a.two"])
    #expect(finding.waiver == nil, "one control still counts it")
    #expect(finding.fingerprint.count == 64)
    #expect(assessment.controls.map(\.verdict) == [.waived, .violated])
  }
}
