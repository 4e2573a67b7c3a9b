import Model
import TestSupport
import Testing

@testable import Checks

struct CSPCheckTests {
  private func result(
    _ policies: [String], yaml: String = "target: web", metas: [String] = [],
    more: [(String, String)] = []
  ) throws -> CheckResult {
    let page = Page(
      metas: metas.map {
        Page.Meta(name: "content-security-policy", isHTTPEquivalent: true, content: $0)
      }, references: [], inlineScripts: 0, isWhole: true)
    let lines = policies.map { ("Content-Security-Policy", $0) } + more
    return try EndpointBench.result(CSPCheck.self, yaml) { _ in
      .success([EndpointBench.response(lines, page: page)])
    }
  }

  static let strict =
    "script-src 'nonce-cmFuZG9tYnl0ZXM=' 'strict-dynamic' 'unsafe-inline' https:; object-src 'none'; base-uri 'none'"

  @Test(
    "policies that leave nothing open",
    arguments: [
      strict, "default-src 'none'", "default-src 'self'; object-src 'none'",
      "script-src 'self'; object-src 'self'", "SCRIPT-SRC 'SELF'; OBJECT-SRC 'NONE'",
      "script-src 'sha256-MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI='; object-src 'none'",
      "script-src https://cdn.jsdelivr.net/npm/vue@3/dist/vue.js; object-src 'none'",
    ])
  func closed(policy: String) throws {
    let result = try result([policy])
    #expect(result.verdict == .pass, "\(result.findings.map(\.message))")
  }

  @Test(
    "each weakness is named by directive and value",
    arguments: [
      ("script-src 'self' 'unsafe-inline'; object-src 'none'", "inline-script", "'unsafe-inline'"),
      ("default-src 'self' 'unsafe-inline'", "inline-script", "`default-src`"),
      (
        "script-src 'self'; script-src-attr 'unsafe-inline'; object-src 'none'", "inline-script",
        "`script-src-attr`"
      ),
      (
        "script-src 'self'; script-src-elem 'unsafe-inline'; object-src 'none'", "inline-script",
        "`script-src-elem`"
      ),
      ("script-src 'self' 'unsafe-eval'; object-src 'none'", "eval", "'unsafe-eval'"),
      ("script-src *; object-src 'none'", "any-host", "`*`"),
      ("script-src https:; object-src 'none'", "any-host", "`https:`"),
      ("script-src 'self' data:; object-src 'none'", "any-host", "`data:`"),
      ("script-src 'self' blob:; object-src 'none'", "any-host", "`blob:`"),
      ("script-src *.com; object-src 'none'", "any-host", "top-level domain"),
      ("script-src https://cdn.jsdelivr.net; object-src 'none'", "bypass-host", "cdn.jsdelivr.net"),
      ("script-src *.googleapis.com; object-src 'none'", "bypass-host", "ajax.googleapis.com"),
      ("script-src *.cloudfront.net; object-src 'none'", "bypass-host", "cloudfront.net"),
      ("script-src *.eu.herokuapp.com; object-src 'none'", "bypass-host", "herokuapp.com"),
      ("script-src 'self'", "missing-directive", "no `object-src`"),
      ("script-src 'self'; object-src *", "plugins", "`object-src`"),
      ("object-src 'none'", "missing-directive", "no `script-src`"),
      (
        "script-src 'nonce-cmFuZG9tYnl0ZXM='; object-src 'none'", "missing-directive",
        "no `base-uri`"
      ),
      ("default-src 'self'; base-uri *", "base-uri", "`base-uri`"),
      ("default-src 'self'; img-src http://img.example", "insecure-source", "http://img.example"),
      ("default-src 'self'; connect-src ws://a.example", "insecure-source", "ws://a.example"),
      ("default-src 'self'; img-src 10.0.0.1", "address-source", "10.0.0.1"),
      ("script-src 'nonce-abc'; object-src 'none'; base-uri 'none'", "weak-nonce", "guessed"),
      ("script-src 'nonce-!!!!!!!!!!'; object-src 'none'; base-uri 'none'", "weak-nonce", "Base64"),
    ])
  func open(policy: String, rule: String, text: String) throws {
    let result = try result([policy])
    #expect(result.findings.map(\.rule) == [rule], "\(result.findings.map(\.message))")
    #expect(result.findings.first?.message.contains(text) == true, "\(result.findings)")
    #expect(result.findings.first?.location.url == "https://a.example/")
  }

  @Test(
    "several policies are a conjunction",
    arguments: [
      (["script-src 'unsafe-inline'; object-src 'none'", "script-src 'self'"], []),
      (["script-src 'self'", "object-src 'none'"], []),
      (["frame-ancestors 'none'", "default-src 'self'"], []),
      (
        ["script-src 'unsafe-inline'; object-src 'none'", "frame-ancestors 'none'"],
        ["inline-script"]
      ),
      (
        ["script-src 'unsafe-inline' 'self'; object-src 'none'", "script-src 'unsafe-inline'"],
        ["inline-script"]
      ),
      (["script-src *; object-src 'none', script-src 'self'"], []),
    ])
  func conjunction(policies: [String], rules: [String]) throws {
    #expect(try result(policies).findings.map(\.rule) == rules)
    #expect(try result(policies.reversed()).findings.map(\.rule) == rules)
  }

