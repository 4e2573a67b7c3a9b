import Model
import Testing

@testable import Checks

/// Roll-ups over controls of which one changes at a time.
@Suite struct RollUpTests {
  private func evaluate<Kind: Check>(
    _ kind: Kind.Type, _ verdicts: [ControlVerdict?], yaml: String = "controls: 'a.*'",
    controlKind: Control.Kind = .control, basis: CheckResult.Basis = .measured
  ) throws -> CheckResult {
    let members = verdicts.enumerated().map { (id: "a.c\($0.offset)", verdict: $0.element) }
    return try AssessedControls(members, kind: controlKind, basis: basis).harness.evaluate(
      kind, yaml)
  }

  static let table: [(other: ControlVerdict?, all: String, any: String, basis: CheckResult.Basis)] =
    [
      (.verified, "pass", "pass", .measured),
      (.delivered, "pass", "pass", .measured),
      (.attested, "pass", "pass", .attested),
      (.waived, "pass", "pass", .attested),
      (.violated, "fail", "pass", .measured),
      (.overdue, "fail", "pass", .measured),
      (.contradicted, "fail", "pass", .measured),
      (.planned, "fail", "pass", .measured),
      (.unproven, "unmeasured", "pass", .measured),
      (.stated, "unmeasured", "pass", .measured),
      (nil, "unmeasured", "pass", .measured),
    ]

  @Test(arguments: table)
  func `beside a verified control, the other one decides`(
    other: ControlVerdict?, all: String, any: String, basis: CheckResult.Basis
  ) throws {
    let everyone = try evaluate(AllOfCheck.self, [.verified, other])
    #expect(everyone.verdict.word == all)
    #expect(everyone.subjects == 2)
    if all == "pass" { #expect(everyone.basis == basis) }
    let anyone = try evaluate(AnyOfCheck.self, [.verified, other])
    #expect(anyone.verdict.word == any)
    #expect(anyone.basis == .measured)
  }

  static let alone: [(verdict: ControlVerdict?, any: String)] = [
    (.verified, "pass"), (.attested, "pass"), (.waived, "pass"), (.delivered, "pass"),
    (.violated, "fail"), (.overdue, "fail"), (.contradicted, "fail"), (.planned, "fail"),
    (.unproven, "unmeasured"), (.stated, "unmeasured"), (nil, "unmeasured"),
  ]

  @Test(arguments: alone)
  func `beside a violated control, one that holds is enough`(
    verdict: ControlVerdict?, any: String
  ) throws {
    let result = try evaluate(AnyOfCheck.self, [.violated, verdict])
    #expect(result.verdict.word == any)
    #expect(result.findings.count == (any == "fail" ? 2 : 0))
  }

  @Test func `a failure names the control, its place and its reason`() throws {
    let result = try evaluate(AllOfCheck.self, [.verified, .violated])
    #expect(result.summary == "1 of 2 controls do not hold: a.c1 is violated: a reason")
    let finding = try #require(result.findings.first)
    #expect(finding.rule == "violated")
    #expect(finding.identity == "a.c1")
    #expect(finding.location.span?.line == 11)
    #expect(finding.severity == .high)
    #expect(result.evidence.map(\.observed) == ["a.c0: verified", "a.c1: violated"])
  }

  @Test func `a failure outweighs what is not known`() throws {
    #expect(try evaluate(AllOfCheck.self, [.unproven, .violated]).verdict == .fail)
  }

  @Test func `a waived control is named in the summary`() throws {
    let result = try evaluate(AllOfCheck.self, [.verified, .waived])
    #expect(result.summary == "all 2 controls hold; a.c1 is waived")
  }

  @Test func `a delivered plan that rests on people's word is attested`() throws {
    let result = try evaluate(AllOfCheck.self, [.delivered], basis: .attested)
    #expect(result.verdict == .pass && result.basis == .attested)
  }

  @Test func `what the customer does and what is left out are no evidence`() throws {
    for (kind, words) in [(Control.Kind.customer, "the customer does"), (.limitation, "a limit")] {
      let result = try evaluate(AllOfCheck.self, [.stated], controlKind: kind)
      #expect(result.verdict.reason?.contains(words) == true)
    }
  }

  @Test func `names that stand for no control are unmeasured, with the nearest`() throws {
    for result in [
      try evaluate(AllOfCheck.self, [.verified], yaml: "controls: [a.c0, a.c9]"),
      try evaluate(AnyOfCheck.self, [.verified], yaml: "controls: [a.c0, a.c9]"),
    ] {
      #expect(
        result.verdict == .unmeasured(reason: "no other control is named a.c9; did you mean a.c0?"))
    }
  }

  @Test func `a control does not roll itself up`() throws {
    let result = try evaluate(AllOfCheck.self, [.verified], yaml: "controls: '*'")
    #expect(result.verdict == .pass && result.subjects == 1)
    let alone = try evaluate(AllOfCheck.self, [], yaml: "controls: people.test")
    #expect(alone.verdict.word == "unmeasured")
  }

  @Test func `fewer controls than asked for are unmeasured`() throws {
    let yaml = "controls: 'a.*'\nminimum-subjects: 3"
    for result in [
      try evaluate(AllOfCheck.self, [.verified, .verified], yaml: yaml),
      try evaluate(AnyOfCheck.self, [.verified, .verified], yaml: yaml),
    ] {
      #expect(result.verdict == .unmeasured(reason: "2 controls to judge, at least 3 must be"))
    }
  }

  @Test func `the controls read are made known for the order of evaluation`() throws {
    let all = try CheckHarness.make(AllOfCheck.self, "controls: [a.b, 'c.*']")
    let any = try CheckHarness.make(AnyOfCheck.self, "controls: 'a.*'")
    #expect(all.rolledUpControls == ["a.b", "c.*"])
    #expect(any.rolledUpControls == ["a.*"])
  }
}
