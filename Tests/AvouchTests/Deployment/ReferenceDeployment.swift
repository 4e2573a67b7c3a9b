import Foundation
import TestSupport
import Testing

/// A working system of real parts: nginx with TLS, a git repository with history, configuration,
/// lockfiles, registers and documents, with the posture that states them.
///
/// Every test has one of its own and may break it.
final class ReferenceDeployment {
  let repository: TemporaryRepository
  let template: DeploymentTemplate
  var site = DeploymentSite()
  var certificates: TestCertificates
  var isServing = true
  /// Variables that are set beside the site's origin.
  var environment = ["API_TOKEN": DeploymentSite.apiToken]
  var hasOrigin = true

  init() throws {
    template = try #require(DeploymentTemplate.current, "the suite lacks its template")
    certificates = template.certificates
    repository = try TemporaryRepository(
      copying: template.path, seconds: DeploymentTemplate.lastCommit)
    try trust(certificates)
  }

  /// Runs the gate, with the server up unless it was stopped.
  func check() throws -> AvouchProcess {
    var server: LocalServer? = try LocalServer(site.directives, certificates: certificates)
    let origin = server?.origin ?? ""
    if !isServing { server = nil }
    let surroundings = hasOrigin ? ["SITE_ORIGIN": origin] : [:]
    return try withExtendedLifetime(server) {
      try AvouchProcess.run(
        "check", "-f", "json", "--now", DeploymentTemplate.now, in: repository.path,
        environment: environment.merging(surroundings) { $1 })
    }
  }
}

extension ReferenceDeployment: EditableDeployment {
  /// Takes the authority of these certificates for the one to trust; none distrusts all.
  func trust(_ certificates: TestCertificates?) throws {
    let path = repository.path + "/authority.pem"
    try? FileManager.default.removeItem(atPath: path)
    guard let certificates else { return }
    try FileManager.default.copyItem(atPath: certificates.authority, toPath: path)
  }

  /// Serves other certificates, whose authority is trusted.
  func serve(_ certificates: TestCertificates) throws {
    try trust(certificates)
    self.certificates = certificates
  }
}
