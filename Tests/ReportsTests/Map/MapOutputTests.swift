import Foundation
import Model
import Reports
import Testing

@Suite("Map output")
struct MapOutputTests {
  private static let schema = MapSchema.schema.serialized()

  @Test("JSON fits its schema for every audience, with gaps alone, harmless or hostile")
  func json() throws {
    let hostile = Self.hostile(HostileAssessment.attacks.joined(separator: " "))
    let maps =
      Control.Audience.allCases.map { SampleMap.map($0) } + [
        SampleMap.map(onlyGaps: true), hostile,
      ]
    for map in maps {
      let document = try MapGoldenTests.render("json", map)
      #expect(try PythonValidation.problems(of: document, schema: Self.schema) == "")
    }
  }

  @Test("the schema refuses what is not written")
  func schema() throws {
    let document = try MapGoldenTests.render("json", SampleMap.map())
    let faults = [
      ("\"state\": \"supported\"", "\"state\": \"satisfied\""),
      ("\"onlyGaps\": false", "\"onlyGaps\": false, \"extra\": 1"),
      ("\"relationship\": \"subset\"", "\"relationship\": \"part\""),
      ("\"confidence\": \"low\"", "\"confidence\": \"none\""), ("avouch-map/1", "avouch-map/2"),
      ("\"law\": true", "\"law\": 1"),
    ]
    for (text, fault) in faults {
      let broken = try #require(
        document.range(of: text).map { document.replacingCharacters(in: $0, with: fault) })
      #expect(try PythonValidation.problems(of: broken, schema: Self.schema) != "", "\(fault)")
    }
  }

  // MARK: Hostile texts

  private static func hostile(_ text: String) -> ControlMap {
    let groups = [Framework.Group(id: "1", title: text), .init(id: text, title: text)]
    let framework = Framework(
      id: "f", name: text, version: text,
      requirements: [
        .init(id: "1", title: text, group: "1"), .init(id: "2\(text)", title: text),
        .init(id: "3", title: text, group: text), .init(id: "4", title: text, group: "1"),
      ], groups: groups, isNested: true,
      exclusions: [.init(requirement: "4", reason: text)])
    let assessment = HostileAssessment.assessment(text)
    let controls = assessment.controls.map { item in
      ControlAssessment(
        control: Control(
          id: item.control.id, title: text, kind: item.control.kind, statement: text, topic: text,
          mapsTo: [
            Control.Mapping(
              framework: "f",
              entries: [
                .init(requirement: "1", note: text), .init(requirement: "2\(text)", note: text),
              ])
          ], due: item.control.due),
        verdict: item.verdict, reasons: [text], checks: [], wording: [])
    }
    let unmapped = SampleParts.item("z.\(text)", text, .verified, text)
    return ControlMap(
      PublishedAssessment(
        SampleAssessment.assessment(
          controls: controls + [unmapped], organization: assessment.organization,
          frameworks: [framework]),
        for: .internal))
  }

  @Test("no attack adds, removes or changes an element of the HTML document")
  func html() throws {
    let harmless = try tags(MapGoldenTests.render("html", Self.hostile("harmless")))
    let attack = HostileAssessment.attacks.joined(separator: " ")
    let text = try MapGoldenTests.render("html", Self.hostile(attack))
    #expect(try tags(text) == harmless)
    let found = try PythonValidation.tags(ofHTML: text)
    #expect(!found.contains("javascript:") && !found.contains("onerror"))
  }

  @Test("no attack makes an element, a link or a cell in Markdown")
  func markdown() throws {
    let texts = ["harmless"] + HostileAssessment.attacks
    let documents = try texts.map { try MapGoldenTests.render("markdown", Self.hostile($0)) }
    let outlines = try PythonValidation.markdownTokens(of: documents)
    for (text, outline) in zip(texts, outlines) {
      #expect(outline == outlines.first, "\(text.debugDescription)")
    }
  }

  @Test("no attack reaches the terminal", arguments: HostileAssessment.attacks)
  func text(attack: String) throws {
    let text = try MapGoldenTests.render("text", Self.hostile(attack))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
    #expect(!text.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
  }

  @Test("cells are disarmed and rows stay whole")
  func csv() throws {
    for attack in HostileAssessment.attacks {
      let document = try MapGoldenTests.render("csv", Self.hostile(attack))
      let rows = try PythonValidation.rows(ofCSV: document).split(separator: "\n")
      for line in rows {
        let row = try JSONDecoder().decode([String].self, from: Data(line.utf8))
        #expect(row.count == 20)
        #expect(row.allSatisfy { !["=", "+", "-", "@"].contains($0.prefix(1)) })
      }
    }
  }

  private func tags(_ document: String) throws -> [String] {
    try PythonValidation.tags(ofHTML: document).split(separator: "\n")
      .map { String($0.prefix { $0 != " " }) }
  }

  // MARK: The page

  @Test("the page loads nothing, and its headings, links and identifiers are in order")
  func page() throws {
    for map in [SampleMap.map(), SampleMap.map(.public), SampleMap.map(onlyGaps: true)] {
      let text = try MapGoldenTests.render("html", map)
      for word in ["<script", "<link", "@import", "url(", "<iframe", "<img"] {
        #expect(!text.contains(word), "\(word)")
      }
      let tags = try PythonValidation.tags(ofHTML: text).split(separator: "\n")
      let levels = tags.compactMap { tag -> Int? in
        guard tag.hasPrefix("+h"), let digit = tag.dropFirst(2).first else { return nil }
        return digit.wholeNumberValue
      }
      #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
      let headers = tags.filter { $0.hasPrefix("+th ") || $0 == "+th" }
      #expect(headers.allSatisfy { $0.contains("scope") })
      let ids = tags.flatMap { $0.matches(of: /\["id", "([^"]*)"\]/).map { String($0.1) } }
      #expect(Set(ids).count == ids.count)
      let links = tags.flatMap { $0.matches(of: /\["href", "#([^"]*)"\]/).map { String($0.1) } }
      #expect(Set(links).subtracting(ids) == [])
      let drawings = tags.filter { $0.contains("[\"role\", \"img\"]") }
      #expect(drawings.count == map.frameworks.count * 2)
      #expect(drawings.allSatisfy { $0.contains("aria-labelledby") })
    }
  }

  // MARK: What each audience sees

  @Test("nothing that an audience may not see is in any format")
  func redaction() throws {
    let place = Location(path: "MARKERPATH", url: "MARKERHOST")
    func item(_ id: String, _ audience: Control.Audience) -> ControlAssessment {
      ControlAssessment(
        control: Control(
          id: id, title: id, statement: id, audience: audience, owner: "MARKEROWNER",
          rationale: "MARKERRATIONALE", fix: "MARKERFIX",
          mapsTo: [
            Control.Mapping(framework: "f", entries: [.init(requirement: "1", note: "MARKERNOTE")])
          ], location: place, pack: "MARKERPACK"),
        verdict: .violated, reasons: ["MARKERREASON"],
        checks: [
          CheckAssessment(
            name: "MARKERCHECK", version: 1, location: place, result: .unmeasured("MARKERREASON"))
        ], wording: [])
    }
    let framework = Framework(
      id: "f", name: "F", version: "1",
      requirements: [.init(id: "1", title: "T"), .init(id: "2", title: "T")],
      exclusions: [.init(requirement: "2", reason: "MARKEREXCLUSION")])
    let assessment = SampleAssessment.assessment(
      controls: [item("open", .public), item("MARKERNDA", .nda), item("MARKERHIDDEN", .internal)],
      frameworks: [framework])
    let always = ["PATH", "HOST", "OWNER", "RATIONALE", "FIX", "PACK", "REASON", "CHECK", "HIDDEN"]
    let expected: [(Control.Audience, hidden: [String], shown: [String])] = [
      (.public, always + ["NOTE", "NDA", "EXCLUSION"], []),
      (.nda, always, ["NOTE", "NDA", "EXCLUSION"]),
      (.internal, always.filter { $0 != "HIDDEN" }, ["NOTE", "NDA", "EXCLUSION", "HIDDEN"]),
    ]
    for report in MapGoldenTests.reports {
      for (audience, hidden, shown) in expected {
        let map = ControlMap(PublishedAssessment(assessment, for: audience))
        let text = report.render(map, options: ReportOptions(audience: audience, verbose: true))
        for marker in hidden {
          #expect(!text.contains("MARKER\(marker)"), "\(report.format) \(audience): \(marker)")
        }
        for marker in shown {
          #expect(text.contains("MARKER\(marker)"), "\(report.format) \(audience): \(marker)")
        }
      }
    }
  }

  // MARK: Size

  @Test("1,200 requirements and 500 controls are rendered in every format")
  func large() throws {
    let families = (1...20).map { Framework.Group(id: "G\($0)", title: "Family \($0)") }
    let framework = Framework(
      id: "f", name: "Large", version: "1",
      requirements: (0..<1_200).map {
        .init(
          id: "G\($0 / 60 + 1)-\($0)", title: "Requirement number \($0)", group: "G\($0 / 60 + 1)")
      }, groups: families)
    let controls = (0..<500).map { number in
      SampleParts.item(
        "area.control-\(number)", "Control number \(number)", .verified, "It holds.",
        mapsTo: [
          Control.Mapping(
            framework: "f",
            requirements: (0..<3).map { "G\((number * 2 + $0) / 60 + 1)-\(number * 2 + $0)" })
        ])
    }
    let assessment = SampleAssessment.assessment(controls: controls, frameworks: [framework])
    for report in MapGoldenTests.reports {
      let start = ContinuousClock.now
      let map = ControlMap(PublishedAssessment(assessment, for: .public))
      let text = report.render(map, options: ReportOptions(audience: .public))
      let time = ContinuousClock.now - start
      print("1,200 requirements, 500 controls, \(report.format): \(time), \(text.utf8.count) bytes")
      #expect(text.contains(report.format == "text" ? "Family 20 (60)" : "G20-1199"))
      // Debug builds on a busy machine are many times slower than what is promised.
      #expect(time < .seconds(30))
    }
  }
}
