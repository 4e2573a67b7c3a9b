import Foundation
import TestSupport
import Testing

/// The example as it would be deployed: nginx with the example's own configuration in front of a
/// stand-in for the application, and the repository with its registers and documents.
///
/// Every test has one of its own and may break it.
final class InvoiceOpsDeployment: EditableDeployment {
  let repository: TemporaryRepository
  private let certificates: TestCertificates
  var isServing = true
  /// What the application answers to a request without a token.
  var anonymousAnswer = "add_header WWW-Authenticate Bearer always; return 401;"

  init() throws {
    let template = try #require(InvoiceOpsTemplate.current, "the suite lacks its template")
    certificates = template.certificates
    repository = try TemporaryRepository(
      copying: template.path, seconds: InvoiceOpsTemplate.lastCommit)
    try FileManager.default.copyItem(
      atPath: certificates.authority, toPath: repository.path + "/deploy/authority.pem")
  }

  /// Runs the gate, with the servers up unless they were stopped.
  func check() throws -> AvouchProcess {
    let nginx = repository.path + "/deploy/nginx"
    var site: LocalServer? = try LocalServer(
      "include \(nginx)/server.conf;", beside: application + "include \(nginx)/http.conf;",
      certificates: certificates)
    let origin = site?.origin ?? ""
    let suffix = origin.split(separator: ":").last.map(String.init) ?? ""
    var plain: LocalServer? = try LocalServer(
      "include \(nginx)/plain.conf;", beside: "map $host $secure_suffix { default \":\(suffix)\"; }"
    )
    let plainOrigin = plain?.origin ?? ""
    if !isServing { (site, plain) = (nil, nil) }
    return try withExtendedLifetime((site, plain)) {
      try AvouchProcess.run(
        "check", "-f", "json", "--now", InvoiceOpsTemplate.now, in: repository.path,
        environment: ["INVOICEOPS_WEB": origin, "INVOICEOPS_PLAIN": plainOrigin])
    }
  }

  private var application: String {
    """
    upstream application { server unix:\(repository.folder.path)/application; }
    server {
      listen unix:\(repository.folder.path)/application;
      default_type text/html;
      add_header X-Powered-By uvicorn always;
      location = / { return 200 "<title>InvoiceOps</title>"; }
      location = /login { return 200 "<title>Sign in</title>"; }
      location /api/ { \(anonymousAnswer) }
      location / { return 404; }
    }

    """
  }
}
