import Model
import Reports
import Testing

@Suite("What each audience sees")
struct RedactionTests {
  /// Words that stand in one kind of field each.
  private enum Marker: String, CaseIterable {
    case owner = "MARKEROWNER"
    case path = "MARKERPATH"
    case host = "MARKERHOST"
    case observed = "MARKEROBSERVED"
    case reason = "MARKERREASON"
    case finding = "MARKERFINDING"
    case waiver = "MARKERWAIVER"
    case definition = "MARKERDEFINITION"
    case gate = "MARKERGATE"
    case nda = "MARKERNDA"
    case hidden = "MARKERHIDDEN"
  }

  private static let allReports: [any TextualReport] =
    ReportCatalog.all + ReportCatalog.documents(resources: GoldenTests.resources)
    + ReportCatalog.documentData

  @Test("the public sees no internal field in any format")
  func publicAudience() {
    for report in Self.allReports {
      for verbose in [false, true] {
        let text = report.render(
          Self.assessment, options: ReportOptions(audience: .public, verbose: verbose))
        for marker in Marker.allCases {
          #expect(!text.contains(marker.rawValue), "\(report.format) shows \(marker)")
        }
      }
    }
  }

  @Test("readers under NDA see observations and places, and no owner or finding")
  func ndaAudience() {
    let withheld: [Marker] = [.owner, .finding, .definition, .gate, .hidden]
    for report in Self.allReports {
      let text = report.render(Self.assessment, options: ReportOptions(audience: .nda))
      for marker in withheld {
        #expect(!text.contains(marker.rawValue), "\(report.format) shows \(marker)")
      }
    }
    for document in ReportCatalog.documents(resources: GoldenTests.resources) {
      let text = document.render(Self.assessment, options: ReportOptions(audience: .nda))
      for marker in [Marker.nda, .observed, .path, .host, .reason] {
        #expect(text.contains(marker.rawValue), "\(document.format) lacks \(marker)")
      }
    }
  }

  @Test("inside the organization every marker but definitions is shown by the documents")
  func internalAudience() {
    for document in ReportCatalog.documents(resources: GoldenTests.resources) {
      let text = document.render(Self.assessment, options: ReportOptions())
      for marker in Marker.allCases where marker != .definition {
        #expect(text.contains(marker.rawValue), "\(document.format) lacks \(marker)")
      }
    }
  }

  @Test("a failing gate stays failing where its controls are not shown")
  func gateOfHiddenControls() {
    let text = MarkdownPostureDocument().render(
      Self.assessment, options: ReportOptions(audience: .public))
    #expect(text.contains("The gate fails"))
    #expect(text.contains("2 further controls are kept"))
  }

  private static let place = Location(
    path: Marker.path.rawValue, span: TextSpan(line: 1, column: 1), url: nil,
    commit: Marker.path.rawValue, blob: Marker.path.rawValue)

  private static let waiver = Waiver(
    control: Marker.path.rawValue, check: Marker.path.rawValue, rule: Marker.path.rawValue,
    path: Marker.path.rawValue, fingerprint: Marker.path.rawValue, owner: Marker.owner.rawValue,
    reason: Marker.waiver.rawValue, until: SampleParts.day(2027, 1, 1), location: place)

  private static func finding(_ number: Int) -> Finding {
    let text = Marker.finding.rawValue
    return Finding(
      check: "headers", rule: text, severity: .high, message: text, fix: text,
      location: Location(path: text, url: text, commit: text, blob: text), identity: text,
      fingerprint: "\(text)\(number)", controls: ["a.open", text],
      waiver: number == 1 ? waiver : nil)
  }

  private static let checks = [
    CheckAssessment(
      name: "headers", version: 1, location: place,
      result: CheckResult(
        .fail, summary: Marker.finding.rawValue, findings: [finding(1), finding(2)],
        evidence: [
          Evidence(
            observed: Marker.observed.rawValue, location: place, digest: Marker.path.rawValue,
            observedAt: SampleAssessment.now),
          Evidence(
            observed: Marker.observed.rawValue, location: Location(url: Marker.host.rawValue),
            observedAt: SampleAssessment.now),
        ])),
    CheckAssessment(
      name: "tls", version: 1, location: place, result: .unmeasured(Marker.reason.rawValue)),
    CheckAssessment(
      name: "file", version: 1, location: place,
      result: CheckResult(
        .notApplicable(reason: Marker.reason.rawValue), summary: Marker.reason.rawValue)),
    CheckAssessment(
      name: "config", version: 1, location: place,
      result: CheckResult(.pass, summary: Marker.observed.rawValue, subjects: 2)),
  ]

  private static func item(
    _ id: String, kind: Control.Kind, audience: Control.Audience, title: String,
    checks: [CheckAssessment] = checks
  ) -> ControlAssessment {
    let definition = Marker.definition.rawValue
    return ControlAssessment(
      control: Control(
        id: id, title: title, kind: kind, statementTemplate: definition, statement: title,
        parameters: [Parameter(name: definition, value: definition)], audience: audience,
        owner: Marker.owner.rawValue, topic: "topic", fix: definition,
        due: SampleParts.day(2027, 5, 1), allowedWording: [definition],
        location: Location(path: definition), pack: definition),
      verdict: .violated, reasons: [Marker.reason.rawValue], checks: checks,
      wording: checks.isEmpty ? [] : [finding(3)])
  }

  private static let assessment = SampleAssessment.assessment(
    controls: Control.Kind.allCases.flatMap { kind in
      [
        item("a.open.\(kind.rawValue)", kind: kind, audience: .public, title: "Open"),
        item(
          "a.bare.\(kind.rawValue)", kind: kind, audience: .public, title: "Bare", checks: []),
      ]
    } + [
      item("b.\(Marker.nda.rawValue)", kind: .control, audience: .nda, title: Marker.nda.rawValue),
      item(
        "c.\(Marker.hidden.rawValue)", kind: .control, audience: .internal,
        title: Marker.hidden.rawValue),
    ],
    gate: GateDecision(
      outcome: .violated, deciding: ["c.\(Marker.hidden.rawValue)"],
      adjustments: [Marker.gate.rawValue]),
    postureFindings: [finding(4)],
    waivers: [WaiverUse(waiver: waiver, state: .expired, findings: 1)])
}
