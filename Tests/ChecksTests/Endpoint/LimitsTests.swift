import Model
import Testing

@testable import Checks

/// Rate limits, webhooks and recorded sessions.
struct LimitsTests {
  typealias Bench = EndpointBench

  private static let fields = "target: web\npath: /v1\nlimit: 100\nwindow: 1m"

  private func limits(_ lines: [(String, String)], status: Int = 200) throws -> CheckResult {
    try Bench.result(RateLimitCheck.self, Self.fields) { _ in
      .success([Bench.response(lines, status: status)])
    }
  }

  @Test(
    "what fields tell",
    arguments: [
      ([("RateLimit-Policy", "\"default\";q=100;w=60")], "pass"),
      ([("RateLimit-Policy", "\"burst\";q=10;w=1, \"daily\";q=1000;w=86400")], "fail"),
      ([("RateLimit-Policy", "\"default\";q=6000;w=3600")], "pass"),
      ([("RateLimit-Policy", "\"default\";q=101;w=60")], "fail"),
      ([("RateLimit-Policy", "100;w=60")], "pass"),
      ([("RateLimit-Policy", "nonsense here")], "unmeasured"),
      ([("RateLimit-Limit", "100, 100;w=60")], "pass"),
      ([("X-RateLimit-Limit", "100")], "unmeasured"),
      ([("X-RateLimit-Limit", "100"), ("X-RateLimit-Window", "60")], "pass"),
      ([("X-RateLimit-Limit", "200"), ("X-RateLimit-Window", "60")], "fail"),
      ([("X-RateLimit-Limit", "many")], "unmeasured"), ([], "unmeasured"),
      ([("RateLimit-Policy", "\"a\";q=999999999999999;w=1")], "fail"),
    ] as [([(String, String)], String)])
  func told(lines: [(String, String)], verdict: String) throws {
    #expect(try limits(lines).verdict.word == verdict)
  }

  @Test func `a refusal tells its limit too`() throws {
    #expect(try limits([("RateLimit-Policy", "\"a\";q=5;w=60")], status: 429).verdict == .pass)
  }

  private func burst(
    _ limit: Int, isActive: Bool = true, statuses: [Int], milliseconds: Int = 500
  ) throws -> CheckResult {
    try Bench.result(
      RateLimitCheck.self, "target: web\nlimit: \(limit)\nprove: burst", isActive: isActive,
      others: { observations, request in
        guard let request = request as? RequestBurstRequest else { return }
        let burst = RequestBurst(
          responses: statuses.map { Bench.response(status: $0) }, milliseconds: milliseconds)
        observations.set(Observation(.success(burst), observedAt: CheckBench.seenAt), for: request)
      }
    ) { _ in .failure(Unavailable("never asked")) }
  }

