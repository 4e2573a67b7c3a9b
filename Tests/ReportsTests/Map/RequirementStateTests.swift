import Model
import Reports
import Testing

@Suite("The state of a requirement")
struct RequirementStateTests {
  private typealias Entry = Control.Mapping.Entry

  /// A control that maps to requirement 1 of framework f.
  private static func item(
    _ verdict: ControlVerdict, kind: Control.Kind = .control,
    relationship: Control.Mapping.Relationship = .supports,
    confidence: Control.Mapping.Confidence = .high, audience: Control.Audience = .public,
    to requirement: String = "1", id: String = "a.control"
  ) -> ControlAssessment {
    let entry = Entry(
      requirement: requirement, relationship: relationship, confidence: confidence)
    return ControlAssessment(
      control: Control(
        id: id, title: "A control", kind: kind, audience: audience,
        mapsTo: [Control.Mapping(framework: "f", entries: [entry])]),
      verdict: verdict, reasons: [], checks: [], wording: [])
  }

  private static func map(
    _ items: [ControlAssessment], audience: Control.Audience = .internal, isNested: Bool = false,
    exclusions: [Framework.Exclusion] = []
  ) -> ControlMap {
    let framework = Framework(
      id: "f", name: "F", version: "1",
      requirements: ["1", "1.1", "1.2", "1.2(a)", "2"].map { .init(id: $0, title: "T") },
      isNested: isNested, exclusions: exclusions)
    let assessment = SampleAssessment.assessment(controls: items, frameworks: [framework])
    return ControlMap(PublishedAssessment(assessment, for: audience))
  }

  private static func states(_ map: ControlMap) -> [String] {
    map.frameworks.first?.requirements.map(\.state.rawValue) ?? []
  }

  @Test(
    "a verdict alone decides",
    arguments: zip(
      ControlVerdict.allCases,
      [
        RequirementState.violated, .unproven, .excepted, .covered, .covered, .planned, .planned,
        .covered, .planned, .planned,
      ]))
  func single(verdict: ControlVerdict, state: RequirementState) {
    #expect(Self.states(Self.map([Self.item(verdict)])).first == state.rawValue)
  }

  @Test(
    "the worst of several decides",
    arguments: [
      ([ControlVerdict.verified, .violated, .unproven], "violated"),
      ([.verified, .unproven, .waived], "unproven"), ([.verified, .waived, .planned], "excepted"),
      ([.verified, .planned], "partly"), ([.attested, .overdue], "partly"),
      ([.verified, .attested, .delivered], "covered"), ([.planned, .overdue], "planned"),
    ])
  func several(verdicts: [ControlVerdict], state: String) {
    let items = verdicts.enumerated().map { Self.item($1, id: "control-\($0)") }
    #expect(Self.states(Self.map(items)).first == state)
  }

