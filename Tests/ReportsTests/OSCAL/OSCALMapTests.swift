import Foundation
import Model
import Reports
import TestSupport
import Testing

/// The control map as an OSCAL mapping collection.
@Suite("OSCAL mapping")
struct OSCALMapTests {
  private static func text(
    _ assessment: Assessment = SampleMap.assessment, audience: Control.Audience = .internal
  ) throws -> String {
    try MapGoldenTests.render(
      "oscal", ControlMap(PublishedAssessment(assessment, for: audience)),
      options: ReportOptions(audience: audience))
  }

  private static func collection(
    _ assessment: Assessment = SampleMap.assessment, audience: Control.Audience = .internal
  ) throws -> [String: Any] {
    let data = Data(try text(assessment, audience: audience).utf8)
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require(root["mapping-collection"] as? [String: Any])
  }

  /// The mapping of one framework.
  private static func mapping(
    _ framework: String, _ assessment: Assessment = SampleMap.assessment,
    audience: Control.Audience = .internal
  ) throws -> [String: Any] {
    try #require(
      OSCALParsing.list(try collection(assessment, audience: audience)["mappings"]).first {
        OSCALParsing.property("framework", of: $0) == framework
      })
  }

  /// The one map from a control to a requirement.
  private static func map(
    _ control: String, _ requirement: String, in mapping: [String: Any]
  ) throws -> [String: Any] {
    try #require(
      OSCALParsing.list(mapping["maps"]).first { map in
        OSCALParsing.list(map["sources"]).first?["id-ref"] as? String == control
          && OSCALParsing.list(map["targets"]).first?["id-ref"] as? String == requirement
      })
  }

  @Test("every document fits the official schema, and compliance-trestle imports it")
  func isValid() throws {
    let hostile = HostileAssessment.attacks.map { HostileAssessment.assessment($0) }
    let bare = SampleAssessment.assessment(controls: [], postureFindings: [], waivers: [])
    let documents =
      try Control.Audience.allCases.map { try Self.text(audience: $0) }
      + [Self.text(bare), Self.text(SampleAssessment.full)]
      + hostile.map { try Self.text($0) }
    let problems = try OSCALValidators.problems(of: documents, model: "mapping")
    #expect(problems == documents.map { _ in "" })
    let folder = TemporaryFolder()
    let files = try documents.prefix(6).enumerated().map {
      try folder.write("in/\($0).json", $1)
    }
    #expect(try OSCALValidators.imported(files, in: folder) == files.map { _ in "0" })
  }

  @Test(
    "the schema refuses a document that is broken in one way",
    arguments: [
      ("\"relationship\": \"equal-to\"", "\"relationship\": \"equal to\""),
      ("\"method\": \"human\"", "\"method\": \"guess\""),
      ("\"matching-rationale\"", "\"rationale\""), ("\"id-ref\"", "\"id\""),
      ("\"category\": \"high\"", "\"category\": \"\""),
    ])
  func schemaIsStrict(text: String, fault: String) throws {
    let document = try Self.text()
    let broken = try #require(
      document.range(of: text).map { document.replacingCharacters(in: $0, with: fault) })
    #expect(try OSCALValidators.problems(of: [broken], model: "mapping") != [""])
  }

  @Test(
    "every relationship has its word, and the exact one beside it",
    arguments: [
      ("iso27001", "repository.reviewed", "iso27001_A.8.32", "equal-to", "equal"),
      ("iso27001", "transport.tls", "iso27001_A.8.24", "superset-of", "superset"),
      ("iso27001", "transport.tls", "iso27001_A.8.20", "intersects-with", "intersects"),
      ("soc2", "transport.tls", "soc2_CC6.7", "subset-of", "subset"),
      ("soc2", "repository.secrets", "soc2_CC6.1", "intersects-with", "supports"),
    ])
  func relationships(
    framework: String, control: String, requirement: String, expected: String, own: String
  ) throws {
    let map = try Self.map(control, requirement, in: Self.mapping(framework))
    #expect(map["relationship"] as? String == expected)
    #expect(OSCALParsing.property("relationship", of: map) == own)
  }

  @Test("confidence, state and verdict are carried")
  func states() throws {
    let map = try Self.map("data.backups", "iso27001_A.8.13", in: Self.mapping("iso27001"))
    #expect((map["confidence-score"] as? [String: String]) == ["category": "low"])
    let source = try #require(OSCALParsing.list(map["sources"]).first)
    let target = try #require(OSCALParsing.list(map["targets"]).first)
    #expect(OSCALParsing.property("verdict", of: source) != nil)
    #expect(OSCALParsing.property("state", of: target) != nil)
    #expect(OSCALParsing.property("requirement", of: target) == "A.8.13")
  }

  @Test("a law is supported and never satisfied, covered or equal")
  func law() throws {
    let mapping = try Self.mapping("gdpr")
    let targets = OSCALParsing.list(mapping["maps"]).flatMap { OSCALParsing.list($0["targets"]) }
    let states = Set(targets.compactMap { OSCALParsing.property("state", of: $0) })
    #expect(states.contains("supported") && !states.contains("covered"))
    let provenance = try #require(try Self.collection()["provenance"] as? [String: Any])
    #expect(
      (provenance["mapping-description"] as? String)?
        .contains("A control supports what a law asks for; it never satisfies it") == true)
    for map in OSCALParsing.list(mapping["maps"]) {
      #expect(!["equal-to", "superset-of"].contains(map["relationship"] as? String))
    }
  }

  @Test("what is mapped to nothing stands in the gap summaries, and what is excluded does not")
  func gaps() throws {
    let mapping = try Self.mapping("soc2")
    func tokens(_ key: String) throws -> [String] {
      let summary = try #require(mapping[key] as? [String: Any])
      return OSCALParsing.list(summary["unmapped-controls"]).flatMap {
        $0["with-ids"] as? [String] ?? []
      }
    }
    #expect(try tokens("target-gap-summary") == ["soc2_CC6.4", "soc2_CC6.6", "soc2_CC7.1"])
    #expect(try tokens("source-gap-summary").contains("access.reviews"))
    #expect(try !tokens("source-gap-summary").contains("transport.tls"))
    #expect((mapping["remarks"] as? String)?.contains("P1.1") == true)
  }

  @Test("a limitation qualifies what it maps to")
  func limitation() throws {
    let map = try Self.map("limits.single-region", "soc2_A1.1", in: Self.mapping("soc2"))
    let qualifier = try #require(OSCALParsing.list(map["qualifiers"]).first)
    #expect(qualifier["predicate"] as? String == "has-incompatibility")
    #expect(OSCALParsing.property("relationship", of: map) == nil)
  }

  @Test("a framework to which nothing maps is there, without a relationship")
  func nothing() throws {
    let assessment = SampleAssessment.assessment(
      controls: [SampleParts.item("a.b", "T", .verified, "It is so.")],
      frameworks: SampleMap.assessment.frameworks)
    let maps = OSCALParsing.list(try Self.mapping("iso27001", assessment)["maps"])
    #expect(maps.count == 1 && maps[0]["relationship"] as? String == "no-relationship")
  }

  @Test("identifiers are of version 5 and told apart, no list is empty, and bytes are the same")
  func identifiers() throws {
    let collection = try Self.collection()
    let uuids = OSCALParsing.values(of: "uuid", in: collection).compactMap { $0 as? String }
    #expect(Set(uuids).count == uuids.count && uuids.count > 30)
    for uuid in uuids { #expect(Array(uuid)[14] == "5") }
    for container in OSCALParsing.containers(in: collection) {
      #expect((container as? [Any])?.isEmpty != true)
    }
    #expect(try Self.text() == Self.text())
  }

  @Test("the public sees no note and no control that is kept")
  func audience() throws {
    let text = try Self.text(audience: .public)
    #expect(!text.contains("Transmission only") && text.contains("not-complete"))
    #expect(try Self.text().contains("Transmission only"))
  }
}