  @Test func `bursts are active, bounded and three-valued`() throws {
    #expect(try burst(2, statuses: [200, 200, 429]).verdict == .pass)
    #expect(try burst(2, statuses: [200, 200, 200]).findings.map(\.rule) == ["not-limited"])
    #expect(try burst(2, statuses: [200, 500, 200]).verdict.word == "unmeasured")
    #expect(
      try burst(2, statuses: [200, 200, 200], milliseconds: 60_000).verdict.word == "unmeasured")
    #expect(
      try burst(2, isActive: false, statuses: []).verdict.reason?.contains(
        "only sent with --active")
        == true)
    #expect(try burst(120, statuses: []).verdict.reason?.contains("120 are the most") == true)
  }

  // MARK: webhook

  private static let hook = """
    target: web
    path: /hooks
    scheme: stripe
    secret: $HOOK
    """

  private func webhook(
    _ answers: [WebhookProbe.Attempt: Result<Int, Unavailable>], isActive: Bool = true
  ) throws -> CheckResult {
    try Bench.result(
      WebhookCheck.self, Self.hook, isActive: isActive,
      others: { observations, request in
        guard let request = request as? WebhookProbeRequest else { return }
        let probe = WebhookProbe(
          answers: answers.mapValues { $0.map { Bench.response(status: $0) } })
        observations.set(Observation(.success(probe), observedAt: CheckBench.seenAt), for: request)
      }
    ) { _ in .failure(Unavailable("never asked")) }
  }

  @Test func `a webhook refuses each post, or is found out`() throws {
    let refused: [WebhookProbe.Attempt: Result<Int, Unavailable>] = [
      .unsigned: .success(400), .badlySigned: .success(401), .replayed: .success(403),
    ]
    #expect(try webhook(refused).verdict == .pass)
    for attempt in WebhookProbe.Attempt.allCases {
      let accepted = try webhook(refused.merging([attempt: .success(200)]) { $1 })
      #expect(accepted.findings.map(\.rule) == [attempt.rawValue.replacing(" ", with: "-")])
      let missing = try webhook(refused.merging([attempt: .success(404)]) { $1 })
      #expect(missing.verdict.word == "unmeasured")
      let silent = try webhook(
        refused.merging([attempt: .failure(Unavailable("timed out"))]) { $1 })
      #expect(silent.verdict.word == "unmeasured")
    }
    #expect(
      try webhook([:], isActive: false).verdict.reason
        == "posts to a webhook are only sent with --active")
  }

  @Test func `a secret never stands in a control`() {
    let messages = CheckBench.diagnostics {
      try CheckBench.check(
        WebhookCheck.self, "target: web\npath: /h\nscheme: stripe\nsecret: whsec_hunter2")
    }
    #expect(messages.first?.contains("must not stand in a control") == true)
    #expect(!messages.joined().contains("hunter2"))
  }

  // MARK: har

  private func har(
    _ entries: String, yaml: String = "", started: String = "2026-09-20T00:00:00Z"
  ) throws -> CheckResult {
    let text = """
      {"log": {"version": "1.2", "pages": [], "entries": [\(entries.replacing("STARTED", with: started))]}}
      """
    let check = try CheckBench.check(
      HARCheck.self, "file: a.har\nhosts: ['*.a.example', js.stripe.com]\n" + yaml)
    let context = CheckBench.context()
    var observations = Observations()
    for request in check.requests(in: context.plan) {
      guard let request = request as? StructuredFilesRequest else { continue }
      let file = StructuredFile(
        path: "a.har", digest: "d", documents: .success([try CheckBench.node(text)]))
      observations.set(
        Observation(.success(StructuredFiles(files: [file])), observedAt: CheckBench.seenAt),
        for: request)
    }
    return check.evaluate(observations, in: context)
  }

  private static func entry(_ url: String, method: String = "GET", bytes: Int = 0) -> String {
    """
    {"startedDateTime": "STARTED", "request": {"method": "\(method)", "url": "\(url)", "bodySize": \(bytes)}}
    """
  }

  @Test func `hosts, uploads and encryption of a recorded session`() throws {
    let own = Self.entry("https://www.a.example/x?token=hunter2")
    #expect(try har(own + "," + Self.entry("https://js.stripe.com/v3")).verdict == .pass)
    let foreign = try har(own + "," + Self.entry("https://tracker.example/p?id=hunter2"))
    #expect(foreign.findings.map(\.rule) == ["undeclared-host"])
    #expect(foreign.findings.first?.location.path == "a.har")
    #expect(!"\(foreign)".contains("hunter2"))
    #expect(try har(Self.entry("http://a.example/")).findings.map(\.rule) == ["insecure"])
    #expect(try har(Self.entry("data:text/plain,x") + "," + own).verdict == .pass)
    let upload = Self.entry("https://js.stripe.com/v3", method: "POST", bytes: 12)
    #expect(try har(upload).verdict == .pass)
    #expect(
      try har(upload, yaml: "uploads: ['*.a.example']").findings.map(\.rule) == ["upload"])
  }

  @Test func `what is no recording, old or empty is unmeasured`() throws {
    let own = Self.entry("https://a.example/")
    #expect(try har("").verdict.word == "unmeasured")
    #expect(try har(own, started: "2026-01-01T00:00:00Z").verdict.word == "unmeasured")
    #expect(try har(own, started: "2027-01-01T00:00:00Z").verdict.word == "unmeasured")
    #expect(try har(own, started: "yesterday").verdict.word == "unmeasured")
    #expect(try har("{\"request\": {}}").verdict.word == "unmeasured")
  }
}
