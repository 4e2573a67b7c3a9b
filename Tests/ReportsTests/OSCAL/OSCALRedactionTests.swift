import Foundation
import Model
import Reports
import Testing

@Suite("What each audience sees in OSCAL")
struct OSCALRedactionTests {
  /// Words that stand in one kind of field each.
  private enum Marker: String, CaseIterable {
    case owner = "MARKEROWNER"
    case place = "MARKERPLACE"
    case observed = "MARKEROBSERVED"
    case reason = "MARKERREASON"
    case rationale = "MARKERRATIONALE"
    case finding = "MARKERFINDING"
    case waiver = "MARKERWAIVER"
    case gate = "MARKERGATE"
    case target = "MARKERTARGET"
    case nda = "MARKERNDA"
    case hidden = "MARKERHIDDEN"
  }

  @Test("the public sees no internal field", arguments: OSCALParsing.formats)
  func publicAudience(format: String) throws {
    #expect(try shown(format, to: .public) == [])
  }

  @Test("readers under NDA see observations and places, and no owner or finding")
  func ndaAudience() throws {
    let seen = try OSCALParsing.formats.reduce(into: Set<Marker>()) {
      $0.formUnion(try shown($1, to: .nda))
    }
    #expect(seen == [.place, .observed, .reason, .rationale, .waiver, .target, .nda])
  }

  @Test("inside the organization the results show everything")
  func internalAudience() throws {
    #expect(try shown("oscal-assessment-results", to: .internal) == Set(Marker.allCases))
    #expect(try shown("oscal-poam", to: .internal).isSuperset(of: [.finding, .waiver, .owner]))
  }

  @Test("withheld controls are counted, and the gate that they decide stays as it is")
  func withheld() throws {
    let model = try OSCALParsing.model(
      "oscal-assessment-results", of: Self.assessment, audience: .public)
    let result = try #require(OSCALParsing.list(model["results"]).first)
    #expect(OSCALParsing.property("withheld-controls", of: result) == "2")
    #expect(OSCALParsing.property("gate", of: result) == "violated")
  }

  @Test("a thing has one identifier, whoever reads of it")
  func identifiers() throws {
    func findings(_ audience: Control.Audience) throws -> [String] {
      let model = try OSCALParsing.model(
        "oscal-assessment-results", of: Self.assessment, audience: audience)
      let result = try #require(OSCALParsing.list(model["results"]).first)
      return OSCALParsing.list(result["findings"]).compactMap { $0["uuid"] as? String }
    }
    #expect(try findings(.internal).prefix(Control.Kind.allCases.count) == findings(.public)[...])
  }

  private func shown(_ format: String, to audience: Control.Audience) throws -> Set<Marker> {
    let text = try OSCALParsing.text(format, of: Self.assessment, audience: audience)
    return Set(Marker.allCases.filter { text.contains($0.rawValue) })
  }

  private static let place = Location(
    path: Marker.place.rawValue, span: TextSpan(line: 1, column: 1), url: Marker.place.rawValue,
    commit: Marker.place.rawValue, blob: Marker.place.rawValue)

  private static func finding(_ number: Int, waiver: Waiver? = nil) -> Finding {
    let text = Marker.finding.rawValue
    return Finding(
      check: "headers", rule: text, severity: .high, message: text, fix: text,
      location: Location(path: text, url: text), identity: text, fingerprint: "\(text)\(number)",
      controls: ["a.open"], waiver: waiver)
  }

  private static let waiver = Waiver(
    control: "a.open", check: "headers", owner: Marker.owner.rawValue,
    reason: Marker.waiver.rawValue, until: SampleParts.day(2027, 1, 1), location: place)

  private static let checks = [
    CheckAssessment(
      name: "headers", version: 1, location: place,
      result: CheckResult(
        .fail, summary: Marker.finding.rawValue,
        findings: [finding(1), finding(2, waiver: waiver)],
        evidence: [
          Evidence(
            observed: Marker.observed.rawValue, location: place, digest: Marker.place.rawValue,
            observedAt: SampleAssessment.now)
        ])),
    CheckAssessment(
      name: "tls", version: 1, location: place, result: .unmeasured(Marker.reason.rawValue)),
  ]

  private static func item(
    _ id: String, kind: Control.Kind = .control, audience: Control.Audience, title: String
  ) -> ControlAssessment {
    ControlAssessment(
      control: Control(
        id: id, title: title, kind: kind, statement: title, audience: audience,
        owner: Marker.owner.rawValue, topic: "topic", rationale: Marker.rationale.rawValue,
        fix: Marker.finding.rawValue, mapsTo: [SampleParts.soc2("CC6.1")],
        due: SampleParts.day(2027, 5, 1), location: place, pack: Marker.place.rawValue),
      verdict: .violated, reasons: [Marker.reason.rawValue], checks: checks,
      wording: [finding(3)])
  }

  private static let assessment = Assessment(
    toolVersion: "0.1.0", assessedAt: SampleAssessment.now,
    organization: SampleAssessment.organization, posturePath: Marker.place.rawValue,
    targets: [
      TargetSummary(
        name: Marker.target.rawValue, kind: "endpoint", label: Marker.target.rawValue,
        unavailable: Marker.target.rawValue)
    ],
    frameworks: SampleFrameworks.all,
    controls: Control.Kind.allCases.map {
      item("a.open.\($0.rawValue)", kind: $0, audience: .public, title: "Open")
    } + [
      item("b.\(Marker.nda.rawValue)", audience: .nda, title: Marker.nda.rawValue),
      item("c.\(Marker.hidden.rawValue)", audience: .internal, title: Marker.hidden.rawValue),
    ],
    postureFindings: [finding(4)],
    waivers: [WaiverUse(waiver: waiver, state: .used, findings: 1)],
    gate: GateDecision(
      outcome: .violated, deciding: ["c.\(Marker.hidden.rawValue)"],
      adjustments: [Marker.gate.rawValue]))
}
