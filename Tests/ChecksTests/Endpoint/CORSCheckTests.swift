import Model
import Testing

@testable import Checks

struct CORSCheckTests {
  private static let app = "https://app.example"
  private static let yaml = """
    target: web
    origins: [https://app.example]
    credentials: true
    methods: [GET, POST]
    """

  /// A server that grants what the closure says to an origin.
  private func result(
    yaml: String = yaml, vary: String? = "Origin",
    _ grants: @escaping @Sendable (_ origin: String) -> [(String, String)]
  ) throws -> CheckResult {
    try EndpointBench.result(CORSCheck.self, yaml) { request in
      let origin = request.headers.first { $0.name == "Origin" }?.value ?? ""
      let lines = grants(origin) + (vary.map { [("Vary", "Accept, \($0)")] } ?? [])
      return .success([EndpointBench.response(lines)])
    }
  }

  private static func allow(_ origin: String, _ credentials: String = "true") -> [(String, String)]
  {
    [
      ("Access-Control-Allow-Origin", origin), ("Access-Control-Allow-Credentials", credentials),
      ("Access-Control-Allow-Methods", "GET, POST"),
    ]
  }

  @Test func `a list of declared origins passes; four origins are asked twice`() throws {
    let result = try result { $0 == Self.app ? Self.allow($0) : [] }
    #expect(result.verdict == .pass, "\(result.findings.map(\.message))")
    #expect(result.subjects == 8)
  }

  @Test func `each way of allowing strangers`() throws {
    let rules = { (grants: @escaping @Sendable (String) -> [(String, String)]) in
      Set(try result(grants).findings.map(\.rule))
    }
    #expect(
      try rules { Self.allow($0) } == [
        "allows-foreign-with-credentials", "allows-null-with-credentials",
      ])
    #expect(
      try rules {
        $0 == "null" ? Self.allow("null", "false") : $0 == Self.app ? Self.allow($0) : []
      }
        == ["allows-null"])
    // Whoever only compares the beginning lets a longer name in.
    #expect(
      try rules {
        $0 == Self.app || $0.hasPrefix("https://a.example") ? Self.allow($0) : []
      } == ["allows-foreign-with-credentials"])
    #expect(
      try rules { $0 == Self.app ? Self.allow($0) : [("Access-Control-Allow-Origin", "*")] }
        == ["public-access"])
  }

  @Test func `declared origins that are refused, or without credentials`() throws {
    #expect(Set(try result { _ in [] }.findings.map(\.rule)) == ["refuses-declared"])
    let without = try result { $0 == Self.app ? Self.allow($0, "false") : [] }
    #expect(Set(without.findings.map(\.rule)) == ["refuses-credentials"])
  }

  @Test func `faults of form`() throws {
    let cached = try result(vary: nil) { $0 == Self.app ? Self.allow($0) : [] }
    #expect(Set(cached.findings.map(\.rule)) == ["missing-vary"])
    let twice = try result { $0 == Self.app ? Self.allow($0) + Self.allow($0) : [] }
    #expect(Set(twice.findings.map(\.rule)).contains("duplicate"))
    let more = try result {
      $0 == Self.app
        ? Self.allow($0) + [("Access-Control-Allow-Methods", "DELETE")] : []
    }
    #expect(more.findings.map(\.rule) == ["more-methods"])
    let star = try result(yaml: "target: web\npublic: true") { _ in Self.allow("*") }
    #expect(Set(star.findings.map(\.rule)) == ["wildcard-with-credentials"])
  }

  @Test func `public access that is declared passes`() throws {
    let result = try result(yaml: "target: web\npublic: true") { _ in
      [("Access-Control-Allow-Origin", "*")]
    }
    #expect(result.verdict == .pass)
  }

  @Test func `a preflight carries no credentials, and what did not answer is unmeasured`() throws {
    let check = try CheckBench.check(CORSCheck.self, Self.yaml)
    let endpoint = Endpoint(
      origin: "https://a.example", paths: ["/"],
      requestHeaders: [HeaderLine(name: "Authorization", value: "Bearer x")])
    let context = CheckBench.context(targets: [CheckBench.target("web", .endpoint(endpoint))])
    let requests = check.requests(in: context.plan).compactMap { $0 as? ExchangeRequest }
    #expect(requests.count == 8)
    for request in requests {
      #expect(request.endpoint.requestHeaders.isEmpty == (request.method == "OPTIONS"))
    }
    #expect(check.evaluate(Observations(), in: context).verdict.word == "unmeasured")
  }

  @Test func `an origin is scheme, host and port`() {
    for wrong in ["https://a.example/", "a.example", "https://a.example/x", "*"] {
      let messages = CheckBench.diagnostics {
        try CheckBench.check(CORSCheck.self, "target: web\norigins: ['\(wrong)']")
      }
      #expect(messages.first?.contains("expected scheme, host and port") == true, "\(wrong)")
    }
  }
}
