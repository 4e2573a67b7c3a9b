import Checks
import Model
import TestSupport
import Testing

/// One product whose list is right, and one thing changed at a time.
struct SubprocessorsTests {
  private static let files = [
    "package.json": #"{"name": "shop", "dependencies": {"stripe": "^17.0.0", "pg": "^8.0.0"}}"#,
    "package-lock.json": """
    {"name": "shop", "lockfileVersion": 3, "packages": {
      "": {"name": "shop", "dependencies": {"stripe": "^17.0.0", "pg": "^8.0.0"}},
      "node_modules/stripe": {"version": "17.1.0"},
      "node_modules/pg": {"version": "8.1.0"},
      "node_modules/pg/node_modules/langsmith": {"version": "0.1.0"}}}
    """,
    ".env.example": "STRIPE_SECRET_KEY=\nPOSTMARK_SERVER_TOKEN=\n",
    "src/mail.ts": "await fetch(\"https://api.postmarkapp.com/email\", request)\n",
    "src/size.ts": "const SQUARE_SIZE = 3\nconst key = process.env.DATABASE_URL\n",
    "README.md": "Pictures are made with https://api.openai.com/v1.\n",
    "test/openai.test.ts": "expect(host).toBe('api.openai.com')\n",
    ".github/workflows/test.yml": "env: { CODECOV_TOKEN: x }\n",
  ]

  private func bench(_ changes: [String: String] = [:]) throws -> DependencyBench {
    let bench = DependencyBench()
    try bench.write(Self.files.merging(changes) { _, new in new })
    return bench
  }

  private static let declared = "declared: [\"Stripe, Inc.\", Postmark]"

