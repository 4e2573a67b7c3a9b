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

  private func schema(_ format: String) throws -> String {
    let name = try #require(Self.schemas[format])
    let folder =
      ProcessInfo.processInfo.environment["OSCAL_SCHEMAS"].map { URL(fileURLWithPath: $0) }
      ?? TestPaths.package.appendingPathComponent(".build/schemas")
    let file = folder.appendingPathComponent("oscal-\(name)-1.2.3.json")
    let text = try #require(
      try? String(contentsOf: file, encoding: .utf8),
      "\(file.lastPathComponent) is not at \(folder.path); run the project's setup")
    // Python's expressions know no \p{…}; ASCII is all that we write, and narrower.
    return text.replacingOccurrences(of: #"\\p{L}"#, with: "[A-Za-z]")
      .replacingOccurrences(of: #"\\p{N}"#, with: "[0-9]")
  }

  @Test("every document fits the official schema", arguments: OSCALParsing.formats)
  func fitsSchema(format: String) throws {
    let documents = try #require(try Self.documents.get()[format])
    let problems = try problems(of: documents, format: format)
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
    let problems = try problems(of: broken, format: format)
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
    let outcome = try imported(files, in: folder)
    #expect(outcome == files.dropLast().map { _ in "0" } + ["1"])
  }

  /// For each document the first thing that the official schema has against it, or nothing.
  private func problems(of documents: [String], format: String) throws -> [String] {
    let folder = TemporaryFolder()
    let files = try documents.enumerated().map { try folder.write("\($0).json", $1) }
    let script = """
      import json, sys, jsonschema
      result, schema, *files = sys.argv[1:]
      schema = json.load(open(schema))
      kind = jsonschema.validators.validator_for(schema)
      kind.check_schema(schema)
      validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
      with open(result, "w") as out:
          for file in files:
              error = next(validator.iter_errors(json.load(open(file))), None)
              print(error and error.json_path + ": " + repr(error.message[:200]) or "", file=out)
      """
    let python = ProcessInfo.processInfo.environment["AVOUCH_TEST_PYTHON"] ?? "python3"
    return try lines(
      from: ["/usr/bin/env", python, "-c", script],
      [try folder.write("schema.json", schema(format))] + files, in: folder)
  }

  /// The exit codes of `trestle import`, run for each file in one process.
  private func imported(_ files: [String], in folder: TemporaryFolder) throws -> [String] {
    let python =
      ProcessInfo.processInfo.environment["AVOUCH_TEST_TRESTLE"]
      ?? TestPaths.package.appendingPathComponent(".build/trestle/bin/python").path
    try #require(
      FileManager.default.isExecutableFile(atPath: python),
      "compliance-trestle is not at \(python); run the project's setup")
    let script = """
      import os, sys
      from trestle.cli import Trestle
      result, workspace, *files = sys.argv[1:]
      os.chdir(workspace)
      def run(*words):
          sys.argv = ["trestle", *words]
          return Trestle().run()
      assert run("init", "--local") == 0
      with open(result, "w") as out:
          for index, file in enumerate(files):
              print(run("import", "-f", file, "-o", f"document{index}"), file=out)
      """
    return try lines(
      from: [python, "-c", script], [try folder.makeFolder("workspace")] + files, in: folder)
  }

  /// What a program writes into the file that its first word names, line by line.
  private func lines(
    from program: [String], _ words: [String], in folder: TemporaryFolder
  ) throws -> [String] {
    let result = folder.path + "/result"
    try ChildProcess.run(program + [result] + words)
    return try String(contentsOfFile: result, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { String($0) }
  }
}
