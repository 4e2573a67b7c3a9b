import Foundation

/// A site on this machine, with a posture that asks everything of it that can be asked.
final class MeasuredSite {
  static let port: UInt16 = 18_453
  static let plainPort: UInt16 = 18_083
  private static let hosts = 50

  let folder: URL
  private let server = Process()

  /// Makes a certificate and starts nginx.
  init?(in parent: URL) {
    folder = parent.appending(path: "site")
    let path = folder.path
    guard
      (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true))
        != nil,
      (try? Self.nginx(path).write(
        to: folder.appending(path: "nginx.conf"), atomically: false, encoding: .utf8)) != nil,
      ChildRun.run(
        [
          "/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
          "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key.pem", "-out", "ca.pem", "-days",
          "60", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,DNS:*.a.example",
        ], in: path)?.status == 0
    else { return nil }
    server.executableURL = URL(filePath: "/usr/sbin/nginx")
    server.arguments = ["-p", path, "-c", path + "/nginx.conf", "-e", path + "/error"]
    guard (try? server.run()) != nil else { return nil }
    usleep(500_000)
  }

  deinit { server.terminate() }

  /// One target with four paths and every check of live endpoints.
  func writePosture() throws {
    try write(
      targets: ["web"],
      """
        web:
          url: https://localhost:\(Self.port)
          paths: [/, /login, /api, /does-not-exist]
          certificate-authority: ca.pem
          resolve: ["localhost:80:127.0.0.1:\(Self.plainPort)"]
      """)
  }

  /// The same of fifty hosts behind a relay.
  func writePosture(behind relay: UInt16) throws {
    let names = (1...Self.hosts).map { "h\($0)" }
    try write(
      targets: names,
      names.map {
        """
          \($0):
            url: https://\($0).a.example
            paths: [/, /login, /api, /does-not-exist]
            certificate-authority: ca.pem
            resolve: ["\($0).a.example:443:127.0.0.1:\(relay)", "\($0).a.example:80:127.0.0.1:\(Self.plainPort)"]
        """
      }.joined(separator: "\n"))
  }

  private func write(targets: [String], _ declared: String) throws {
    let list = "[\(targets.joined(separator: ", "))]"
    let controls = Self.checks.enumerated().map {
      "  - { id: c.n\($0), statement: It holds, checks: [{ \($1.replacing("$T", with: list)) }] }"
    }
    let text =
      "avouch: 1\norganization: { name: Measured }\ntargets:\n\(declared)\ncontrols:\n"
      + controls.joined(separator: "\n") + "\n"
    try text.write(to: folder.appending(path: "avouch.yaml"), atomically: false, encoding: .utf8)
    try "a.example. 60 IN TXT \"v=spf1 -all\"\n".write(
      to: folder.appending(path: "zone"), atomically: false, encoding: .utf8)
  }

  private static let checks = [
    "headers: { target: $T, expect: { Strict-Transport-Security: { minimum: 365d } } }",
    "headers: { target: $T, expect: { X-Content-Type-Options: nosniff } }",
    "csp: { target: $T }", "cookies: { target: $T, undeclared: ignore }", "cors: { target: $T }",
    "https-only: { target: $T }", "page: { target: $T }", "exposure: { target: $T }",
    "http: { target: $T, path: /api, status: [401] }", "observatory: { target: $T, minimum: B }",
    "rate-limit: { target: $T, limit: 100 }", "tls: { target: $T }", "certificate: { target: $T }",
    "security-txt: { target: $T }", "dns: { domain: a.example, zone-file: zone, spf: fail }",
  ]

  private static func nginx(_ folder: String) -> String {
    """
    daemon off; worker_processes 1; pid \(folder)/pid; error_log \(folder)/error; worker_rlimit_nofile 8192;
    events { worker_connections 4096; }
    http {
      access_log off; client_body_temp_path \(folder)/b; proxy_temp_path \(folder)/p;
      fastcgi_temp_path \(folder)/f; uwsgi_temp_path \(folder)/u; scgi_temp_path \(folder)/s;
      server {
        listen 127.0.0.1:\(port) ssl http2; ssl_certificate \(folder)/ca.pem;
        ssl_certificate_key \(folder)/key.pem; ssl_protocols TLSv1.2 TLSv1.3;
        ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305;
        server_tokens off; default_type text/html;
        add_header Strict-Transport-Security "max-age=63072000; includeSubDomains" always;
        add_header Content-Security-Policy "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'" always;
        add_header X-Content-Type-Options nosniff always; add_header Referrer-Policy no-referrer always;
        add_header RateLimit-Policy '"default";q=100;w=60' always;
        add_header RateLimit '"default";r=99;t=60' always;
        location = / { return 200 '<!doctype html><script src=/app.js></script>'; }
        location = /login { return 200 '<!doctype html><form action=/login method=post></form>'; }
        location = /api { default_type application/json; return 401 '{"error":"unauthorized"}'; }
        location = /.well-known/security.txt { default_type text/plain;
          return 200 "Contact: mailto:a@a.example\\nExpires: 2999-01-01T00:00:00Z\\n"; }
        location / { return 404 missing; }
      }
      server {
        listen 127.0.0.1:\(plainPort);
        if ($host = localhost) { return 301 https://localhost:\(port)$request_uri; }
        return 301 https://$host$request_uri;
      }
    }
    """
  }
}
