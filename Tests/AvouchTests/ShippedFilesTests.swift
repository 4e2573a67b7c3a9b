import Foundation
import TestSupport
import Testing

/// Every YAML file that ships, and this project's own posture, is valid by the schema that the command
/// prints and by a validator that knows nothing of the command.
@Suite struct ShippedFilesTests {
  @Test(arguments: [
    ("posture", ["avouch.yaml", "Policies/examples/invoiceops/avouch.yaml"], 2),
    ("controls", ["controls", "Policies/examples/invoiceops/controls"], 14),
    ("pack", ["Policies/packs"], 11), ("framework", ["Policies/frameworks"], 18),
    ("secret-rules", ["Policies/secrets"], 70),
  ])
  func `the shipped files are valid by the printed schema`(
    kind: String, places: [String], atLeast count: Int
  ) throws {
    let schema = try AvouchProcess.run("schema", kind, in: "/")
    #expect(schema.status == 0)
    let files = try places.flatMap(yamlFiles)
    #expect(files.count >= count)
    let texts = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
    let problems = try SchemaValidator.problems(with: texts, schema: schema.output)
    for (file, problems) in zip(files, problems) {
      #expect(problems.isEmpty, "\(file)")
    }
  }

  private func yamlFiles(in place: String) throws -> [String] {
    let path = AvouchProcess.repository + "/" + place
    if path.hasSuffix(".yaml") { return [path] }
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      .filter { $0.hasSuffix(".yaml") }.map { path + "/" + $0 }
  }
}