  @Test func `a list that is whole passes and says what was seen`() throws {
    let result = try bench().result(of: SubprocessorsCheck.self, Self.declared)
    #expect(result.verdict == .pass, "\(result.summary)")
    let observed = result.evidence.map(\.observed)
    #expect(
      observed.contains(
        "Stripe, Inc.: declared, and seen (environment variable STRIPE_SECRET_KEY at "
          + ".env.example:1:1, package stripe at package-lock.json:3:3, package stripe at "
          + "package.json:1:35)"), "\(observed)")
    #expect(observed.contains { $0.hasPrefix("OpenAI: not in production") })
    #expect(observed.contains { $0.hasPrefix("LangSmith: not in production") })
  }

  @Test(
    arguments: [
      // A client among the production dependencies.
      (
        "package.json", #"{"dependencies": {"stripe": "1.0.0", "@sendgrid/mail": "8.0.0"}}"#,
        "SendGrid (e-mail delivery) is used and not declared: package @sendgrid/mail at package.json"
      ),
      // One of many clients in a scope of the vendor's own.
      (
        "package.json", #"{"dependencies": {"stripe": "1.0.0", "@aws-sdk/client-s3": "3.0.0"}}"#,
        "Amazon Web Services (cloud hosting) is used and not declared: package @aws-sdk/client-s3"
      ),
      // A host in the source.
      (
        "src/chat.py", "client = Client('https://api.anthropic.com')\n",
        "Anthropic (AI) is used and not declared: host api.anthropic.com at src/chat.py:1:26"
      ),
      // Two signs of a service whose client alone says nothing.
      (
        "requirements.txt", "openai==1.0.0\nlangsmith==0.1.0\n",
        nil
      ),
      // An OAuth scope.
      (
        "src/import.ts", "scope: 'https://www.googleapis.com/auth/gmail.readonly'\n",
        "Google Workspace (office, mail and sign-in) is used and not declared: OAuth scope "
          + "www.googleapis.com/auth/gmail.readonly at src/import.ts:1:17"
      ),
    ] as [(String, String, String?)])
  func `what is used and not declared is found`(
    _ path: String, _ text: String, _ message: String?
  ) throws {
    let result = try bench([path: text]).result(of: SubprocessorsCheck.self, Self.declared)
    if let message {
      #expect(result.findings.map(\.rule) == ["undeclared"])
      #expect(result.findings.first?.message.hasPrefix(message) == true, "\(result.findings)")
    } else {
      #expect(result.whyUnmeasured?.contains("cannot be told") == true, "\(result.summary)")
    }
  }

  @Test(arguments: [
    "dev: not in production", "exempted",
  ])
  func `what does not count`(_ way: String) throws {
    let development = #"{"dependencies": {"stripe": "1"}, "devDependencies": {"openai": "1"}}"#
    let production = #"{"dependencies": {"stripe": "1", "twilio": "1"}}"#
    let bench = try bench(["package.json": way == "exempted" ? production : development])
    let exemption =
      way == "exempted"
      ? "\nnot-subprocessors: [{ vendor: Twilio, reason: sends to our own staff only }]" : ""
    let result = try bench.result(of: SubprocessorsCheck.self, Self.declared + exemption)
    #expect(result.verdict == .pass, "\(result.summary)")
  }

  @Test func `names that are words of everyday code are none of a vendor`() throws {
    let bench = try bench(["src/a.ts": "const GA_LIMIT = process.env.GA_LIMIT\n"])
    #expect(try bench.result(of: SubprocessorsCheck.self, Self.declared).verdict == .pass)
  }

  @Test func `a declared one that nothing names`() throws {
    let more = "declared: [Stripe, Postmark, Twilio, Acme Hosting GmbH]\n"
    #expect(try bench().result(of: SubprocessorsCheck.self, more).verdict == .pass)
    #expect(
      try bench().findings(of: SubprocessorsCheck.self, more + "require-seen: true") == [
        "unseen avouch.yaml Twilio is declared as a subprocessor and nowhere seen"
      ])
  }

  @Test func `no list, and exemptions of nobody`() throws {
    #expect(
      try bench().result(of: SubprocessorsCheck.self, "{}").whyUnmeasured?
        .hasPrefix("no subprocessors are declared") == true)
    let odd = Self.declared + "\nnot-subprocessors: [{ vendor: Nobody, reason: none }]"
    #expect(
      try bench().result(of: SubprocessorsCheck.self, odd).whyUnmeasured?
        .contains("names Nobody") == true)
  }

  @Test func `the posture's own list is taken`() throws {
    var bench = try bench()
    bench.subprocessors = SubprocessorList(entries: [
      .init(name: "Stripe", purpose: "payments", data: ["names"], countries: ["US"]),
      .init(name: "ActiveCampaign Postmark (Postmark)", purpose: "mail", data: [], countries: []),
    ])
    #expect(try bench.result(of: SubprocessorsCheck.self, "{}").verdict == .pass)
  }

  @Test func `a manifest that cannot be read leaves it unmeasured`() throws {
    let bench = try bench(["api/poetry.lock": "[[package]\n"])
    let result = try bench.result(of: SubprocessorsCheck.self, Self.declared)
    #expect(result.whyUnmeasured?.contains("api/poetry.lock") == true, "\(result.summary)")
  }

  @Test func `mail servers and senders of a domain`() throws {
    let bench = try bench([
      "zone.txt": """
      shop.test. 300 IN MX 10 aspmx.l.google.com.
      shop.test. 300 IN TXT "v=spf1 include:_spf.google.com include:spf.mtasv.net -all"
      """
    ])
    let mail = "\nmail-domain: shop.test\nzone-file: zone.txt\nexcept: zone.txt"
    let findings = try bench.findings(of: SubprocessorsCheck.self, Self.declared + mail)
    #expect(
      findings == [
        "undeclared dns:shop.test Google Workspace (office, mail and sign-in) is used and not "
          + "declared: mail server aspmx.l.google.com at dns:shop.test, SPF include _spf.google.com "
          + "at dns:shop.test"
      ])
  }

  @Test func `hosts in the policy of a page`() throws {
    let server = try LocalServer(
      """
      location / {
        add_header Content-Security-Policy
          "script-src 'self' https://js.stripe.com; connect-src 'self' $hosts; img-src data:";
        return 200 "hello";
      }
      """, beside: "map $uri $hosts { / https://eu.i.posthog.com; /own https://cdn.shop.test; }")
    var bench = try bench()
    func run(_ path: String, _ more: String = "") throws -> CheckResult {
      bench.targets = [
        Target(
          name: "site", kind: .success(.endpoint(Endpoint(origin: server.origin, paths: [path]))),
          label: "site", location: Location())
      ]
      return try bench.result(of: SubprocessorsCheck.self, Self.declared + "\nweb: site" + more)
    }
    let undeclared = try run("/")
    #expect(
      undeclared.findings.map(\.message) == [
        "PostHog (product analytics) is used and not declared: Content-Security-Policy "
          + "eu.i.posthog.com at \(server.origin)/"
      ])
    #expect(try run("/own").whyUnmeasured?.contains("lets in cdn.shop.test") == true)
    #expect(try run("/own", "\nown-hosts: [\"*.shop.test\"]").verdict == .pass)
  }
}
