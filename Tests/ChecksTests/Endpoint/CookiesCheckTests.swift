import Model
import TestSupport
import Testing

@testable import Checks

struct CookiesCheckTests {
  private static let yaml = """
    target: web
    cookies:
      __Host-id: { purpose: session, prefix: __Host-, lifetime: 12h }
      csrf*: { purpose: csrf, same-site: strict, optional: true }
      theme: { purpose: preference, optional: true }
      widget: { purpose: embedded, partitioned: true, optional: true }
    """
  private static let good = "__Host-id=s3cret; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600"

  private func result(_ lines: [String], yaml: String = yaml) throws -> CheckResult {
    try EndpointBench.result(CookiesCheck.self, yaml) { _ in
      .success([EndpointBench.response(lines.map { ("Set-Cookie", $0) })])
    }
  }

  @Test func `declared cookies pass, and no value is shown`() throws {
    let result = try result([
      Self.good, "csrf_1=x; Secure; SameSite=Strict", "theme=dark; Secure",
      "widget=1; Secure; SameSite=None; Partitioned",
    ])
    #expect(result.verdict == .pass, "\(result.findings.map(\.message))")
    #expect(result.summary == "4 cookies as expected on 1 path")
    #expect(!"\(result)".contains("s3cret"))
  }

  @Test(
    "each cookie broken one way",
    arguments: [
      ("__Host-id=1; Path=/; Secure; SameSite=Lax", ["not-http-only"]),
      ("__Host-id=1; Path=/; Secure; HttpOnly", ["same-site"]),
      ("__Host-id=1; Path=/; Secure; HttpOnly; SameSite=None", ["same-site"]),
      ("__Host-id=1; Path=/; Secure; HttpOnly; SameSite=Wrong", ["same-site"]),
      ("__Host-id=1; Path=/; HttpOnly; SameSite=Lax", ["broken-prefix", "insecure"]),
      ("__Host-id=1; Path=/x; Secure; HttpOnly; SameSite=Lax", ["broken-prefix"]),
      ("__Host-id=1; Secure; HttpOnly; SameSite=Lax", ["broken-prefix"]),
      ("__Host-id=1; Path=/; Domain=a.example; Secure; HttpOnly; SameSite=Lax", ["broken-prefix"]),
      ("__Host-id=1; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=90000", ["lifetime"]),
      (
        "__Host-id=1; Path=/; Secure; HttpOnly; SameSite=Lax; Expires=Wed, 01 Jan 2031 00:00:00 GMT",
        ["lifetime"]
      ),
    ])
  func broken(line: String, rules: [String]) throws {
    #expect(try result([line]).findings.map(\.rule) == rules)
  }

  @Test(
    "each other cookie broken one way",
    arguments: [
      ("csrf_1=x; Secure; SameSite=Lax", "same-site"), ("theme=dark", "insecure"),
      ("widget=1; Secure; SameSite=None", "partitioned"),
      ("other=1; SameSite=None", "insecure same-site"), ("sessionid=1; Secure", "not-http-only"),
      ("my_csrf=1; Secure", "same-site"), ("other=1; Secure; Domain=b.example", "foreign-domain"),
      ("__Secure-x=1", "broken-prefix insecure"), ("__Http-x=1; Secure", "broken-prefix"),
      ("__host-HTTP-x=1; Secure; Path=/", "broken-prefix"),
    ])
  func others(line: String, rules: String) throws {
    let found = try result([Self.good, line]).findings.map(\.rule).sorted()
    #expect(found.joined(separator: " ") == rules)
  }

  @Test func `cookies that nobody declared are judged, forbidden or ignored`() throws {
    let with = { (mode: String) in Self.yaml + "\nundeclared: \(mode)" }
    #expect(
      try result([Self.good, "x=1; Secure"], yaml: with("forbid")).findings.map(\.rule)
        == ["undeclared"])
    #expect(try result([Self.good, "x=1"], yaml: with("ignore")).verdict == .pass)
    #expect(try result([Self.good, "x=1; Max-Age=0"], yaml: with("forbid")).verdict == .pass)
  }

  @Test func `a declared cookie that is not seen is unmeasured, and no cookie at all passes`()
    throws
  {
    #expect(
      try result([]).verdict.reason == "the cookie __Host-id was not set on any path")
    #expect(try result([], yaml: "target: web").verdict == .pass)
    #expect(try result(["a\u{1}b=1"], yaml: "target: web").verdict.word == "unmeasured")
  }

  @Test func `ten thousand cookies are judged in a moment`() throws {
    let lines = (0..<10_000).map { "c\($0)=1; Secure" }
    let start = ContinuousClock.now
    let result = try result(lines, yaml: "target: web")
    #expect(result.verdict == .pass)
    #expect(result.evidence.count <= 201)
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test(
    "dates of cookies",
    arguments: [
      ("Wed, 21 Oct 2026 07:28:00 GMT", 1_792_567_680),
      ("Wed, 21-Oct-26 07:28:00 GMT", 1_792_567_680),
      ("21 oct 2026 7:28:0", 1_792_567_680), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
      ("2026-10-21T07:28:00Z", nil), ("Wed, 31 Feb 2026 00:00:00 GMT", nil),
      ("Wed, 21 Oct 2026 25:00:00 GMT", nil), ("", nil), ("now", nil),
    ] as [(String, Int?)])
  func dates(text: String, seconds: Int?) { #expect(CookieDate.seconds(text) == seconds) }

  @Test func `no line of any kind ends the process`() {
    var random = SplitMix64(seed: 6_265)
    let seed = Array((Self.good + "; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Domain=.a.b").utf8)
    for _ in 0..<5_000 {
      let text = String(decoding: HostileText.mutated(seed, &random), as: UTF8.self)
      guard let cookie = SetCookie(text) else { continue }
      let faults = CookieFaults(cookie: cookie, host: "a.example", now: 0)
      _ = (faults.common, faults.byName, cookie.lifetime(now: 0), CookiesCheck.shown(cookie))
    }
  }
}
