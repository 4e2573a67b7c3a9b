import Checks
import Foundation
import Model
import Policy
import TestSupport
import Testing

/// The schemas accept what decodes and reject what does not.
@Suite struct SchemaGeneratorTests {
  private func schema(_ kind: SchemaKind) -> String {
    SchemaGenerator.schema(for: kind, checks: stubChecks).serialized()
  }

  private func shipped(in folder: String) throws -> [String] {
    let paths = Workspace.shipped.paths(in: folder).filter { $0.hasSuffix(".yaml") }
    try #require(!paths.isEmpty)
    return try paths.map {
      String(decoding: try #require(Workspace.shipped.bytes($0)), as: UTF8.self)
    }
  }

  @Test func `every shipped pack is valid`() throws {
    let texts = try shipped(in: "Policies/packs")
    let real = SchemaGenerator.schema(for: .pack, checks: CheckCatalog.all).serialized()
    #expect(try SchemaValidator.problems(with: texts, schema: real) == texts.map { _ in [] })
  }

  @Test func `every shipped framework is valid`() throws {
    let texts = try shipped(in: "Policies/frameworks")
    let found = try SchemaValidator.problems(with: texts, schema: schema(.framework))
    #expect(found == texts.map { _ in [] })
    #expect(texts.count == 24)
  }

  @Test func `working files are valid`() throws {
    #expect(
      try SchemaValidator.problems(with: [Workspace.controls], schema: schema(.controls)) == [[]])
    let full =
      Workspace.posture + """
        holidays: [2026-12-25]
        records: records/
        waivers: [waivers.yaml]
        gate: { fail-on: high, allow-unmeasured: ["repository.*"], overdue: ignore }
        controls:
          - { id: a.b, kind: planned, title: T, due: 2026-12-31 }
          - id: a.c
            statement: Within {within}.
            parameters: { within: 14 business days, count: 3 }
            checks:
              - records: { register: r, within: "{within}", minimum-subjects: "{count}" }
              - secrets:
              - file: { path: "{within}", sections: "{within}" }

        """
    #expect(
      try SchemaValidator.problems(
        with: [Workspace.posture, full], schema: schema(.posture)) == [[], []])
    let waivers = "waivers: [{ control: a.*, owner: o, reason: r, until: 2026-12-31 }]"
    #expect(try SchemaValidator.problems(with: [waivers], schema: schema(.waivers)) == [[]])
  }

  @Test func `each fault is rejected`() throws {
    let faults = [
      ("maps-to:", "map-to:"), ("id: transport.hsts", "id: Transport"),
      ("severity: high", "severity: hihg"), ("severity: high", "kind: planned"),
      ("severity: high", "due: 2026-12-31"), ("severity: high", "owner: ''\n    kind: x"),
      ("    statement: No credential of a known form is in the history.\n", ""),
      ("- headers:", "- header:"), ("{ target: code }", "{ traget: code }"),
      ("secrets: { target: code }", "file: {}"),
      ("secrets: { target: code }", "records: { register: r, within: soon }"),
      ("secrets: { target: code }", "records: { register: r, minimum-subjects: many }"),
      ("secrets: { target: code }", "packages: { pinned: maybe }"),
      ("- secrets: { target: code }", "- secrets: { target: code }\n        file: { path: a }"),
      ("controls:\n", "control:\n"),
    ]
    let texts = faults.map { Workspace.controls.replacing($0.0, with: $0.1) }
    let found = try SchemaValidator.problems(with: texts, schema: schema(.controls))
    for (fault, problems) in zip(faults, found) {
      #expect(!problems.isEmpty, "\(fault.1) is accepted")
    }
    let decoded = try texts.map { try Workspace(["controls/all.yaml": $0]).problems() }
    for (fault, problems) in zip(faults, decoded) {
      #expect(!problems.isEmpty, "\(fault.1) decodes")
    }
  }

  @Test func `descriptions, defaults and other parts' definitions are in it`() throws {
    let text = schema(.posture)
    #expect(text.contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""))
    #expect(text.contains("\"description\": \"Stands for headers.\""))
    #expect(text.contains("\"default\": \"medium\""))
    let own = SchemaKind.other(
      title: "Rules", fields: [Field("rules", .list(of: .pattern), required: true, "Rules.")])
    let found = try SchemaValidator.problems(
      with: ["rules: [a]", "rules: a"], schema: schema(own))
    #expect(found.map(\.isEmpty) == [true, false])
  }
}
