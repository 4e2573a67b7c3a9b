import Foundation
import Model
import Reports
import Testing

/// What the posture document says, in every format.
@Suite("Posture document")
struct PostureDocumentTests {
  private static let html = HTMLPostureDocument(resources: GoldenTests.resources)

  @Test("the JSON fits its schema, harmless or hostile", arguments: Control.Audience.allCases)
  func jsonIsValid(audience: Control.Audience) throws {
    let schema = PostureSchema.schema.serialized()
    let attack = HostileAssessment.attacks.joined(separator: " ")
    for assessment in [SampleAssessment.full, Self.withdrawn] {
      let document = JSONPostureDocument().render(
        assessment, options: ReportOptions(audience: audience))
      #expect(try PythonValidation.problems(of: document, schema: schema) == "")
    }
    let hostile = JSONPostureDocument().render(
      HostileAssessment.assessment(attack), options: ReportOptions(audience: audience))
    // The one thing that does not fit is the digest that is none.
    let problems = try PythonValidation.problems(of: hostile, schema: schema)
    #expect(problems.split(separator: "\n").allSatisfy { $0.contains("digest") })
    #expect(!hostile.contains("<script"))
  }

  @Test("the JSON's schema refuses what is not written")
  func schemaIsStrict() throws {
    let schema = PostureSchema.schema.serialized()
    let document = JSONPostureDocument().render(SampleAssessment.full, options: ReportOptions())
    let faults = [
      ("\"withdrawn\": false", "\"withdrawn\": null"), ("\"state\": ", "\"status\": "),
      ("\"kind\": \"proof\"", "\"kind\": \"party\""), ("\"asOf\": \"2026", "\"asOf\": \"in 2026"),
      ("avouch-posture/1", "avouch-posture/2"), ("\"taken\": ", "\"took\": "),
    ]
    for (text, fault) in faults {
      let broken = try #require(
        document.range(of: text).map { document.replacingCharacters(in: $0, with: fault) },
        "\(text)")
      #expect(try PythonValidation.problems(of: broken, schema: schema) != "", "\(fault)")
    }
  }

  @Test("a document has an identifier of its own for each audience and moment")
  func identifiers() {
    let texts = Control.Audience.allCases.map {
      JSONPostureDocument().render(SampleAssessment.full, options: ReportOptions(audience: $0))
    }
    let identifiers = texts.compactMap { $0.firstMatch(of: /"id": "([0-9a-f-]{36})"/)?.1 }
    #expect(Set(identifiers).count == 3)
  }

  @Test("the measured record says how many were in time, the longest and the median")
  func measuredRecord() {
    let sentence =
      "4 of 5 within 7 days; 1 still open; longest 11 days 4 hours; median 73 hours 30 minutes"
    for document in ReportCatalog.documents(resources: GoldenTests.resources).prefix(2) {
      for audience in Control.Audience.allCases {
        let text = document.render(
          SampleAssessment.full, options: ReportOptions(audience: audience))
        #expect(text.contains(sentence), "\(document.format)")
        #expect(text.contains("11 days 4 hours, late by 4 days 4 hours"))
        #expect(text.contains("VULN-9") == (audience != .public))
      }
    }
  }

  @Test("a long record draws those that took most of their time, and says so")
  func longRecord() throws {
    let entries = (1...400).map {
      TimeRecord.Entry(name: "ROW-\($0)", taken: $0 % 100 * 3_600, allowed: 90 * 3_600)
    }
    let item = SampleParts.item(
      "a.long", "Long", kind: .commitment, .violated, "It is quick.",
      checks: [
        SampleParts.passed(
          "records", "many", times: TimeRecord(promise: .seconds(324_000), entries: entries))
      ])
    let text = Self.html.render(
      SampleAssessment.assessment(controls: [item]), options: ReportOptions())
    #expect(text.contains("The 40 of 400 that took most of their time."))
    #expect(text.matches(of: /class="time-bar"/).count == 40)
    #expect(text.contains("ROW-399") && !text.contains("ROW-310<"))
  }

  @Test("without a list of subprocessors the document says so, and an empty one is no silence")
  func subprocessors() {
    let missing = SampleAssessment.assessment(controls: [], subprocessors: nil)
    let empty = SampleAssessment.assessment(
      controls: [], subprocessors: SubprocessorList(entries: []))
    for document in ReportCatalog.documents(resources: GoldenTests.resources).prefix(2) {
      let options = ReportOptions(audience: .public)
      #expect(document.render(missing, options: options).contains("declares no list"))
      #expect(document.render(empty, options: options).contains("None is declared"))
      let full = document.render(SampleAssessment.full, options: options)
      #expect(full.contains("at least 30 days before a change"))
      #expect(full.contains("Postwing") && !full.contains("Oakline"))
      #expect(full.contains("declared, not checked"))
    }
  }

  @Test("a framework's coverage says of every requirement what the control map says")
  func coverage() throws {
    let framework = Framework(
      id: "law", name: "Law", version: "1",
      requirements: [
        .init(id: "1", title: "One"), .init(id: "1(a)", title: "Part"),
        .init(id: "2", title: "Gone", withdrawnInto: ["1"]), .init(id: "3", title: "Apart"),
        .init(id: "4", title: "Open"), .init(id: "5", title: "Kept"),
      ], isLaw: true, isNested: true,
      exclusions: [.init(requirement: "3", reason: "there are no shops")])
    func item(_ id: String, _ requirement: String, _ audience: Control.Audience)
      -> ControlAssessment
    {
      SampleParts.item(
        id, "Title", .verified, "S.", audience: audience,
        mapsTo: [.init(framework: "law", requirements: [requirement])])
    }
    let assessment = SampleAssessment.assessment(
      controls: [
        item("a.one", "1(a)", .public), item("a.two", "3", .public), item("a.kept", "5", .internal),
      ], frameworks: [framework])
    for document in ReportCatalog.documents(resources: GoldenTests.resources).prefix(2) {
      for (audience, reason) in [
        (Control.Audience.public, "3."), (.nda, "3 (there are no shops)."),
      ] {
        let text = document.render(assessment, options: ReportOptions(audience: audience))
          .replacing("\\", with: "")
        #expect(text.contains("Controls map to 3 of 4 applicable requirements."), "\(text)")
        #expect(text.contains("Mapped to through their parts alone: 1."))
        #expect(text.contains("Only controls not shown here map to: 5."))
        #expect(text.contains("No control maps to: 4."))
        #expect(text.contains("Declared not applicable: \(reason)"))
      }
    }
  }

  @Test("a sentence whose proof has ended is withdrawn in every format and audience")
  func withdrawnEverywhere() {
    for audience in Control.Audience.allCases {
      let options = ReportOptions(audience: audience)
      let html = Self.html.render(Self.withdrawn, options: options)
      #expect(html.contains("<strong>Withdrawn.</strong>"))
      #expect(html.contains("<del>It held once.</del>"))
      #expect(html.contains("1 statement is withdrawn"))
      let markdown = MarkdownPostureDocument().render(Self.withdrawn, options: options)
      #expect(markdown.contains("**Withdrawn.**") && markdown.contains("~~It held once.~~"))
      let json = JSONPostureDocument().render(Self.withdrawn, options: options)
      #expect(json.contains("\"withdrawn\": true") && !json.contains("\"state\": \"verified\""))
      #expect(html.contains("ended on 1 November 2026"))
    }
  }

  private static let withdrawn = SampleAssessment.assessment(
    controls: [
      SampleParts.item(
        "a.old", "Old", .unproven, "It held once.",
        checks: [
          SampleParts.check(
            "config",
            CheckResult(
              .unmeasured(reason: "the proof ended"), summary: "the proof ended",
              proofEnds: Instant(startOf: SampleParts.day(2026, 11, 1)), isExpired: true))
        ])
    ])
}
