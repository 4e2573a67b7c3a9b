import Foundation
import Testing
import TestSupport

struct ScanEndpointTests {
  private func scan(
    _ site: EndpointSite, _ arguments: String..., environment: [String: String] = [:]
  ) throws -> AvouchProcess {
    let certificates = try TestCertificates(days: 90)
    let secure = try LocalServer(site.directives, certificates: certificates)
    let plain = try LocalServer(site.plain.replacing("$TLS", with: String(secure.port)))
    let words =
      [
        "scan", "endpoint", secure.origin, "--certificate-authority", certificates.authority,
        "--resolve", "localhost:80:127.0.0.1:\(plain.port)",
      ] + arguments
    return try withExtendedLifetime((secure, plain)) {
      try AvouchProcess.run(words, environment: environment)
    }
  }

  private func object(_ run: AvouchProcess) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
      "\(run.errors)")
  }

  @Test func `a good site has its grade, all it sends, and no finding`() throws {
    let run = try scan(EndpointSite())
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("HTTP Observatory: grade A+, score 130"), "\(run.output)")
    #expect(run.output.contains("strict-transport-security: max-age=63072000"))
    #expect(run.output.contains("✓ +10  cross-origin-opener-policy     coop-implemented-with"))
    #expect(run.output.contains("at most 1 MiB of a body, 10 s and 10 redirects each"))
    #expect(!run.output.contains("hunter2"))
  }

  @Test func `an old version of TLS and a certificate that ends are findings`() throws {
    let certificates = try TestCertificates(days: 3)
    let server = try LocalServer(
      "ssl_protocols TLSv1 TLSv1.2; ssl_ciphers \"ALL:@SECLEVEL=0\";", certificates: certificates)
    let run = try withExtendedLifetime(server) {
      try AvouchProcess.run([
        "scan", "endpoint", server.origin, "--certificate-authority", certificates.authority,
      ])
    }
    #expect(run.status == 1)
    #expect(
      run.output.contains("TLS 1.0 is taken, TLS 1.2 is the oldest promised"), "\(run.output)")
    #expect(run.output.contains("the certificate ends on"))
  }

  @Test func `JSON has one entry for each test`() throws {
    var site = EndpointSite()
    site.set("Strict-Transport-Security", "max-age = 31536000")
    let json = try object(try scan(site, "-f", "json"))
    let sites = try #require(json["sites"] as? [[String: Any]])
    let observatory = try #require(sites.first?["observatory"] as? [String: Any])
    let tests = try #require(observatory["tests"] as? [[String: Any]])
    #expect(tests.count == 12)
    let names = Set(tests.compactMap { $0["name"] as? String })
    #expect(names.count == 12)
    for test in tests {
      #expect(test["result"] is String && test["pass"] is Bool && test["scoreModifier"] is Int)
    }
    let security = try #require(
      tests.first { $0["name"] as? String == "strict-transport-security" })
    #expect(security["result"] as? String == "hsts-implemented-max-age-at-least-six-months")
    let reference = try #require(security["reference"] as? [String: Any])
    #expect(reference["result"] as? String == "hsts-header-invalid")
    #expect(json["assessment"] is [String: Any])
    #expect((json["exchanges"] as? [[String: Any]])?.isEmpty == false)
  }

  @Test func `JSON fits its schema, and says what ends when`() throws {
    let run = try scan(EndpointSite(), "-f", "json")
    let schema = try AvouchProcess.run(["schema", "endpoint-scan"]).output
    #expect(try SchemaValidator.problems(with: [run.output], schema: schema) == [[]])
    let broken = run.output.replacing("\"algorithm\": 6", with: "\"algorithm\": 5")
    #expect(try SchemaValidator.problems(with: [broken], schema: schema) != [[]])
    let expiries = try #require(try object(run)["expiries"] as? [[String: Any]])
    #expect(expiries.compactMap { $0["kind"] as? String } == ["certificate", "hsts"])
    #expect(expiries.compactMap { $0["daysLeft"] as? Int } == [90, 730])
    let page = try scan(EndpointSite())
    #expect(page.output.contains("Certificate of https://localhost:"), "\(page.output)")
    #expect(page.output.contains("(in 90 days)"))
  }

  @Test func `a domain's mail and security.txt are asked for, unless that is refused`() throws {
    func controls(_ words: String...) throws -> String {
      try AvouchProcess.run(
        ["scan", "endpoint", "https://www.a.example", "--deadline", "2s"] + words,
        environment: ["RES_OPTIONS": "attempts:1 timeout:1"]
      ).output
    }
    let whole = try controls()
    #expect(whole.contains("endpoint.mail"), "\(whole)")
    #expect(whole.contains("endpoint.security-txt"))
    #expect(!(try controls("--no-domain")).contains("endpoint.mail"))
    let run = try scan(EndpointSite())
    #expect(!run.output.contains("endpoint.mail"))
  }

  @Test func `SARIF and a minimum grade`() throws {
    var site = EndpointSite()
    site.set("Content-Security-Policy")
    let sarif = try object(try scan(site, "-f", "sarif"))
    let runs = try #require(sarif["runs"] as? [[String: Any]])
    #expect((runs.first?["results"] as? [[String: Any]])?.isEmpty == false)
    let run = try scan(site, "--minimum-grade", "A+")
    #expect(run.status == 1)
    #expect(run.output.contains("expected grade A+ or better"))
  }

  @Test func `exposed files are asked for only when that is said`() throws {
    var site = EndpointSite()
    site.locations = "location = /.env { return 200 'DB_PASSWORD=hunter2'; }"
    #expect(try scan(site).status == 0)
    let run = try scan(site, "--exposure")
    #expect(run.status == 1)
    #expect(run.output.contains("/.env gives away the environment"))
    #expect(!run.output.contains("hunter2"))
  }

  @Test func `what cannot be asked leaves no grade and exit code 3`() throws {
    let closed = try LocalServer("return 200;").origin.replacing("http:", with: "https:")
    let run = try AvouchProcess.run(["scan", "endpoint", closed])
    #expect(run.output.contains("no grade"))
    #expect(run.output.contains("connection refused"))
    #expect(run.status == 3, "\(run.output)")
  }

  @Test(
    "a wrong command line is one clear error",
    arguments: [
      (["scan", "endpoint"], "URL"), (["scan", "endpoint", "ftp://a.example"], "https://"),
      (["scan", "endpoint", "https://u:hunter2@a.example"], "user or password"),
      (
        ["scan", "endpoint", "https://a.example", "--header", "Authorization: hunter2"],
        "must not stand"
      ),
      (["scan", "endpoint", "http://a.example", "--header", "Authorization: $T"], "over http"),
      (["scan", "endpoint", "https://a.example", "--resolve", "x"], "host:port:address"),
      (["scan", "endpoint", "https://a.example", "--path", "x"], "begins with /"),
      (["scan", "endpoint", "https://a.example", "--minimum-grade", "Z"], "Z"),
    ])
  func wrong(words: [String], message: String) throws {
    let run = try AvouchProcess.run(words, environment: ["T": "x"])
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(!run.errors.contains("hunter2"))
  }

  @Test func `a credential goes to the site alone and is never printed`() throws {
    var site = EndpointSite()
    site.locations =
      "location = /me { add_header X-Seen \"$http_authorization\" always; return 200; }"
    let run = try scan(
      site, "--header", "Authorization: Bearer $TOKEN", "--path", "/me",
      environment: ["TOKEN": "hunter3"])
    #expect(run.output.contains("x-seen: ***"), "\(run.output)")
    #expect(!(run.output + run.errors).contains("hunter3"), "\(run.output)")
  }
}
