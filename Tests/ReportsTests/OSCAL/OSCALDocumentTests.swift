import Foundation
import Model
import Reports
import TestSupport
import Testing

@Suite("OSCAL documents")
struct OSCALDocumentTests {
  @Test("every document is as recorded", arguments: OSCALParsing.formats)
  func golden(format: String) throws {
    expectGolden(try OSCALParsing.text(format), "Reports/\(format).json")
  }

  @Test("equal assessments give equal bytes", arguments: OSCALParsing.formats)
  func reproducible(format: String) throws {
    #expect(try OSCALParsing.text(format) == OSCALParsing.text(format))
  }

  @Test("a document's identifier follows from its content, those of its parts do not")
  func identifiers() throws {
    let full = try OSCALParsing.model("oscal-assessment-results")
    let fewer = try OSCALParsing.model(
      "oscal-assessment-results",
      of: SampleAssessment.assessment(controls: SampleAssessment.transport))
    #expect(full["uuid"] as? String != fewer["uuid"] as? String)
    let known = Set(OSCALParsing.values(of: "uuid", in: full).compactMap { $0 as? String })
    let first = OSCALParsing.list(OSCALParsing.list(fewer["results"]).first?["observations"])
    #expect(!first.isEmpty)
    #expect(first.allSatisfy { ($0["uuid"] as? String).map(known.contains) == true })
  }

  @Test("no identifier stands for two things", arguments: OSCALParsing.formats)
  func uniqueness(format: String) throws {
    for audience in Control.Audience.allCases {
      let model = try OSCALParsing.model(format, audience: audience)
      let identifiers = OSCALParsing.values(of: "uuid", in: model).compactMap { $0 as? String }
      #expect(identifiers.count > 3)
      #expect(Set(identifiers).count == identifiers.count)
      let pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
      #expect(
        identifiers.allSatisfy { $0.range(of: pattern, options: .regularExpression) != nil })
    }
  }

  @Test("every reference leads to something in the document", arguments: OSCALParsing.formats)
  func references(format: String) throws {
    let model = try OSCALParsing.model(format)
    let known = Set(OSCALParsing.values(of: "uuid", in: model).compactMap { $0 as? String })
    let keys = ["observation-uuid", "risk-uuid", "actor-uuid", "component-uuid", "href", "source"]
    let named = keys.flatMap { OSCALParsing.values(of: $0, in: model) }.compactMap {
      ($0 as? String)?.replacingOccurrences(of: "#", with: "")
    }
    #expect(!named.isEmpty)
    for reference in named { #expect(known.contains(reference), "\(reference)") }
  }

  @Test("nothing is null, and no list or object is empty", arguments: OSCALParsing.formats)
  func emptiness(format: String) throws {
    let empty = SampleAssessment.assessment(
      controls: [], postureFindings: [], waivers: [], frameworks: [])
    for assessment in [SampleAssessment.full, empty] {
      let model = try OSCALParsing.model(format, of: assessment)
      for container in OSCALParsing.containers(in: model) {
        #expect(!(container is NSNull))
        #expect((container as? [Any])?.isEmpty != true)
        #expect((container as? [String: Any])?.isEmpty != true)
      }
    }
  }
}
