import Model
import Policy
import Testing

/// How controls map to requirements, and what a posture declares not applicable.
@Suite struct MappingTests {
  private static let plain = "maps-to: { soc2: [CC6.7], mvsp: \"2.2\" }"

  private func workspace(
    _ mapping: String, frameworks: String = "[soc2, mvsp, gdpr]"
  ) throws -> Workspace {
    try Workspace(
      posture: "[soc2, mvsp]", with: frameworks,
      ["controls/all.yaml": Workspace.controls.replacing(Self.plain, with: mapping)])
  }

  @Test func `identifiers alone and mappings stand side by side`() throws {
    let control = try #require(
      try workspace(
        "maps-to: { soc2: [CC6.1, { id: CC6.7, relationship: subset, confidence: low, note: N }],"
          + " mvsp: { id: \"2.2\", relationship: equal } }"
      ).read().controls.first)
    #expect(
      control.mapsTo == [
        Control.Mapping(
          framework: "soc2",
          entries: [
            .init(requirement: "CC6.1"),
            .init(requirement: "CC6.7", relationship: .subset, confidence: .low, note: "N"),
          ]),
        Control.Mapping(
          framework: "mvsp", entries: [.init(requirement: "2.2", relationship: .equal)]),
      ])
    #expect(control.mapsTo.map(\.requirements) == [["CC6.1", "CC6.7"], ["2.2"]])
  }

  @Test(arguments: [
    (
      "maps-to: { soc2: [{ id: CC66.7 }] }",
      "controls/all.yaml:7:29: soc2 has no requirement \"CC66.7\"; did you mean \"CC6.7\"?"
    ),
    (
      "maps-to: { soc2: [{ relationship: equal }] }",
      "controls/all.yaml:7:23: missing key \"id\" in \"soc2\"; The requirement."
    ),
    (
      "maps-to: { soc2: { id: CC6.7, relationship: equals } }",
      "controls/all.yaml:7:49: \"relationship\": expected one of equal, subset, superset, intersects, supports, found text \"equals\"; did you mean \"equal\"?"
    ),
    (
      "maps-to: { soc2: { id: CC6.7, confidence: sure } }",
      "controls/all.yaml:7:47: \"confidence\": expected one of high, medium, low, found text \"sure\""
    ),
    (
      "maps-to: { soc2: { id: CC6.7, reason: X } }",
      "controls/all.yaml:7:35: unknown key \"reason\" in \"soc2\"; known keys: id, relationship, confidence, note"
    ),
    (
      "maps-to: { gdpr: { id: \"32(1)(a)\", relationship: equal } }",
      "controls/all.yaml:7:54: gdpr is a law: no control is \"equal\" to what it asks for; leave \"relationship\" out, or write subset or intersects"
    ),
    (
      "maps-to: { gdpr: { id: \"32\", relationship: superset } }",
      "controls/all.yaml:7:48: gdpr is a law: no control is \"superset\" to what it asks for; leave \"relationship\" out, or write subset or intersects"
    ),
  ])
  func `a fault in a mapping`(mapping: String, problem: String) throws {
    #expect(try workspace(mapping).problems() == [problem])
  }

  @Test func `a law may be supported in part`() throws {
    let workspace = try workspace(
      "maps-to: { gdpr: [{ id: \"32\", relationship: subset }, \"33\"] }")
    #expect(workspace.problems() == [])
  }

  @Test func `requirements, groups and parts may be declared not applicable`() throws {
    let posture = try workspace(
      Self.plain,
      frameworks: """

          - id: soc2
            not-applicable:
              - { id: [P1, P2.1], reason: No privacy criteria. }
              - { id: CC6.4, reason: No office. }
          - mvsp
          - { id: gdpr, not-applicable: [{ id: "28", reason: No processors. }] }
        """
    ).read()
    #expect(posture.frameworks.map(\.id) == ["soc2", "mvsp", "gdpr"])
    #expect(
      posture.frameworks[0].exclusions == [
        .init(requirement: "CC6.4", reason: "No office."),
        .init(requirement: "P1.1", reason: "No privacy criteria."),
        .init(requirement: "P2.1", reason: "No privacy criteria."),
      ])
    #expect(posture.frameworks[1].exclusions == [])
    let parts = posture.frameworks[2].exclusions.map(\.requirement)
    #expect(parts.first == "28" && parts.contains("28(3)(h)") && !parts.contains("29"))
  }

  @Test(arguments: [
    (
      "[{ id: soc3 }, mvsp]",
      ["avouch.yaml:10:20: unknown framework \"soc3\"; did you mean \"soc2\"?"]
    ),
    (
      "[soc2, { id: soc2 }, mvsp]",
      ["avouch.yaml:10:26: the framework \"soc2\" is named twice"]
    ),
    (
      "[{ id: soc2, not-applicable: [{ id: P1.9, reason: R }] }, mvsp]",
      [
        "avouch.yaml:10:49: soc2 has no requirement or group \"P1.9\"; did you mean \"P1.1\"?"
      ]
    ),
    (
      "[{ id: soc2, not-applicable: [{ id: P1.1 }] }, mvsp]",
      [
        "avouch.yaml:10:43: missing key \"reason\" in \"not-applicable\"; Why it does not apply."
      ]
    ),
    (
      "[{ id: soc2, not-applicable: [{ id: [P1, P1.1], reason: R }] }, mvsp]",
      ["avouch.yaml:10:54: soc2 P1.1 is declared not applicable twice"]
    ),
    (
      "[{ id: soc2, without: [] }, mvsp]",
      [
        "avouch.yaml:10:26: unknown key \"without\" in \"frameworks\"; known keys: id, not-applicable"
      ]
    ),
  ])
  func `a fault in a framework's use`(frameworks: String, problems: [String]) throws {
    let found = try workspace(Self.plain, frameworks: frameworks).problems()
    #expect(Array(found.prefix(1)) == problems)
  }

  @Test(arguments: [
    ("CC6.7", "CC6"), ("CC6.7", "CC"), ("32(1)(a)", "32"), ("32(1)(a)", "32(1)"), ("AC-2", "AC"),
  ])
  func `an identifier continues another only at a joint`(id: String, whole: String) {
    let expected: String? = whole == "CC" ? nil : whole
    #expect(RequirementName.nearest(above: id, among: [whole, id]) == expected)
    #expect(RequirementName.nearest(above: id, among: [whole, id], mayEqual: true) == id)
  }

  /// The warnings about the mappings of a control.
  private func warnings(_ mapping: String) throws -> [String] {
    let controls = Workspace.controls.replacing(Self.plain, with: "maps-to: { \(mapping) }")
    return try Workspace(
      posture: "[soc2, mvsp]", with: "[soc2, mvsp, nist80053, ccm4, ccm41]",
      ["controls/all.yaml": controls]
    ).read().warnings.map(\.message).filter { $0.contains("maps to") }
  }

  @Test(arguments: [
    (
      "nist80053: [AC-13]",
      "maps to nist80053 AC-13, which was withdrawn; its substance is in AC-2, AU-6"
    ),
    // 4.0 has the notification of breaches there, and 4.1 another control.
    ("ccm4: [SEF-07], ccm41: [SEF-07]", "what ccm4 calls SEF-07 is ccm41 SEF-08."),
    (
      "ccm41: [SEF-07], ccm4: [SEF-07]",
      "maps to ccm41 SEF-07 (Incidents managed and responded to); what ccm4 calls SEF-07 is ccm41 SEF-08."
    ),
    ("ccm41: [IAM-12], ccm4: [IAM-12]", "in ccm4 that number means something else."),
    ("ccm4: [DCS-01], ccm41: [DCS-01]", "in ccm41 that number means something else."),
  ])
  func `a number that is withdrawn or means something else elsewhere is warned of`(
    mapping: String, expected: String
  ) throws {
    let warnings = try warnings(mapping)
    #expect(warnings.contains { $0.contains(expected) }, "\(warnings)")
  }

  @Test(arguments: [
    "nist80053: [AC-2]", "ccm41: [CEK-03]", "ccm4: [CEK-03], ccm41: [CEK-03]", "ccm41: [SEF-08]",
    "ccm4: [SEF-07], ccm41: [{ id: SEF-07, note: The response. }, SEF-08]",
    "ccm41: [SEF-08], ccm4: [SEF-07]", "ccm41: [IAM-15]",
  ])
  func `a number that is clear or confirmed is not`(mapping: String) throws {
    #expect(try warnings(mapping) == [])
  }

  @Test func `a number of the other edition is answered with the one of here`() throws {
    let error = #expect(throws: Diagnostics.self) {
      try workspace("maps-to: { ccm41: [IVS-03] }", frameworks: "[soc2, mvsp, ccm41]").read()
    }
    #expect(
      error?.list.contains {
        $0.description.contains(
          "ccm41 has no requirement \"IVS-03\"; ccm4 has that number, and ccm41 calls it I&S-03")
      } == true)
  }
}
