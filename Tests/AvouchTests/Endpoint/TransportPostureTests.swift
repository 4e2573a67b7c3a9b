import Foundation
import Testing
import TestSupport

/// Real servers with one thing wrong about their TLS or certificate: exactly the controls that state it
/// fail, by the right rule, and what cannot be looked at any more is unproven.
struct TransportPostureTests {
  struct Server: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var fails: [String] = []
    var rules: Set<String> = []
    var unproven: [String] = []
    var directives = Server.modern
    var hsts = "add_header Strict-Transport-Security max-age=63072000 always;"
    var plain = "return 301 https://localhost:$TLS$request_uri;"
    var names = ["DNS:localhost", "IP:127.0.0.1"]
    var days = 2
    var signer = TestCertificates.Signer.authority

    static let groups = "ssl_ecdh_curve X25519:prime256v1:secp384r1;"
    static let modern = "ssl_protocols TLSv1.3; \(groups)"
    static let intermediate = """
      ssl_protocols TLSv1.2 TLSv1.3; \(groups)
      ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384;
      """
    static let old = """
      ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; \(groups) ssl_ciphers "ALL:@SECLEVEL=0";
      """

    init(_ name: String, _ change: (inout Server) -> Void = { _ in }) {
      testDescription = name
      change(&self)
    }

    /// One whose certificate keeps every client from asking anything else.
    static func untrusted(
      _ name: String, _ rules: Set<String>, _ change: (inout Server) -> Void
    ) -> Server {
      Server(name) {
        $0.fails = ["t.certificate"]
        $0.rules = rules
        $0.unproven = ["t.hsts"]
        change(&$0)
      }
    }
  }

  static let servers = [
    Server("modern"),
    Server("intermediate") {
      $0.directives = Server.intermediate
      ($0.fails, $0.rules) = (["t.modern"], ["version", "suite"])
    },
    Server("TLS 1.0 enabled") {
      $0.directives = Server.old
      $0.fails = ["t.version", "t.intermediate", "t.modern"]
      $0.rules = ["version", "suite", "weak-suite"]
    },
    Server("TLS 1.3 only, with any group") {
      $0.directives = "ssl_protocols TLSv1.3;"
      ($0.fails, $0.rules) = (["t.intermediate", "t.modern"], ["group"])
    },
    Server("an intermediate that is shown") { $0.signer = .intermediate(isShown: true) },
    Server.untrusted("a missing intermediate", ["incomplete-chain"]) {
      $0.signer = .intermediate(isShown: false)
    },
    Server.untrusted("a self-signed certificate", ["self-signed"]) { $0.signer = .itself },
    Server.untrusted("another name", ["wrong-name"]) { $0.names = ["DNS:other.example"] },
    Server.untrusted("an expired certificate", ["expired"]) { $0.days = -1 },
    Server("no HSTS on errors") {
      $0.hsts = "add_header Strict-Transport-Security max-age=63072000;"
      ($0.fails, $0.rules) = (["t.hsts"], ["missing"])
    },
    Server("HSTS twice") {
      $0.hsts += $0.hsts.replacing("63072000", with: "1")
      ($0.fails, $0.rules) = (["t.hsts"], ["duplicate"])
    },
    Server("plain http without a redirect") {
      $0.plain = "return 200 hello;"
      ($0.fails, $0.rules) = (["t.https-only"], ["serves-http"])
    },
  ]

  private static let posture = """
    avouch: 1
    organization: { name: Example }
    targets:
      web:
        url: https://localhost:$TLS
        paths: [/, /missing]
        certificate-authority: authority.pem
        resolve: ["localhost:80:127.0.0.1:$PLAIN"]
    controls:
      - { id: t.version, statement: S, checks: [{ tls: { target: web, forward-secrecy: false } }] }
      - { id: t.intermediate, statement: S, checks: [{ tls: { target: web, policy: intermediate } }] }
      - { id: t.modern, statement: S, checks: [{ tls: { target: web, policy: modern } }] }
      - { id: t.certificate, statement: S, checks: [{ certificate: { target: web, valid-for: 1d } }] }
      - { id: t.hsts, statement: S, checks: [{ headers: { target: web, expect: { Strict-Transport-Security: { minimum: 365d } } } }] }
      - { id: t.https-only, statement: S, checks: [{ https-only: { target: web } }] }
    """

  @Test("each server breaks exactly what it should", arguments: servers)
  func server(_ server: Server) throws {
    let certificates = try TestCertificates(
      names: server.names, days: server.days, signer: server.signer)
    let secure = try LocalServer(
      server.directives + server.hsts + "location / { return 404 missing; }"
        + "location = / { return 200 hello; }", certificates: certificates)
    let port = String(secure.port)
    let plain = try LocalServer(server.plain.replacing("$TLS", with: port))
    let folder = TemporaryFolder()
    try folder.write(
      "authority.pem", try String(contentsOfFile: certificates.authority, encoding: .utf8))
    try folder.write(
      "avouch.yaml",
      Self.posture.replacing("$TLS", with: port).replacing("$PLAIN", with: String(plain.port)))
    let run = try AvouchProcess.run("check", "-f", "json", in: folder)
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let controls = try #require(json?["controls"] as? [[String: Any]], "\(run.errors)")
    func named(_ verdict: String) -> [String] {
      controls.filter { $0["verdict"] as? String == verdict }.compactMap { $0["id"] as? String }
    }
    let checks = controls.flatMap { $0["checks"] as? [[String: Any]] ?? [] }
    let findings = checks.flatMap { $0["findings"] as? [[String: Any]] ?? [] }
    #expect(named("violated") == server.fails, "\(run.output)")
    #expect(named("unproven") == server.unproven, "\(run.output)")
    #expect(Set(findings.compactMap { $0["rule"] as? String }) == server.rules)
    #expect(run.status == (server.fails.isEmpty ? 0 : 1))
  }
}
