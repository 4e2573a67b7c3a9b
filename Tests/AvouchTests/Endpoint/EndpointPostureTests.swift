import Foundation
import Testing
import TestSupport

/// A real site behind nginx, broken in one way at a time: exactly the control that states it fails.
struct EndpointPostureTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let fails: [String]
    let breaks: @Sendable (inout EndpointSite) -> Void

    init(
      _ name: String, fails: String..., breaks: @escaping @Sendable (inout EndpointSite) -> Void
    ) {
      testDescription = name
      self.fails = fails
      self.breaks = breaks
    }
  }

  static let faults = [
    Fault("nothing") { _ in },
    Fault("no HSTS", fails: "c.hsts") { $0.set("Strict-Transport-Security") },
    Fault("HSTS of a day", fails: "c.hsts") {
      $0.set("Strict-Transport-Security", "max-age=86400; includeSubDomains")
    },
    Fault("types may be guessed", fails: "c.types") { $0.set("X-Content-Type-Options") },
    Fault("addresses are told", fails: "c.referrer") { $0.set("Referrer-Policy", "unsafe-url") },
    Fault("an opener policy twice", fails: "c.opener") {
      $0.set("Cross-Origin-Opener-Policy", "same-origin", "same-origin")
    },
    Fault("the server's version", fails: "c.software") { $0.showsVersion = true },
    Fault("the framework's name", fails: "c.software") { $0.set("X-Powered-By", "Express") },
    Fault("a private answer in shared caches", fails: "c.private") {
      $0.apiHeaders = "add_header Cache-Control max-age=60 always;"
    },
    Fault("no policy", fails: "c.csp") { $0.set("Content-Security-Policy") },
    Fault("inline scripts", fails: "c.csp") {
      $0.set(
        "Content-Security-Policy",
        "default-src 'self' 'unsafe-inline'; object-src 'none'; frame-ancestors 'none'")
    },
    Fault("inline scripts that a second policy forbids") {
      $0.set(
        "Content-Security-Policy", "default-src 'unsafe-inline'; frame-ancestors 'none'",
        "default-src 'self'; object-src 'none'")
    },
    Fault("a policy that only reports", fails: "c.csp") {
      $0.headers["Content-Security-Policy-Report-Only"] = $0.headers["Content-Security-Policy"]
      $0.set("Content-Security-Policy")
    },
    Fault("a cookie that scripts can read", fails: "c.cookies") {
      $0.set("Set-Cookie", "__Host-session=hunter2; Path=/; Secure; SameSite=Lax")
    },
    Fault("a cookie more", fails: "c.cookies") {
      $0.headers["Set-Cookie", default: []].append("track=1; Secure")
    },
    Fault("any origin may read", fails: "c.cors") {
      $0.set("Access-Control-Allow-Origin", "$http_origin")
      $0.set("Access-Control-Allow-Credentials", "true")
      $0.set("Vary", "Origin")
    },
    Fault("pages over http", fails: "c.https-only") { $0.plain = "return 200 plain;" },
    Fault("a detour over http", fails: "c.https-only") {
      $0.plain = "return 301 http://localhost/x;"
    },
    Fault("a redirect for now", fails: "c.https-only") {
      $0.plain = "return 302 https://localhost:$TLS$request_uri;"
    },
    Fault("a script of another site", fails: "c.page") {
      $0.page = "<script src=https://cdn.example/x.js></script>"
    },
    Fault("an image over http", fails: "c.page") { $0.page = "<img src=http://a.example/x.png>" },
    Fault("the environment", fails: "c.exposure") {
      $0.locations = "location = /.env { return 200 'DB_PASSWORD=hunter2'; }"
    },
    Fault("a page for every address") {
      $0.locations =
        "location ~ ^/(\\.|server|actuator|phpinfo|wp|backup|debug|avouch) "
        + "{ return 200 '<!doctype html><title>App</title>'; }"
    },
    Fault("an open API", fails: "c.http") { $0.apiStatus = 200 },
  ]

  private static let certificates = Result { try TestCertificates() }

  @Test("each fault turns exactly its control", arguments: faults)
  func fault(_ fault: Fault) throws {
    var site = EndpointSite()
    fault.breaks(&site)
    let certificates = try Self.certificates.get()
    let secure = try LocalServer(site.directives, certificates: certificates)
    let port = String(secure.port)
    let plain = try LocalServer(site.plain.replacing("$TLS", with: port))
    let folder = TemporaryFolder()
    let controls = EndpointSite.controls.map {
      "  - id: \($0.id)\n    statement: It holds.\n    checks: [{ \($0.check) }]"
    }
    let authority = try String(contentsOfFile: certificates.authority, encoding: .utf8)
    try folder.write("authority.pem", authority)
    let posture = EndpointSite.posture.replacing("$TLS", with: port)
      .replacing("$PLAIN", with: String(plain.port))
    try folder.write("avouch.yaml", posture + "\n" + controls.joined(separator: "\n"))
    let run = try AvouchProcess.run("check", "-f", "json", in: folder)
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let listed = try #require(json?["controls"] as? [[String: Any]], "\(run.errors)")
    let failed = listed.filter { $0["verdict"] as? String != "verified" }
      .compactMap { $0["id"] as? String }
    #expect(failed == fault.fails, "\(run.output)")
    #expect(run.status == (fault.fails.isEmpty ? 0 : 1))
    #expect(!run.output.contains("hunter2"))
  }
}
