import Foundation
import Model
import Reports
import TestSupport
import Testing

/// Judged by those who know nothing of this project: the official schemas, and compliance-trestle.
@Suite("OSCAL before its validators")
struct OSCALValidationTests {
  private static let schemas = [
    "oscal-assessment-results": "assessment-results", "oscal-component-definition": "component",
    "oscal-poam": "poam",
  ]

  /// The documents of each format, rendered once for all tests.
  private static let documents = Result {
    try Dictionary(
      uniqueKeysWithValues: OSCALParsing.formats.map { ($0, try documents($0)) })
  }

  /// The sample for each audience, and what is odd in its own way.
  private static func documents(_ format: String) throws -> [String] {
    let odd = [
      // Nothing at all.
      SampleAssessment.assessment(
        controls: [], postureFindings: [], waivers: [], organization: Organization(name: ""),
        frameworks: []),
      // Nothing open, an identifier that is no token, no sentence, and a title past every limit.
      SampleAssessment.assessment(
        controls: [
          SampleParts.item(
            "2fa", String(repeating: "é", count: 5_000), .verified, "",
            checks: [SampleParts.passed("config", "")])
        ], postureFindings: []),
      HostileAssessment.assessment("\u{0} \n"), hostile,
    ]
    return try Control.Audience.allCases.map { try OSCALParsing.text(format, audience: $0) }
      + odd.map { try OSCALParsing.text(format, of: $0) }
      + [OSCALParsing.text(format, of: hostile, audience: .public)]
  }

  /// Every attack in controls of its own.
  private static let hostile = SampleAssessment.assessment(
    controls: HostileAssessment.attacks.flatMap { attack in
      // The first is named alike in all of them.
      HostileAssessment.assessment(attack).controls.filter { $0.control.kind != .control }
    })

  @Test("every document fits the official schema", arguments: OSCALParsing.formats)
  func fitsSchema(format: String) throws {
    let documents = try #require(try Self.documents.get()[format])
    let problems = try OSCALValidators.problems(
      of: documents, model: try #require(Self.schemas[format]))
    #expect(problems.count == documents.count)
    for problem in problems { #expect(problem == "") }
  }

  @Test("the schema refuses a document that is broken in one way")
  func schemaIsStrict() throws {
    let format = "oscal-assessment-results"
    let document = try OSCALParsing.text(format)
    let faults = [
      ("\"import-ap\"", "\"import-plan\""), ("\"not-satisfied\"", "\"waived\""),
      ("\"target-id\": \"transport.", "\"target-id\": \"1transport."),
      ("\"collected\": \"2026-11-21T09:58:00Z\"", "\"collected\": \"2026-11-21T09:58:00\""),
      ("\"value\": \"public\"", "\"value\": \"\""), ("\"TEST\"", "\" \""),
    ]
    let broken = try faults.map { text, fault in
      try #require(
        document.range(of: text).map { document.replacingCharacters(in: $0, with: fault) },
        "\(text)")
    }
    let problems = try OSCALValidators.problems(
      of: broken, model: try #require(Self.schemas[format]))
    #expect(problems.count == faults.count)
    for (problem, fault) in zip(problems, faults) { #expect(problem != "", "\(fault)") }
  }

  @Test("compliance-trestle imports every document, and refuses a repeated identifier")
  func isImported() throws {
    let folder = TemporaryFolder()
    var files: [String] = []
    for format in OSCALParsing.formats {
      let documents = try #require(try Self.documents.get()[format])
      for (index, document) in documents.enumerated() {
        files.append(try folder.write("in/\(format)-\(index).json", document))
      }
    }
    let repeated = try OSCALParsing.text("oscal-poam")
    let uuids = repeated.components(separatedBy: "\"uuid\": \"").dropFirst().map { $0.prefix(36) }
    let (first, second) = (try #require(uuids.first), try #require(uuids.last))
    files.append(
      try folder.write(
        "in/repeated.json", repeated.replacingOccurrences(of: first, with: second)))
    let outcome = try OSCALValidators.imported(files, in: folder)
    #expect(outcome == files.dropLast().map { _ in "0" } + ["1"])
  }
}
