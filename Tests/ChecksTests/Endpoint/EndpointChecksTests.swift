import Model
import Testing

@testable import Checks

/// The checks of redirects, files, requests and pages over answers made up.
struct EndpointChecksTests {
  typealias Bench = EndpointBench

  // MARK: https-only

  private func httpsOnly(
    _ plain: Result<[Response], Unavailable>, yaml: String = "target: web",
    secure: Result<[Response], Unavailable> = .success([EndpointBench.response()])
  ) throws -> CheckResult {
    try Bench.result(HTTPSOnlyCheck.self, yaml) {
      $0.url.hasPrefix("http://") ? plain : secure
    }
  }

  private static func redirect(_ location: String, _ status: Int = 301) -> Result<
    [Response], Unavailable
  > {
    .success([
      Bench.response([("Location", location)], url: "http://a.example/", status: status)
    ])
  }

  @Test(
    "where http leads",
    arguments: [
      ("https://a.example/", []), ("HTTPS://A.EXAMPLE/x", []), ("https://a.example:8443/", []),
      ("http://a.example/x", ["detour-over-http"]), ("/x", ["detour-over-http"]),
      ("http://www.a.example/", ["detour-over-http"]),
      ("https://www.a.example/", ["other-host-first"]),
      ("//a.example/", ["detour-over-http"]), ("ftp://a.example/", ["detour-over-http"]),
    ] as [(String, [String])])
  func redirects(location: String, rules: [String]) throws {
    #expect(try httpsOnly(Self.redirect(location)).findings.map(\.rule) == rules)
  }