  @Test func `a meta tag's policy counts, but for what belongs in a header`() throws {
    #expect(try result([], metas: ["default-src 'self'"]).verdict == .pass)
    let rules = try result([], metas: ["default-src 'self'; frame-ancestors 'none'"]).findings
    #expect(rules.map(\.rule) == ["ignored-in-meta"])
  }

  @Test func `a policy that only reports is none`() throws {
    let found = try result(
      [], more: [("Content-Security-Policy-Report-Only", "default-src 'none'")]
    ).findings
    #expect(found.map(\.rule) == ["missing"])
    #expect(found.first?.message.contains("Report-Only enforces nothing") == true)
  }

  @Test(
    "each fault of form",
    arguments: [
      ("script-src 'self'; script-src *", "duplicate-directive"),
      ("scirpt-src 'self'", "unknown-directive"), ("plugin-types a/b", "deprecated-directive"),
      ("img-src 'self' font-src 'self'", "missing-semicolon"),
      ("img-src self", "invalid-source"), ("img-src 'selfish'", "invalid-source"),
      ("script-src nonce-cmFuZG9tYnl0ZXM=", "invalid-source"),
      ("img-src 'none' 'self'", "none-beside-others"),
      ("script-src-elem 'strict-dynamic'", "strict-dynamic-alone"),
      ("report-to nowhere", "undefined-endpoint"),
    ])
  func form(part: String, rule: String) throws {
    let rules = try result(["default-src 'self'; \(part)"]).findings.map(\.rule)
    #expect(rules == [rule])
    let allowed = try result(
      ["default-src 'self'; \(part)"], yaml: "target: web\nallow: [\(rule)]")
    #expect(allowed.verdict == .pass, "\(allowed.findings.map(\.message))")
  }

  @Test func `a reporting endpoint that is defined is found`() throws {
    let policy = "default-src 'self'; report-to here"
    let defined = [("Reporting-Endpoints", "here=\"https://r.example/\"")]
    #expect(try result([policy], more: defined).verdict == .pass)
    let older = [("Report-To", "{\"group\": \"here\", \"max_age\": 1, \"endpoints\": []}")]
    #expect(try result([policy], more: older).verdict == .pass)
  }

  @Test func `strictness and trusted types are asked for`() throws {
    let yaml = "target: web\nstrict: true\ntrusted-types: true"
    let bare = try result(["default-src 'self'"], yaml: yaml)
    #expect(Set(bare.findings.map(\.rule)) == ["not-strict", "trusted-types"])
    let full = try result(
      [Self.strict + "; require-trusted-types-for 'script'"], yaml: yaml)
    #expect(full.verdict == .pass, "\(full.findings.map(\.message))")
  }

  @Test func `what is forbidden beside the usual`() throws {
    let yaml = "target: web\nforbid: [framing, form-action, inline-style]"
    let open = try result(["default-src 'self'; style-src 'unsafe-inline'"], yaml: yaml)
    #expect(
      open.findings.map(\.rule).sorted() == [
        "inline-style", "missing-directive", "missing-directive",
      ])
    let closed = try result(
      ["default-src 'self'; frame-ancestors 'none'; form-action 'self'"], yaml: yaml)
    #expect(closed.verdict == .pass)
  }

  @Test func `what is no page is left out, and nothing judged is no pass`() throws {
    let json = EndpointBench.response(type: "application/json")
    let answer = try EndpointBench.result(CSPCheck.self, "target: web") { _ in .success([json]) }
    #expect(answer.verdict.reason == "no path answered with an HTML page")
    let all = try EndpointBench.result(CSPCheck.self, "target: web\nevery-type: true") { _ in
      .success([json])
    }
    #expect(all.findings.map(\.rule) == ["missing"])
  }

  @Test(
    "what did not answer is unmeasured", arguments: [503, 429])
  func outage(status: Int) throws {
    let down = try EndpointBench.result(CSPCheck.self, "target: web") { _ in
      .success([EndpointBench.response(status: status)])
    }
    #expect(down.verdict.word == "unmeasured")
    let silent = try EndpointBench.result(CSPCheck.self, "target: web") { _ in
      .failure(Unavailable("timed out"))
    }
    #expect(silent.verdict.reason == "https://a.example/: timed out")
  }

  @Test func `no policy of any kind ends the process`() {
    var random = SplitMix64(seed: 3)
    let seeds = [
      Self.strict, "default-src 'self' https://*.a.example:* http://[::1]:80/x; sandbox",
    ]
    for seed in seeds {
      for _ in 0..<2_000 {
        let text = String(
          decoding: HostileText.mutated(Array(seed.utf8), &random), as: UTF8.self)
        for policy in ContentSecurityPolicy.all(in: [text]) {
          for weakness in PolicyWeakness.allCases {
            _ = PolicyWeaknesses(policy).witness(of: weakness)
          }
          _ = PolicyForm(policy, isMeta: true, endpoints: []).faults
        }
        _ = ObservatoryDirectives(text)
      }
    }
  }
}
