import Checks
import Model
import Testing

struct BundleCheckTests {
  static let good = "const a=import.meta.env.VITE_API,b=process.env.NODE_ENV;fetch('/x')\n"
  /// Tokens of nobody: `{"alg":"HS256"}`, a payload with a role, and a signature of letters.
  static let serviceToken =
    "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ4Iiwicm9sZSI6InNlcnZpY2Vfcm9sZSJ9.c2lnbmF0dXJl"
  static let anonymousToken = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ4Iiwicm9sZSI6ImFub24ifQ.c2lnbmF0dXJl"

  static func result(
    _ texts: [String: String],
    by yaml: String = "{ folders: [dist], server-variables: [DATABASE_URL, '*_PRIVATE'] }",
    scan: SecretScan? = nil
  ) throws -> CheckResult {
    let check = try CheckBench.check(BundleCheck.self, yaml)
    let context = CheckBench.context()
    var observations = Observations()
    for request in check.requests(in: context.plan) {
      if let request = request as? TextFilesRequest {
        let isEnvironment = request.patterns.contains(".env")
        let files = texts.sorted { $0.key < $1.key }
          .filter { $0.key.hasPrefix(".env") == isEnvironment }
          .map { SourceCheckTests.file($0.key, $0.value) }
        observations.set(
          Observation(.success(TextFiles(files: files)), observedAt: CheckBench.seenAt),
          for: request)
      }
      if let request = request as? SecretScanRequest {
        #expect(request.scope == .workTree)
        let facts = scan ?? Self.scan([], gaps: [])
        observations.set(
          Observation(.success(facts), observedAt: CheckBench.seenAt), for: request)
      }
    }
    return check.evaluate(observations, in: context)
  }

  static func scan(_ matches: [SecretMatch], gaps: [String]) -> SecretScan {
    SecretScan(
      scope: .workTree, matches: matches, commits: 0, blobs: 1, bytes: 1, digest: "", head: nil,
      gaps: gaps, rules: 1)
  }

  @Test func `a clean bundle passes`() throws {
    let result = try Self.result([
      "dist/a.js": Self.good + "// \(Self.anonymousToken)", ".env": "VITE_API=x\n",
    ])
    #expect(result.verdict == .pass, "\(result.findings)")
    #expect(result.evidence.map(\.observed) == ["1 built file searched"])
  }

  @Test(
    "each single fault is one finding",
    arguments: [
      ("dist/a.js", "\n//# sourceMappingURL=a.js.map", "source-map dist/a.js:2:5"),
      ("dist/a.js.map", "{}", "source-map dist/a.js.map:1:1"),
      ("dist/a.js", "\nx=\"DATABASE_URL\"", "server-variable dist/a.js:2:4"),
      ("dist/a.js", "\nx=SOME_PRIVATE", "server-variable dist/a.js:2:3"),
      ("dist/a.js", "\nprocess.env.STRIPE_KEY", "process-env dist/a.js:2:13"),
      ("dist/a.js", "\nkey:\"\(serviceToken)\"", "service-role-key dist/a.js:2:6"),
      ("dist/a.js", "\n'sb_secret_aaaaaaaaaaaaaaaaaaaa'", "service-role-key dist/a.js:2:2"),
      ("dist/a.js", "\n-----BEGIN RSA PRIVATE KEY-----", "private-key dist/a.js:2:1"),
      ("dist/a.js", "\nVITE_STRIPE_SECRET_KEY", "public-secret dist/a.js:2:1"),
      (".env", "A=b\nexport NEXT_PUBLIC_DB_PASSWORD=x", "public-secret .env:2:8"),
    ])
  func fault(path: String, text: String, fault: String) throws {
    var files = ["dist/a.js": "a"]
    files[path] = text
    if path == "dist/a.js.map" || path == ".env" { files["dist/a.js"] = "a" }
    let result = try Self.result(files)
    #expect(result.findings.map { "\($0.rule) \($0.location.description)" } == [fault])
    #expect(!"\(result)".contains(Self.serviceToken))
  }

  @Test(
    "what only looks like a fault is none",
    arguments: [
      "a('sourceMappingURL=x')", "NEXT_PUBLIC_SUPABASE_ANON_KEY", "VITE_GOOGLE_MAPS_API_KEY",
      "MY_DATABASE_URLS", "process.env.VITE_X", "eyJhbGciOiJIUzI1NiJ9.eyJ", "eyJ..", "sb_secret_",
      "role: \"service_role\"", "-----BEGIN CERTIFICATE-----",
    ])
  func noFault(text: String) throws {
    #expect(try Self.result(["dist/a.js": text]).verdict == .pass)
  }

  @Test func `what the scan for secrets found is told in its words`() throws {
    let match = SecretMatch(
      rule: "stripe-key", title: "Stripe key", severity: .critical,
      masked: "sk_live_… (32 characters)",
      fingerprint: "f", location: Location(path: "a.js", span: TextSpan(line: 3, column: 2)),
      introducedAt: nil, isInHead: false, fix: "Renew it.")
    let result = try Self.result(["dist/a.js": "x"], scan: Self.scan([match], gaps: []))
    #expect(
      result.findings.map { "\($0.rule) \($0.location.description)" } == [
        "stripe-key dist/a.js:3:2"
      ])
    #expect(result.findings.first?.severity == .critical)
    let gap = try Self.result(["dist/a.js": "x"], scan: Self.scan([], gaps: ["b.zip is encrypted"]))
    #expect(gap.verdict.reason == "dist: b.zip is encrypted")
  }

  @Test func `nothing built is nothing measured`() throws {
    #expect(try Self.result([:]).verdict.reason?.contains("build first") == true)
    let yaml = "{ folders: dist, minimum-subjects: 0 }"
    #expect(try Self.result([:], by: yaml).verdict.word == "not-applicable")
  }

  @Test func `fields and mistakes`() throws {
    _ = try CheckBench.example(of: BundleCheck.self)
    let yaml = "{ folders: dist, source-maps: true, allowed-names: ['VITE_*'] }"
    #expect(try Self.result(["dist/a.js.map": "VITE_A_SECRET"], by: yaml).verdict == .pass)
    let mistakes = CheckBench.diagnostics {
      try CheckBench.check(BundleCheck.self, "folders: [../x, 'a*']")
    }
    #expect(mistakes.count == 2)
  }
}
