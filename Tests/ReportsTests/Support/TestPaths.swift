import Foundation

/// Places outside the test that it reads.
enum TestPaths {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let sarifSchema =
    ProcessInfo.processInfo.environment["SARIF_SCHEMA"].map { URL(fileURLWithPath: $0) }
    ?? package.appendingPathComponent(".build/schemas/sarif-schema-2.1.0.json")
}
