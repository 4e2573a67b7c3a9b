import Foundation
import Systems
import TestSupport
import Testing

/// The parts of the reference deployment that every test copies: a repository with its history, and
/// the server's certificate.
final class DeploymentTemplate: Sendable {
  /// The moment at which the deployment is judged.
  static let now = "2026-06-15T09:00:00Z"
  /// Commits that a test adds are dated from 2026-06-01 on.
  static let lastCommit = 1_780_272_000

  /// The template of the suite that runs.
  @TaskLocal static var current: DeploymentTemplate?

  let certificates: TestCertificates
  /// Absolute path of the work tree.
  let path: String
  private let folder: TemporaryFolder

  init() throws {
    certificates = try TestCertificates()
    // Without git's own template there are no sample hooks that every copy would copy.
    let repository = try TemporaryRepository(arguments: ["--template="])
    folder = repository.folder
    path = repository.path
    try fill(repository)
  }

  /// Commits the fixture in steps, so that its documents have dates of their own.
  private func fill(_ repository: TemporaryRepository) throws {
    for (file, text) in try Self.files() { try folder.write("repository/" + file, text) }
    let revised = ["docs/incident-response.md", "docs/runbook.md"]
    let newest = try revised.map { try text(of: $0) }
    let drafts = Dictionary(uniqueKeysWithValues: revised.map { ($0, "# Draft\n") })
    repository.moveClock(toSeconds: 1_730_419_200)  // 2024-11-01
    try repository.commit(drafts, "Begin")
    try repository.git(["switch", "-q", "-c", "plan"])
    repository.moveClock(toSeconds: 1_768_435_200)  // 2026-01-15
    try repository.commit([revised[0]: newest[0]], "Revise the incident response plan")
    try repository.git(["switch", "-q", "main"])
    try repository.git(["merge", "-q", "--no-ff", "-m", "Merge the plan", "plan"])
    try repository.git(["branch", "-q", "-d", "plan"])
    try repository.git(["tag", "v1.0.0"])
    repository.moveClock(toSeconds: 1_777_852_800)  // 2026-05-04
    try repository.commit([revised[1]: newest[1]], "Revise the runbook")
    try repository.git(["gc", "-q"])
  }

  private func text(of file: String) throws -> String {
    try String(contentsOfFile: path + "/" + file, encoding: .utf8)
  }

  /// The fixture's files, with the digests of the documents that are attested.
  private static func files() throws -> [String: String] {
    let root = AvouchProcess.repository + "/Tests/Fixtures/Deployment"
    var files = DeploymentManifests.files
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
      // Folders have no text.
      guard let data = FileManager.default.contents(atPath: root + "/" + name) else { continue }
      files[name] = String(decoding: data, as: UTF8.self)
    }
    let digests = files.filter { $0.key.hasPrefix("docs/") }.mapValues {
      Digest.sha256(Array($0.utf8))
    }
    return files.mapValues { text in
      digests.reduce(text) { $0.replacing("{{\($1.key)}}", with: $1.value) }
    }
  }
}

/// Makes the template once for all tests of a suite, and removes it after them.
struct DeploymentTemplateTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await DeploymentTemplate.$current.withValue(try DeploymentTemplate()) {
      try await function()
    }
  }
}

extension Trait where Self == DeploymentTemplateTrait {
  static var deploymentTemplate: Self { Self() }
}
