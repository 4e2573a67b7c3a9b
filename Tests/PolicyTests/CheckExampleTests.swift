import Checks
import Model
import Policy
import TestSupport
import Testing

/// The example of every check, as its reference page shows it, is a control that reads.
@Suite struct CheckExampleTests {
  private static let checks = CheckCatalog.all

  private func controls(with example: String) -> String {
    let lines = example.split(separator: "\n", omittingEmptySubsequences: false)
    let indented = lines.enumerated().map { ($0 == 0 ? "      - " : "        ") + $1 }
    return "controls:\n  - id: a.b\n    statement: S.\n    checks:\n"
      + indented.joined(separator: "\n") + "\n"
  }

  @Test(arguments: checks.map { $0.definition.name })
  func `an example decodes and fits the schema`(name: String) throws {
    let type = try #require(Self.checks.first { $0.definition.name == name })
    let text = controls(with: type.definition.example)
    let code = "  code: { repository: . }\n"
    let posture = Workspace.posture.split(separator: code, maxSplits: 1)
      .joined(separator: code + "  infra: { files: . }\n  db: { postgres: $DATABASE_URL }\n")
    var workspace = try Workspace(["avouch.yaml": posture, "controls/all.yaml": text])
    workspace.environment = ["DATABASE_URL": "postgres://db.example/app"]
    workspace.checks = Self.checks
    // The examples of roll-ups name controls that only their own page has.
    let problems = workspace.problems().filter {
      !$0.contains("unknown control") && !$0.contains("no control matches")
    }
    #expect(problems == [])
    let schema = SchemaGenerator.schema(for: .controls, checks: Self.checks).serialized()
    #expect(try SchemaValidator.problems(with: [text], schema: schema) == [[]])
  }
}
