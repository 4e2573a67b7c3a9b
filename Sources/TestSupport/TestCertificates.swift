/// A certificate authority of a test's own, and a certificate that it signed for this machine.
package final class TestCertificates: Sendable {
  private let folder = TemporaryFolder()

  /// Makes both with the openssl command.
  package init(names: [String] = ["DNS:localhost", "IP:127.0.0.1"], days: Int = 2) throws {
    let tool = "/usr/bin/openssl"
    let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    try ChildProcess.run(
      [tool, "req", "-x509"] + curve + [
        "-keyout", folder.path + "/authority.key", "-out", authority, "-days", "2",
        "-subj", "/CN=Test Authority", "-addext", "basicConstraints=critical,CA:TRUE",
      ])
    let request = folder.path + "/server.csr"
    try ChildProcess.run(
      [tool, "req"] + curve + ["-keyout", key, "-out", request, "-subj", "/CN=server"])
    let extensions = try folder.write(
      "extensions", "subjectAltName=" + names.joined(separator: ","))
    try ChildProcess.run([
      tool, "x509", "-req", "-in", request, "-CA", authority,
      "-CAkey", folder.path + "/authority.key", "-CAcreateserial", "-out", certificate,
      "-days", String(days), "-extfile", extensions,
    ])
  }

  /// PEM files.
  package var authority: String { folder.path + "/authority.pem" }
  package var certificate: String { folder.path + "/server.pem" }
  package var key: String { folder.path + "/server.key" }
}