  @Test func `what is served over http`() throws {
    let page = { (status: Int) -> Result<[Response], Unavailable> in
      .success([Bench.response(url: "http://a.example/", status: status)])
    }
    #expect(try httpsOnly(page(200)).findings.map(\.rule) == ["serves-http"])
    #expect(try httpsOnly(page(404)).findings.map(\.rule) == ["no-redirect"])
    #expect(try httpsOnly(page(403), yaml: "target: web\nrefusals: true").verdict == .pass)
    #expect(try httpsOnly(page(503)).verdict.word == "unmeasured")
    #expect(
      try httpsOnly(Self.redirect("https://a.example/", 302), yaml: "target: web\npermanent: true")
        .findings.map(\.rule) == ["temporary"])
    let cookie = Bench.response(
      [("Location", "https://a.example/"), ("Set-Cookie", "a=1")], url: "http://a.example/",
      status: 301)
    #expect(try httpsOnly(.success([cookie])).findings.map(\.rule) == ["sets-cookie"])
  }

  @Test func `silence is no refusal, and a refusal counts only beside https`() throws {
    let refused = Unavailable("connection refused", cause: .connectionRefused)
    #expect(try httpsOnly(.failure(refused)).verdict == .pass)
    #expect(try httpsOnly(.failure(Unavailable("timed out"))).verdict.word == "unmeasured")
    #expect(
      try httpsOnly(.failure(refused), secure: .failure(refused)).verdict.word == "unmeasured")
  }

  @Test func `https that leads back to http fails`() throws {
    let back = Bench.response([("Location", "http://a.example/")], status: 302)
    let result = try httpsOnly(Self.redirect("https://a.example/"), secure: .success([back]))
    #expect(result.findings.map(\.rule) == ["downgrade"])
  }

  // MARK: exposure

  private static let contents: [String: String] = [
    "/.git/HEAD": "ref: refs/heads/main\n", "/.git/config": "[core]\n\tbare = false",
    "/.env": "# production\nDB_PASSWORD=hunter2\nexport API_KEY=x\n",
    "/.svn/wc.db": "SQLite format 3\0rest", "/.DS_Store": "\0\0\0\u{1}Bud1",
    "/server-status": "<h1>Apache Server Status for a.example</h1>",
    "/actuator/env": "{\"propertySources\":[]}", "/phpinfo.php": "<title>phpinfo()</title>",
    "/wp-config.php.bak": "define('DB_PASSWORD', 'hunter2');",
    "/backup.sql": "-- PostgreSQL database dump\n", "/debug/pprof/": "Types of profiles available:",
    "/.aws/credentials": "[default]\naws_access_key_id = x",
  ]

  private func exposure(
    _ answer: @escaping @Sendable (String) -> (Int, String)
  ) throws -> CheckResult {
    try Bench.result(ExposureCheck.self, "target: web") { request in
      let (status, body) = answer(request.path)
      return .success([Bench.response(url: request.url, status: status, body: body)])
    }
  }

  @Test func `at most twelve files and one control are asked for`() throws {
    #expect(ExposedFile.all.count == 12)
    #expect(Set(ExposedFile.all.map(\.path)) == Set(Self.contents.keys))
    let result = try exposure { _ in (404, "not here") }
    #expect(result.verdict == .pass)
    #expect(result.subjects == 12)
  }

  @Test(
    "each file that is given away is one finding, without its content",
    arguments: ExposedFile.all.map(\.path))
  func exposed(path: String) throws {
    let result = try exposure { $0 == path ? (200, Self.contents[path] ?? "") : (404, "") }
    #expect(result.findings.map(\.identity) == [path])
    #expect(!"\(result)".contains("hunter2"))
  }

  @Test func `a page for every address is no finding; silence is no pass`() throws {
    let page = "<!doctype html><title>App</title><script src=/app.js></script>"
    #expect(try exposure { _ in (200, page) }.verdict == .pass)
    // A catch-all that happens to look like a file leaves that file unknown.
    let echo = try exposure { _ in (200, "NAME=value\n") }
    #expect(echo.verdict.word == "unmeasured")
    #expect(try exposure { $0 == "/.env" ? (500, "") : (404, "") }.verdict.word == "unmeasured")
    #expect(try exposure { _ in (403, Self.contents["/.env"] ?? "") }.verdict == .pass)
  }

  // MARK: http

  private static let request = """
    target: web
    path: /v1/me
    anonymous: true
    status: [401]
    headers: { WWW-Authenticate: { contains: Bearer }, X-Powered-By: { absent: true } }
    body: { contains: error, excludes: [Traceback], matches: '"error"\\s*:', assert: [{ path: error, is: unauthorized }] }
    """

  private func http(
    _ status: Int = 401, _ lines: [(String, String)] = [("WWW-Authenticate", "Bearer realm=x")],
    body: String = "{\"error\": \"unauthorized\"}", isBodyWhole: Bool = true
  ) throws -> CheckResult {
    let document = try? CheckBench.node(body)
    return try Bench.result(HTTPCheck.self, Self.request) { _ in
      .success([
        Bench.response(
          lines, url: "https://a.example/v1/me", status: status, type: "application/json",
          body: body, isBodyWhole: isBodyWhole, document: document)
      ])
    }
  }

  @Test func `a request that is answered as declared passes, and each part can fail`() throws {
    #expect(try http().findings.map(\.message) == [])
    #expect(try http().verdict == .pass)
    #expect(try http(200).findings.map(\.rule) == ["status"])
    #expect(try http(401, []).findings.map(\.rule) == ["missing"])
    let powered = [("WWW-Authenticate", "Bearer"), ("X-Powered-By", "x")]
    #expect(try http(401, powered).findings.map(\.rule) == ["present"])
    #expect(try http(body: "{\"error\": \"other\"}").findings.map(\.rule) == ["body"])
    #expect(
      try http(body: "{\"error\": \"unauthorized\", \"x\": \"Traceback\"}").findings.map(\.identity)
        == ["excludes Traceback /v1/me"])
    #expect(try http(503).verdict.word == "unmeasured")
    #expect(
      try http(body: "{\"error\": \"unauthorized\"}", isBodyWhole: false).verdict.word
        == "unmeasured")
  }

  @Test(
    "what a request must not hold",
    arguments: [
      ("status: [200]\nsend: { Authorization: x }", "is a credential"),
      ("status: [200]\nsend: { 'a b': x }", "is no header name"),
      ("status: [200]\ncontent: x", "GET sends no body"), ("status: []", "accepts nothing"),
      ("status: [200]\npath: x", "starts with /"),
      ("status: [200]\nbody: { assert: [{ path: a }] }", "no operator"),
    ])
  func badRequests(yaml: String, message: String) {
    let messages = CheckBench.diagnostics {
      try CheckBench.check(HTTPCheck.self, "target: web\n" + yaml)
    }
    #expect(messages.contains { $0.contains(message) }, "\(messages)")
  }

  // MARK: page

  @Test func `each kind of unprotected reference`() throws {
    let reference = {
      (use: Page.Use, url: String, site: String?, integrity: String?, cors: String?) in
      Page.Reference(
        use: use, written: url, url: url, site: site, integrity: integrity, crossOrigin: cors)
    }
    let digest = "sha256-" + String(repeating: "A", count: 43) + "="
    let cases: [(Page.Reference, [String])] = [
      (reference(.script, "https://a.example/a.js", "a.example", nil, nil), []),
      (reference(.script, "https://static.a.example/a.js", "a.example", nil, nil), []),
      (reference(.script, "https://cdn.example/a.js", "cdn.example", nil, nil), ["no-integrity"]),
      (reference(.script, "https://cdn.example/a.js", "cdn.example", digest, ""), []),
      (
        reference(.script, "https://cdn.example/a.js", "cdn.example", digest, nil),
        ["no-crossorigin"]
      ),
      (
        reference(.style, "https://cdn.example/a.css", "cdn.example", "sha256-x", ""),
        ["malformed-integrity"]
      ),
      (reference(.script, "https://js.stripe.com/v3/", "stripe.com", nil, nil), []),
      (reference(.image, "http://a.example/a.png", "a.example", nil, nil), ["mixed-content"]),
      (reference(.form, "http://a.example/login", "a.example", nil, nil), ["insecure-form"]),
      (reference(.image, "data:image/png;base64,x", nil, nil, nil), []),
      (reference(.script, "", nil, nil, nil), []),
    ]
    for (reference, rules) in cases {
      let page = Page(metas: [], references: [reference], inlineScripts: 0, isWhole: true)
      let result = try Bench.result(PageCheck.self, "target: web\ntrusted: [js.stripe.com]") { _ in
        .success([Bench.response(page: page)])
      }
      #expect(result.findings.map(\.rule) == rules, "\(reference.written)")
    }
    let cut = Page(metas: [], references: [], inlineScripts: 0, isWhole: false)
    let partly = try Bench.result(PageCheck.self, "target: web") { _ in
      .success([Bench.response(page: cut)])
    }
    #expect(partly.verdict.word == "unmeasured")
  }
}
