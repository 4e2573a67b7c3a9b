import Checks
import Model
import Testing

struct HeadersCheckTests {
  typealias Lines = [(String, String)]

  static let check = """
    target: web
    expect:
      Strict-Transport-Security: { minimum: 365d, include-subdomains: true, preload: true }
      Content-Security-Policy: { includes: ["frame-ancestors 'none'", "default-src 'self'"] }
      X-Content-Type-Options: nosniff
      X-Frame-Options: { one-of: [DENY, SAMEORIGIN] }
      Referrer-Policy: { one-of: [no-referrer, strict-origin-when-cross-origin] }
      Permissions-Policy: { includes: ["camera=()"] }
      Cross-Origin-Opener-Policy: same-origin
      Cache-Control: { includes: no-store }
      X-Limit: { minimum: 10 }
      Server: { matches: "^[a-z]+$" }
      X-Powered-By: { absent: true }
    """
  static let good: Lines = [
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload"),
    ("content-security-policy", "default-src 'self'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "deny"),
    ("Referrer-Policy", "no-referrer, strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "No-Store, max-age=0"),
    ("X-Limit", "10"), ("Server", "nginx"),
  ]

  static func response(
    _ lines: Lines = good, url: String = "https://a.example/", status: Int = 200
  ) -> Response {
    Response(
      url: url, status: status, version: "2",
      headers: lines.map { HeaderLine(name: $0.0, value: $0.1) },
      bodySize: 0, digest: "d1")
  }

  static func replacing(_ name: String, with values: [String]) -> Lines {
    var lines = good.filter { $0.0.lowercased() != name.lowercased() }
    lines += values.map { (name, $0) }
    return lines
  }

  static func result(
    _ yaml: String = check, origin: String = "https://a.example", paths: [String] = ["/"],
    _ answer: (String) -> Result<[Response], Unavailable>
  ) throws -> CheckResult {
    let check = try CheckBench.check(HeadersCheck.self, yaml)
    let web = CheckBench.target("web", .endpoint(Endpoint(origin: origin, paths: paths)))
    let context = CheckBench.context(targets: [web])
    var observations = Observations()
    for request in check.requests(in: context.plan) {
      guard let request = request as? ExchangeRequest else { continue }
      observations.set(
        Observation(
          answer(request.path).map(Exchange.init(responses:)), observedAt: CheckBench.seenAt),
        for: request)
    }
    return check.evaluate(observations, in: context)
  }

  static func result(_ yaml: String = check, over responses: [Response]) throws -> CheckResult {
    try result(yaml) { _ in .success(responses) }
  }

  @Test func `good headers pass, and every line is evidence`() throws {
    let result = try Self.result(over: [Self.response()])
    #expect(result.verdict == .pass, "\(result.findings)")
    #expect(result.summary == "11 headers as expected on 1 response")
    #expect(result.evidence.count == 12)
    #expect(result.evidence.contains { $0.observed == "x-frame-options: deny" })
    #expect(result.evidence.contains { $0.observed == "no X-Powered-By header" })
    #expect(
      result.evidence.allSatisfy { $0.digest == "d1" && $0.location.url == "https://a.example/" })
  }

  @Test(
    "each header broken one way turns exactly its expectation",
    arguments: [
      ("Strict-Transport-Security", [], "missing"),
      ("Strict-Transport-Security", ["max-age=300; includeSubDomains; preload"], "weak"),
      ("Strict-Transport-Security", ["max-age=31536000; preload"], "weak"),
      ("Strict-Transport-Security", ["max-age=31536000; includeSubDomains"], "weak"),
      ("Strict-Transport-Security", ["max-age=abc; includeSubDomains; preload"], "invalid"),
      (
        "Strict-Transport-Security", ["max-age=31536000, max-age=1; includeSubDomains; preload"],
        "invalid"
      ),
      (
        "Strict-Transport-Security",
        [
          "max-age=31536000; includeSubDomains; preload",
          "max-age=31536000; includeSubDomains; preload",
        ], "duplicate"
      ),
      ("Content-Security-Policy", [], "missing"), ("Content-Security-Policy", [""], "missing"),
      ("Content-Security-Policy", ["default-src 'self'"], "weak"),
      ("X-Content-Type-Options", [], "missing"),
      ("X-Content-Type-Options", ["sniff"], "unexpected-value"),
      ("X-Content-Type-Options", ["nosniff;"], "unexpected-value"),
      ("X-Content-Type-Options", ["nosniff", "none"], "duplicate"),
      ("Referrer-Policy", [], "missing"), ("Referrer-Policy", ["never"], "invalid"),
      ("Referrer-Policy", ["no-referrer, unsafe-url"], "unexpected-value"),
      ("Referrer-Policy", ["origin", "no-referrer"], "duplicate"),
      ("Permissions-Policy", [], "missing"), ("Permissions-Policy", ["microphone=()"], "weak"),
      ("Permissions-Policy", ["camera 'none'"], "invalid"),
      ("Cross-Origin-Opener-Policy", ["Same-Origin"], "unexpected-value"),
      ("Cross-Origin-Opener-Policy", ["same-origin", "unsafe-none"], "duplicate"),
      ("Cross-Origin-Opener-Policy", ["same-origin", "same-origin"], "duplicate"),
      ("Cross-Origin-Opener-Policy", ["\"same-origin\""], "invalid"),
      ("Cache-Control", ["max-age=0"], "weak"), ("X-Limit", ["9"], "weak"),
      ("X-Limit", ["many"], "unexpected-value"), ("Server", ["nginx/1.2"], "unexpected-value"),
      ("X-Powered-By", ["PHP"], "present"), ("X-Powered-By", [""], "present"),
    ] as [(String, [String], String)])
  func broken(name: String, values: [String], rule: String) throws {
    let result = try Self.result(over: [Self.response(Self.replacing(name, with: values))])
    #expect(result.verdict == .fail)
    #expect(result.findings.map(\.rule) == [rule], "\(result.findings.map(\.message))")
    let finding = try #require(result.findings.first)
    #expect(finding.identity == "\(name.lowercased()) /")
    #expect(finding.location.url == "https://a.example/")
    #expect(finding.fix?.isEmpty == false)
    #expect(finding.message.hasPrefix(name + ": expected "))
  }

  @Test(
    "what browsers take all the same",
    arguments: [
      ("Strict-Transport-Security", ["preload ; INCLUDESUBDOMAINS; max-age=\"31536000\""]),
      ("Content-Security-Policy", ["default-src 'self'", "frame-ancestors 'none'"]),
      ("Content-Security-Policy", ["default-src 'self', frame-ancestors 'none'"]),
      ("X-Content-Type-Options", ["NoSniff"]), ("X-Content-Type-Options", ["nosniff", "nosniff"]),
      ("X-Frame-Options", []), ("X-Frame-Options", ["SAMEORIGIN"]),
      ("Referrer-Policy", ["unknown-policy, no-referrer, newer-policy"]),
      ("Cache-Control", ["max-age=0", "no-store"]),
      ("Cross-Origin-Opener-Policy", ["same-origin; bar=baz"]),
    ])
  func tolerated(name: String, values: [String]) throws {
    let result = try Self.result(over: [Self.response(Self.replacing(name, with: values))])
    #expect(result.verdict == .pass, "\(result.findings.map(\.message))")
  }

  static let framing = "target: web\nexpect: { X-Frame-Options: { is: SAMEORIGIN } }"

  @Test(
    "frame-ancestors overrides X-Frame-Options",
    arguments: [
      ("SAMEORIGIN", [], true), ("sameorigin", [], true), ("DENY", [], false),
      ("ALLOW-FROM https://b.example", [], false), ("SAMEORIGIN", ["frame-ancestors 'self'"], true),
      ("DENY", ["frame-ancestors 'self'"], true), ("SAMEORIGIN", ["frame-ancestors *"], false),
      ("SAMEORIGIN", ["frame-ancestors *", "frame-ancestors 'self'"], true),
      ("SAMEORIGIN", ["default-src 'none'"], true),
    ] as [(String, [String], Bool)])
  func framing(value: String, policies: [String], passes: Bool) throws {
    let lines = [("X-Frame-Options", value)] + policies.map { ("Content-Security-Policy", $0) }
    let result = try Self.result(Self.framing, over: [Self.response(lines)])
    #expect((result.verdict == .pass) == passes, "\(result.findings.map(\.message))")
  }

  @Test func `several faults of one header are one finding each rule`() throws {
    let lines = Self.replacing("Strict-Transport-Security", with: ["max-age=300"])
    let result = try Self.result(over: [Self.response(lines)])
    #expect(
      result.findings.map(\.message) == [
        "Strict-Transport-Security: expected max-age of at least 365 days, saw `max-age=300`; "
          + "expected includeSubDomains, saw `max-age=300`; expected preload, saw `max-age=300`"
      ])
    #expect(
      result.findings.first?.fix
        == "nginx: add_header Strict-Transport-Security "
        + "\"max-age=31536000; includeSubDomains; preload\" always;")
  }

  @Test func `a policy that is only reported does not count, and that is said`() throws {
    var lines = Self.replacing("Content-Security-Policy", with: [])
    lines.append(("Content-Security-Policy-Report-Only", "default-src 'self'"))
    let message = try Self.result(over: [Self.response(lines)]).findings.first?.message
    #expect(message?.contains("Report-Only is sent, which enforces nothing") == true)
  }

  @Test func `a misspelt header is offered`() throws {
    var lines = Self.replacing("Permissions-Policy", with: [])
    lines.append(("Permission-Policy", "camera=()"))
    let message = try Self.result(over: [Self.response(lines)]).findings.first?.message
    #expect(
      message == "Permissions-Policy: expected the header, saw none; there is Permission-Policy")
  }

  @Test func `transport security over http fails for that reason`() throws {
    let yaml = "target: web\nexpect: { Strict-Transport-Security: { present: true } }"
    let result = try Self.result(yaml, over: [Self.response(url: "http://a.example/")])
    #expect(result.findings.map(\.rule) == ["insecure-scheme"])
  }

  @Test(
    "presence of transport security is a policy in force",
    arguments: [("max-age=1", true), ("max-age=0", false), ("nonsense", false)])
  func presence(value: String, passes: Bool) throws {
    let yaml = "target: web\nexpect: { Strict-Transport-Security: { present: true } }"
    let result = try Self.result(
      yaml, over: [Self.response([("Strict-Transport-Security", value)])])
    #expect((result.verdict == .pass) == passes)
  }

  @Test func `an exact transport security value compares by meaning`() throws {
    let yaml =
      "target: web\nexpect: { Strict-Transport-Security: 'max-age=10; includeSubDomains' }"
    let result = { value in
      try Self.result(yaml, over: [Self.response([("Strict-Transport-Security", value)])]).verdict
    }
    #expect(try result("includesubdomains;max-age=\"10\"") == .pass)
    #expect(try result("max-age=11; includeSubDomains") == .fail)
    #expect(try result("max-age=10") == .fail)
  }

  @Test func `one unreachable path leaves the check unmeasured, and a fault elsewhere fails it`()
    throws
  {
    let answer = { (lines: Lines) in
      { (path: String) -> Result<[Response], Unavailable> in
        path == "/slow"
          ? .failure(Unavailable("timed out")) : .success([Self.response(lines)])
      }
    }
    let paths = ["/", "/slow"]
    let partly = try Self.result(paths: paths, answer(Self.good))
    #expect(partly.verdict == .unmeasured(reason: "https://a.example/slow: timed out"))
    #expect(try Self.result(paths: paths, answer([])).verdict == .fail)
  }

  @Test(
    "an answer that is not the page tells nothing of its headers",
    arguments: [500, 503, 429])
  func outage(status: Int) throws {
    #expect(try Self.result(over: [Self.response([], status: status)]).verdict.word == "unmeasured")
    let accepted = Self.check + "\nstatus: [\(status)]"
    #expect(try Self.result(accepted, over: [Self.response(status: status)]).verdict == .pass)
  }

  @Test func `a status that is not accepted is a finding`() throws {
    let result = try Self.result(
      Self.check + "\nstatus: [200, 404]", over: [Self.response(status: 302)])
    #expect(result.findings.map(\.rule) == ["unexpected-status"])
    #expect(result.findings.first?.message == "expected status 200 or 404, saw 302")
  }

  @Test(
    "which hops are judged",
    arguments: [("first", 1, "fail"), ("last", 1, "pass"), ("all", 2, "fail")])
  func hops(hops: String, subjects: Int, verdict: String) throws {
    let chain = [
      Self.response([], url: "https://a.example/", status: 301),
      Self.response([], url: "https://other.example/", status: 301),
      Self.response(url: "https://A.example:443/home?session=abc"),
    ]
    let result = try Self.result(Self.check + "\nhops: \(hops)", over: chain)
    #expect(result.subjects == subjects)
    #expect(result.verdict.word == verdict)
    #expect(!"\(result)".contains("session=abc"))
  }

  @Test func `cookies are never shown`() throws {
    let yaml = "target: web\nexpect: { Set-Cookie: { matches: 'HttpOnly' } }"
    let result = try Self.result(yaml, over: [Self.response([("Set-Cookie", "sid=hunter2")])])
    #expect(result.verdict == .fail)
    #expect(!"\(result)".contains("hunter2"))
  }

  @Test func `hostile values are shown short and on one line`() throws {
    let value = "\u{1B}[31m" + String(repeating: "x", count: 10_000)
    let result = try Self.result(over: [Self.response(Self.replacing("Server", with: [value]))])
    let message = try #require(result.findings.first?.message)
    #expect(!message.contains("\u{1B}"))
    #expect(message.utf8.count < 300)
  }

  @Test func `a pattern that would backtrack for ever is unmeasured`() throws {
    let yaml = "target: web\nexpect: { Server: { matches: '^(a|a?)+$' } }"
    let value = String(repeating: "a", count: 50_000) + "!"
    let result = try Self.result(yaml, over: [Self.response([("Server", value)])])
    #expect(result.verdict.reason?.contains("limits") == true)
  }

  @Test func `a target that is no endpoint is unmeasured`() throws {
    let check = try CheckBench.check(HeadersCheck.self, Self.check)
    let context = CheckBench.context(targets: [CheckBench.target("web", .files(path: "/x"))])
    #expect(check.requests(in: context.plan).isEmpty)
    #expect(
      check.evaluate(Observations(), in: context).verdict.reason
        == "target web is not a live endpoint")
  }

  @Test func `an exchange without a response is unmeasured`() throws {
    #expect(try Self.result(over: []).verdict.word == "unmeasured")
  }

  @Test(
    "each fault in the expectations has a way out",
    arguments: [
      ("{}", "`expect` names no header"), ("{ 'a b': x }", "is no header name"),
      ("{ A: x, a: y }", "stands here twice"), ("{ A: {} }", "nothing is expected of A"),
      ("{ A: { include-subdomains: true } }", "only for Strict-Transport-Security"),
      ("{ A: { minimum: 5d } }", "expected a whole number"),
      ("{ A: { present: false } }", "write `absent: true`"),
      ("{ A: { absent: true, contains: x } }", "`absent` stands alone"),
      ("{ A: { matches: '(' } }", "bad pattern"),
      ("{ A: { minimun: 5 } }", "minimum"),
      ("{ Strict-Transport-Security: { minimum: long } }", "a duration such as 365d"),
      ("{ Strict-Transport-Security: 'max-age' }", "is no value of Strict-Transport-Security"),
      ("{ Strict-Transport-Security: { includes: preload } }", "`preload: true`"),
      ("{ X-Content-Type-Options: sniff }", "expect nosniff"),
      ("{ X-Frame-Options: ALLOW }", "DENY and SAMEORIGIN"),
      ("{ Referrer-Policy: no-referer }", "did you mean `no-referrer`?"),
      ("{ Permissions-Policy: { includes: \"camera 'none'\" } }", "is no feature"),
      ("{ Content-Security-Policy: { includes: 'a; b' } }", "one directive an element"),
    ])
  func fault(expect: String, message: String) {
    let diagnostics = CheckBench.diagnostics {
      try CheckBench.check(HeadersCheck.self, "target: web\nexpect: \(expect)")
    }
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.contains(message) == true, "\(diagnostics)")
  }

  @Test func `paths start with a slash`() {
    let diagnostics = CheckBench.diagnostics {
      try CheckBench.check(HeadersCheck.self, Self.check + "\npaths: [login]")
    }
    #expect(diagnostics.first?.contains("starts with /") == true)
  }

  @Test func `a target's own paths are used, or the root`() throws {
    let check = try CheckBench.check(HeadersCheck.self, Self.check)
    let paths = { (declared: [String]) in
      let endpoint = Endpoint(origin: "https://a.example", paths: declared)
      let context = CheckBench.context(targets: [CheckBench.target("web", .endpoint(endpoint))])
      return check.requests(in: context.plan).map(\.subject)
    }
    #expect(paths(["/a", "/b"]) == ["https://a.example/a", "https://a.example/b"])
    #expect(paths([]) == ["https://a.example/"])
  }

  @Test func `the example decodes`() throws { _ = try CheckBench.example(of: HeadersCheck.self) }
}
