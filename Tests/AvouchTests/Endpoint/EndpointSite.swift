import TestSupport

/// A site with a sign-in, an API and a plain http server, which a test breaks in one way.
struct EndpointSite {
  var headers: [String: [String]] = [
    "Strict-Transport-Security": ["max-age=63072000; includeSubDomains"],
    "Content-Security-Policy": [
      "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    ],
    "X-Content-Type-Options": ["nosniff"],
    "Referrer-Policy": ["no-referrer"],
    "Cross-Origin-Opener-Policy": ["same-origin"],
    "Set-Cookie": ["__Host-session=hunter2; Path=/; Secure; HttpOnly; SameSite=Lax"],
  ]
  var page = "<!doctype html><html><head><script src=/app.js></script></head></html>"
  var showsVersion = false
  /// What the plain server does.
  var plain = "return 301 https://localhost:$TLS$request_uri;"
  /// More locations of the site.
  var locations = ""
  var apiStatus = 401
  var apiHeaders = "add_header Cache-Control no-store always;"

  mutating func set(_ name: String, _ values: String...) { headers[name] = values }

  /// The https server's directives.
  var directives: String {
    let lines = headers.sorted { $0.key < $1.key }.flatMap { name, values in
      values.map { "add_header \(name) \"\($0)\" always;" }
    }
    return """
      server_tokens \(showsVersion ? "on" : "off"); default_type text/html;
      location = / { \(lines.joined(separator: " ")) return 200 '\(page)'; }
      location = /api { default_type application/json; \(apiHeaders) return \(apiStatus) '{"error":"unauthorized"}'; }
      \(locations)
      location / { return 404 "missing"; }
      """
  }

  static let posture = """
    avouch: 1
    organization: { name: Example }
    targets:
      web:
        url: https://localhost:$TLS
        certificate-authority: authority.pem
        resolve: ["localhost:80:127.0.0.1:$PLAIN"]
    controls:
    """

  /// One control for each check.
  static let controls: [(id: String, check: String)] = [
    (
      "c.hsts",
      "headers: { target: web, expect: { Strict-Transport-Security: { minimum: 365d, include-subdomains: true } } }"
    ),
    ("c.types", "headers: { target: web, expect: { X-Content-Type-Options: nosniff } }"),
    ("c.referrer", "headers: { target: web, expect: { Referrer-Policy: no-referrer } }"),
    ("c.opener", "headers: { target: web, expect: { Cross-Origin-Opener-Policy: same-origin } }"),
    ("c.software", "headers: { target: web, no-versions: true }"),
    (
      "c.private",
      "headers: { target: web, paths: [/api], content-types: [application/json], private: true }"
    ),
    ("c.csp", "csp: { target: web, forbid: [framing] }"),
    (
      "c.cookies",
      "cookies: { target: web, cookies: { __Host-session: { purpose: session, prefix: __Host- } }, undeclared: forbid }"
    ),
    ("c.cors", "cors: { target: web }"),
    ("c.https-only", "https-only: { target: web, permanent: true }"),
    ("c.page", "page: { target: web }"),
    ("c.exposure", "exposure: { target: web }"),
    (
      "c.http",
      "http: { target: web, path: /api, anonymous: true, status: [401], body: { assert: [{ path: error, is: unauthorized }] } }"
    ),
  ]
}
