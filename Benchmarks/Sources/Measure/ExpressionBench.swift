import Foundation

/// Expressions of control files, measured through the command: what a check costs with many of them
/// less what it costs with one is what they cost.
struct ExpressionBench {
  private static let subjects = 2_000
  private static let expressions = 200

  let avouch: String
  let folder: URL

  /// Prints a row for each, and the figures of one evaluation and one compilation by difference.
  func run() throws {
    let few = try costs(of: 1, subjects: Self.subjects, command: "check")
    let many = try costs(of: Self.expressions, subjects: Self.subjects, command: "check")
    let evaluations = Double((Self.expressions - 1) * Self.subjects)
    print(
      "| CEL, evaluated with every part explained: per second and core |  | "
        + "\(Int(evaluations / (many - few) * 1_000)) |")
    let one = try costs(of: 1, subjects: 1, command: "lint")
    let all = try costs(of: 10_000, subjects: 1, command: "lint")
    print(
      "| CEL, read, checked and compiled twice, microseconds each |  | "
        + "\(Int((all - one) * 1_000 / 9_999)) |")
  }

  /// The least CPU milliseconds of several runs.
  private func costs(of expressions: Int, subjects: Int, command: String) throws -> Double {
    let place = folder.appending(path: "expressions-\(expressions)-\(subjects)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let rows = (0..<expressions).map {
      "            - cel: resource.encrypted == true && resource.retention >= \($0 % 30)\n"
    }
    let posture = """
      avouch: 1
      organization: { name: Generated }
      controls:
        - id: a.b
          statement: Everything is encrypted and kept.
          checks:
            - config:
                files: data.json
                each: resources[*]
                assert:

      """
    try Data((posture + rows.joined()).utf8).write(to: place.appending(path: "avouch.yaml"))
    let resources = (0..<subjects).map {
      #"{"name": "database-\#($0)", "kind": "db", "encrypted": true, "retention": 35}"#
    }
    try Data("{\"resources\": [\(resources.joined(separator: ",\n"))]}".utf8)
      .write(to: place.appending(path: "data.json"))
    let runs = (0..<5).compactMap { _ in
      ChildRun.run([avouch, command, "-q"], in: place.path)
    }
    return runs.map(\.cpu).min() ?? 0
  }
}
