import Foundation
import TestSupport
import Testing

/// The example's files in a repository with history, and certificates: what every test copies.
final class InvoiceOpsTemplate: Sendable {
  static let example = AvouchProcess.repository + "/Policies/examples/invoiceops"
  /// The moment at which the example is judged.
  static let now = "2026-11-20T09:00:00Z"

  /// The template of the suite that runs.
  @TaskLocal static var current: InvoiceOpsTemplate?

  /// Which files came with which commit, by the beginnings of their paths; the last takes the rest.
  private static let steps: [(seconds: Int, paths: [String])] = [
    (1_764_579_600, ["app/", "migrations/", "pyproject.toml", "uv.lock"]),  // 2025-12-01
    (1_771_232_400, [".github/", "deploy/nginx/", "deploy/production.env"]),  // 2026-02-16
    (1_778_490_000, ["docs/incident-response.md", "docs/encryption.md"]),  // 2026-05-11
    (1_785_747_600, ["docs/"]),  // 2026-08-03
    (lastCommit, [""]),
  ]
  /// The moment of the newest commit, 2026-11-10.
  static let lastCommit = 1_794_301_200

  let certificates: TestCertificates
  /// Absolute path of the work tree.
  let path: String
  private let folder: TemporaryFolder

  init() throws {
    certificates = try TestCertificates()
    let repository = try TemporaryRepository(arguments: ["--template="])
    folder = repository.folder
    path = repository.path
    var files = try Self.files()
    for step in Self.steps {
      repository.moveClock(toSeconds: step.seconds)
      let chosen = files.filter { file in step.paths.contains { file.key.hasPrefix($0) } }
      try repository.commit(chosen.mapValues { $0 })
      files = files.filter { chosen[$0.key] == nil }
    }
  }

  private static func files() throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: example) {
      // Folders have no text, and the buyer's workbook is none; no fault needs it.
      guard let data = FileManager.default.contents(atPath: example + "/" + name),
        let text = String(validating: data, as: UTF8.self)
      else { continue }
      files[name] = text
    }
    return files
  }
}

/// Makes the template once for all tests of a suite, and removes it after them.
struct InvoiceOpsTemplateTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await InvoiceOpsTemplate.$current.withValue(try InvoiceOpsTemplate()) {
      try await function()
    }
  }
}

extension Trait where Self == InvoiceOpsTemplateTrait {
  static var invoiceOpsTemplate: Self { Self() }
}
