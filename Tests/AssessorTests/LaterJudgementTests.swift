import Assessor
import Model
import TestSupport
import Testing

/// Proof that ends, judged later than it was recorded.
@Suite("Later judgement")
struct LaterJudgementTests {
  private static let measured = Instant(seconds: 1_795_255_200)  // 2026-11-21T10:00:00Z
  private static let day = 86_400

  @Test("an assessment judged as of its own moment keeps its states")
  func same() {
    let recorded = Self.assessment([
      Self.pass(endsAfter: 30), Self.pass(basis: .attested, until: 10), Self.result(.fail),
    ])
    let later = LaterJudgement(now: Self.measured).assessment(recorded)
    #expect(later.controls.map(\.verdict) == [.verified, .attested, .violated])
  }

  @Test("proof counts to its last second, and not after it")
  func lastSecond() {
    let recorded = Self.assessment([Self.pass(endsAfter: 30)])
    let end = Self.measured.seconds + 30 * Self.day
    for (seconds, verdict) in [(end, ControlVerdict.verified), (end + 1, .unproven)] {
      let later = LaterJudgement(now: Instant(seconds: seconds)).assessment(recorded)
      #expect(later.controls.map(\.verdict) == [verdict])
      #expect(later.controls.map(\.isWithdrawn) == [verdict == .unproven])
      #expect(later.gate.outcome == (verdict == .verified ? .holds : .unmeasured))
    }
  }

  @Test("a pass that does not say when it ends ages like a measurement of ninety days")
  func endless() {
    let endless = CheckResult(.pass, summary: "")
    let attested = CheckResult(.pass, basis: .attested, summary: "")
    for result in [endless, attested] {
      let recorded = Self.assessment([result])
      let kept = LaterJudgement(now: Self.after(days: 90)).assessment(recorded)
      #expect(kept.controls.map(\.isWithdrawn) == [false])
      let ended = LaterJudgement(now: Self.after(days: 91)).assessment(recorded)
      #expect(ended.controls.map(\.isWithdrawn) == [true])
    }
  }

  @Test("an exception that has ended no longer covers its failure")
  func waiverEnds() {
    let waiver = Waiver(
      control: "c0", owner: "x", reason: "y", until: Self.after(days: 5).date, location: Location())
    let finding = Finding(
      check: "c", rule: "r", severity: .high, message: "m", location: Location(), identity: "",
      waiver: waiver)
    let recorded = Self.assessment([CheckResult(.fail, summary: "1 finding", findings: [finding])])
    #expect(
      LaterJudgement(now: Self.after(days: 5)).assessment(recorded).controls[0].verdict == .waived)
    #expect(
      LaterJudgement(now: Self.after(days: 6)).assessment(recorded).controls[0].verdict == .violated
    )
  }

  @Test(
    "planned work past its date is overdue, and what was delivered falls back when its proof ends")
  func planned() {
    let recorded = Self.assessment(
      [Self.pass(endsAfter: 30)], kind: .planned, due: Self.after(days: 60).date)
    let verdicts = [0, 31, 61].map {
      LaterJudgement(now: Self.after(days: $0)).assessment(recorded).controls[0].verdict
    }
    #expect(verdicts == [.delivered, .planned, .overdue])
  }

  @Test(
    "whatever was recorded, nothing is verified, attested or delivered once every proof has ended")
  func neverVerified() {
    var random = SplitMix64(seed: 20_261_127)
    for _ in 0..<300 {
      let results = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Self.random(using: &random)
      }
      let kind = Control.Kind.allCases.randomElement(using: &random) ?? .control
      let recorded = Self.assessment(
        results, kind: kind, due: Self.measured.date, together: Bool.random(using: &random),
        recordedAs: ControlVerdict.allCases.randomElement(using: &random) ?? .verified)
      let later = LaterJudgement(now: Self.after(days: 1_000)).assessment(recorded)
      for control in later.controls {
        #expect(![.verified, .attested, .delivered].contains(control.verdict))
        #expect(control.checks.allSatisfy { $0.result.verdict != .pass })
      }
      // Judging again changes nothing.
      let again = LaterJudgement(now: Self.after(days: 1_000)).assessment(later)
      #expect(again.controls.map(\.verdict) == later.controls.map(\.verdict))
      #expect(again.gate == later.gate)
    }
  }

  private static func random(using random: inout SplitMix64) -> CheckResult {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: pass(endsAfter: Int.random(in: 0...400, using: &random))
    case 1: pass(basis: .attested, until: Int.random(in: 0...400, using: &random))
    case 2: CheckResult(.pass, summary: "")
    case 3: result(.fail)
    case 4: result(.unmeasured(reason: "dark"))
    default: result(.notApplicable(reason: "none"))
    }
  }

  private static func after(days: Int) -> Instant {
    Instant(seconds: measured.seconds + days * day)
  }

  private static func pass(endsAfter days: Int) -> CheckResult {
    CheckResult(.pass, summary: "", proofEnds: after(days: days))
  }

  private static func pass(basis: CheckResult.Basis, until days: Int) -> CheckResult {
    CheckResult(.pass, basis: basis, summary: "", validUntil: after(days: days).date)
  }

  private static func result(_ verdict: CheckVerdict) -> CheckResult {
    CheckResult(verdict, summary: "")
  }

  /// Each result as the check of a control of its own, or all as the checks of one.
  private static func assessment(
    _ results: [CheckResult], kind: Control.Kind = .control, due: CalendarDate? = nil,
    together: Bool = false, recordedAs verdict: ControlVerdict = .verified
  ) -> Assessment {
    let checks = results.map {
      CheckAssessment(name: "c", version: 1, location: Location(), result: $0)
    }
    let groups = together ? [checks] : checks.map { [$0] }
    return Assessment(
      toolVersion: "test", assessedAt: measured, organization: Organization(name: "T"),
      posturePath: "avouch.yaml", targets: [], frameworks: [],
      controls: groups.enumerated().map { index, checks in
        ControlAssessment(
          control: Control(id: "c\(index)", title: "C", kind: kind, due: due), verdict: verdict,
          reasons: [], checks: checks, wording: [])
      }, postureFindings: [], waivers: [],
      gate: GateDecision(outcome: .holds, deciding: [], adjustments: []), gatePolicy: GatePolicy())
  }
}
