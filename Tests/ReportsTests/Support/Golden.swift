import Foundation
import Testing

/// Compares with a committed file; `UPDATE_GOLDEN=1` writes it anew.
func expectGolden(
  _ actual: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = TestPaths.package.appendingPathComponent("Tests/Golden/Reports/\(name)")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(actual.utf8).write(to: file)
  }
  let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
  let difference = zip(
    actual.split(separator: "\n", omittingEmptySubsequences: false),
    expected.split(separator: "\n", omittingEmptySubsequences: false)
  ).enumerated().first { $0.element.0 != $0.element.1 }
  #expect(
    actual == expected,
    "\(name) differs from line \((difference?.offset ?? -1) + 1): \(difference.map { "\($0.element.0)" } ?? "length")",
    sourceLocation: sourceLocation)
}

enum TestPaths {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let sarifSchema =
    ProcessInfo.processInfo.environment["SARIF_SCHEMA"].map { URL(fileURLWithPath: $0) }
    ?? package.appendingPathComponent(".build/schemas/sarif-schema-2.1.0.json")
}
