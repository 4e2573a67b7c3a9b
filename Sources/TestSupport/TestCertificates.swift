import FoundationEssentials

/// A certificate authority of a test's own, and a certificate that it signed for this machine.
package final class TestCertificates: Sendable {
  private let folder = TemporaryFolder()

  /// Who signs the server's certificate.
  package enum Signer: Sendable {
    case authority
    /// An authority below the first; whether the server shows its certificate as well.
    case intermediate(isShown: Bool)
    case itself
  }

  /// Makes both with the openssl command; negative days end before today.
  package init(
    names: [String] = ["DNS:localhost", "IP:127.0.0.1"], days: Int = 2,
    signer: Signer = .authority
  ) throws {
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
    func sign(_ request: String, by name: String, _ extensions: String, to out: String) throws {
      try ChildProcess.run([
        tool, "x509", "-req", "-in", request, "-CA", "\(folder.path)/\(name).pem",
        "-CAkey", "\(folder.path)/\(name).key", "-CAcreateserial", "-out", out,
        "-days", String(days), "-extfile", extensions,
      ])
    }
    switch signer {
    case .authority: try sign(request, by: "authority", extensions, to: certificate)
    case .itself:
      try ChildProcess.run([
        tool, "x509", "-req", "-in", request, "-signkey", key, "-out", certificate,
        "-days", String(days), "-extfile", extensions,
      ])
    case .intermediate(let isShown):
      let middle = folder.path + "/middle"
      try ChildProcess.run(
        [tool, "req"] + curve + [
          "-keyout", middle + ".key", "-out", middle + ".csr", "-subj", "/CN=Test Intermediate",
        ])
      let rights = try folder.write("rights", "basicConstraints=critical,CA:TRUE")
      try sign(middle + ".csr", by: "authority", rights, to: middle + ".pem")
      try sign(request, by: "middle", extensions, to: certificate)
      if isShown {
        let chain =
          try String(contentsOfFile: certificate, encoding: .utf8)
          + String(contentsOfFile: middle + ".pem", encoding: .utf8)
        try folder.write("server.pem", chain)
      }
    }
  }

  /// PEM files.
  package var authority: String { folder.path + "/authority.pem" }
  package var certificate: String { folder.path + "/server.pem" }
  package var key: String { folder.path + "/server.key" }
}