  @Test(
    "a part of a requirement is never all of it",
    arguments: zip(
      Control.Mapping.Relationship.allCases, ["covered", "partly", "covered", "partly", "covered"]))
  func relationship(relationship: Control.Mapping.Relationship, state: String) {
    #expect(
      Self.states(Self.map([Self.item(.verified, relationship: relationship)])).first == state)
    let doubtful = Self.item(.verified, relationship: relationship, confidence: .low)
    #expect(Self.states(Self.map([doubtful])).first == "partly")
    let failing = Self.item(.violated, relationship: relationship)
    #expect(Self.states(Self.map([failing])).first == "violated")
  }

  @Test("limits and customers' duties cover nothing")
  func limits() {
    let limit = Self.item(.stated, kind: .limitation)
    #expect(Self.states(Self.map([limit])).first == "gap")
    #expect(Self.states(Self.map([Self.item(.stated, kind: .customer)])).first == "gap")
    #expect(Self.states(Self.map([Self.item(.contradicted, kind: .limitation)])).first == "gap")
    let verified = Self.item(.verified, id: "b.control")
    #expect(Self.states(Self.map([limit, verified])).first == "partly")
    let duty = Self.item(.stated, kind: .customer)
    #expect(Self.states(Self.map([duty, verified])).first == "covered")
  }

  @Test(
    "parts carry the requirement above them where the framework is nested",
    arguments: [
      // Where the control maps to, its verdict, the states of 1, 1.1, 1.2, 1.2(a) and 2.
      ("1.1", ControlVerdict.verified, ["partly", "covered", "gap", "gap", "gap"]),
      ("1.2(a)", .verified, ["partly", "gap", "covered", "covered", "gap"]),
      ("1.2(a)", .violated, ["violated", "gap", "violated", "violated", "gap"]),
      ("1.2", .planned, ["planned", "gap", "planned", "gap", "gap"]),
      ("1", .verified, ["partly", "gap", "gap", "gap", "gap"]),
      ("2", .verified, ["gap", "gap", "gap", "gap", "covered"]),
    ])
  func nested(requirement: String, verdict: ControlVerdict, states: [String]) {
    let items = [Self.item(verdict, to: requirement)]
    #expect(Self.states(Self.map(items, isNested: true)) == states)
    let flat = Self.states(Self.map(items)).filter { $0 != "gap" }
    #expect(flat.count == 1)
  }

  @Test("all parts covered cover what they are parts of")
  func wholeByParts() {
    let items = [
      Self.item(.verified, to: "1.1", id: "x"), Self.item(.attested, to: "1.2(a)", id: "y"),
    ]
    let map = Self.map(items, isNested: true)
    #expect(Self.states(map) == ["covered", "covered", "covered", "covered", "gap"])
    #expect(map.frameworks.first?.requirements.first?.parts == ["1.1", "1.2"])
  }

  @Test("what is not applicable leaves the count and takes no part")
  func exclusions() {
    let exclusion = Framework.Exclusion(requirement: "1.2(a)", reason: "no such thing")
    let map = Self.map(
      [Self.item(.violated, to: "1.2(a)"), Self.item(.verified, to: "1.1", id: "b")],
      isNested: true, exclusions: [exclusion])
    #expect(Self.states(map) == ["covered", "covered", "not-applicable", "not-applicable", "gap"])
    #expect(map.frameworks.first?.applicableCount == 3)
    #expect(map.frameworks.first?.mappedCount == 2)
  }

  @Test(
    "withheld controls neither cover nor fail, however they stand",
    arguments: [
      ControlVerdict.verified, .violated, .unproven, .waived, .planned,
    ])
  func withheld(verdict: ControlVerdict) {
    let hidden = Self.item(verdict, audience: .internal, id: "hidden")
    #expect(Self.states(Self.map([hidden], audience: .public)).first == "withheld")
    let both = Self.map([hidden, Self.item(.verified)], audience: .public)
    #expect(Self.states(both).first == "partly")
    #expect(both.frameworks.first?.requirements.first?.withheldControls == 1)
    #expect(
      Self.states(Self.map([hidden, Self.item(.violated)], audience: .nda)).first == "violated")
  }

  @Test("the sample has every state, and every format names each of them")
  func every() throws {
    let maps = [SampleMap.map(), SampleMap.map(.public)]
    let states = maps.flatMap { $0.frameworks.flatMap { $0.requirements.map(\.state) } }
    #expect(Set(states) == Set(RequirementState.allCases))
    for report in MapGoldenTests.reports {
      let text = maps.map { report.render($0, options: ReportOptions()) }.joined()
      for state in RequirementState.allCases {
        #expect(text.contains(state.rawValue), "\(report.format) lacks \(state)")
      }
      #expect(text.contains("supported"))
      #expect(!text.contains("satisfied"))
    }
  }

  @Test("counts add up, and controls that map to nothing are named")
  func counts() {
    let map = SampleMap.map()
    for mapped in map.frameworks {
      #expect(mapped.counts.reduce(0) { $0 + $1.count } == mapped.requirements.count)
      #expect(mapped.sections().flatMap(\.requirements).count == mapped.requirements.count)
      #expect(
        mapped.sections(onlyGaps: true).flatMap(\.requirements).allSatisfy { $0.state == .gap })
    }
    #expect(map.mapped.count + map.unmapped.count <= map.assessment.controls.count)
    #expect(map.unmapped.map(\.control.id).contains("transport.legacy"))
    #expect(!map.unmapped.map(\.control.kind).contains(.customer))
    let one = SampleMap.map(frameworks: ["gdpr"])
    #expect(one.frameworks.map(\.framework.id) == ["gdpr"])
    #expect(one.unmapped.map(\.control.id).contains("transport.hsts"))
  }

  @Test("a requirement that the catalogue does not know is shown all the same")
  func unknown() {
    let map = Self.map([Self.item(.verified, to: "9.9")])
    #expect(map.frameworks.first?.requirements.last?.id == "9.9")
    #expect(map.frameworks.first?.requirements.last?.state == .covered)
  }

  @Test("a withdrawn number is no gap, and is shown only where something maps to it")
  func withdrawn() throws {
    let framework = Framework(
      id: "f", name: "F", version: "1",
      requirements: [
        .init(id: "1", title: "T"), .init(id: "2", title: "T", withdrawnInto: ["1"]),
        .init(id: "3", title: "T"),
      ])
    func map(_ items: [ControlAssessment], audience: Control.Audience = .internal)
      -> MappedFramework?
    {
      let assessment = SampleAssessment.assessment(controls: items, frameworks: [framework])
      return ControlMap(PublishedAssessment(assessment, for: audience)).frameworks.first
    }
    let without = try #require(map([Self.item(.verified)]))
    #expect(without.requirements.map(\.id) == ["1", "3"] && without.applicableCount == 2)
    let with = try #require(map([Self.item(.verified), Self.item(.verified, to: "2", id: "b")]))
    #expect(with.requirements.map(\.id) == ["1", "2", "3"])
    #expect(with.requirements[1].notes == ["Withdrawn from the catalogue; its substance is in 1."])
    let withheld = try #require(
      map([Self.item(.verified, audience: .internal, to: "2")], audience: .public))
    #expect(withheld.requirements.map(\.id) == ["1", "2", "3"])
  }

  @Test("a number that moved between editions is told wherever something maps to it")
  func renumbered() throws {
    let framework = Framework(
      id: "f", name: "F", version: "2",
      requirements: ["1", "2", "3", "4"].map { .init(id: $0, title: "T") },
      otherEdition: .init(id: "e", renumbered: ["2": "3", "3": "9"], onlyThere: ["4"]))
    let items = ["1", "2", "3", "4"].map { Self.item(.verified, to: $0, id: "c\($0)") }
    let assessment = SampleAssessment.assessment(controls: items, frameworks: [framework])
    let map = ControlMap(PublishedAssessment(assessment, for: .internal))
    #expect(
      map.frameworks.first?.requirements.map(\.notes) == [
        [], ["Numbered 3 in e."],
        ["Numbered 9 in e; the same number means something else there."],
        ["Not in e, where the number means something else."],
      ])
    #expect(map.notes.contains { $0.contains("2, 3, 4 of f (see e)") })
    let alone = ControlMap(
      PublishedAssessment(
        SampleAssessment.assessment(controls: [items[0]], frameworks: [framework]),
        for: .internal))
    #expect(!alone.notes.contains { $0.contains("moved") })
  }
}
