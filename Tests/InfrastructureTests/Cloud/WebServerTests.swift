import Checks
import Infrastructure
import Model
import Testing

/// nginx and connection strings, judged as load balancers are.
@Suite struct WebServerTests {
  static let configuration = """
    http {
      ssl_protocols TLSv1.2 TLSv1.3;
      server {
        listen 80;
        server_name example.com;
        return 301 https://$host$request_uri;
      }
      server {
        listen 443 ssl;
        server_name example.com;
      }
      server {
        listen 127.0.0.1:8080;
        server_name status;
      }
    }
    """

  static func result(_ text: String) throws -> CheckResult {
    try CloudBench.result(
      TLSConfigCheck.self, over: NginxSource().read(TextTree(["nginx.conf": text])))
  }

  @Test func `a working server passes`() throws {
    let result = try Self.result(Self.configuration)
    #expect(result.verdict == .pass, "\(result.summary)")
    #expect(result.subjects == 2)
  }

  @Test(
    "each single fault gives its one finding at its line",
    arguments: [
      ("return 301 https://$host$request_uri;", "root /srv;", "nginx.conf:4 plain"),
      ("TLSv1.2 TLSv1.3", "TLSv1 TLSv1.2", "nginx.conf:2 old-version"),
      ("listen 443 ssl", "listen 443", "nginx.conf:9 plain"),
      ("127.0.0.1:8080", "8080", "nginx.conf:13 plain"),
    ])
  func fault(part: String, broken: String, mark: String) throws {
    #expect(try Self.result(Self.configuration.replacing(part, with: broken)).marks == [mark])
  }

  @Test func `without a list of versions nobody can tell`() throws {
    let text = Self.configuration.replacing("ssl_protocols TLSv1.2 TLSv1.3;", with: "")
    #expect(try Self.result(text).verdict.reason?.contains("1.27.3") == true)
  }

  @Test(
    "connection strings say whether they insist on TLS",
    arguments: [
      ("postgres://u:p@db.example.com/a?sslmode=require", "pass"),
      ("postgresql+asyncpg://u:p@db.example.com/a?ssl=require", "pass"),
      ("postgres://u:p@db.example.com/a?sslmode=prefer", "fail"),
      ("postgres://u:p@db.example.com/a", "fail"),
      ("rediss://cache.example.com:6380", "pass"), ("redis://cache.example.com:6379", "fail"),
      ("mongodb+srv://c.example.com/a", "pass"),
      ("mysql://m.example.com/a?ssl-mode=DISABLED", "fail"),
      ("postgres://u:p@localhost/a", "unmeasured"), ("postgres://u:p@db/a", "unmeasured"),
      ("https://example.com", "unmeasured"),
    ])
  func connection(address: String, verdict: String) throws {
    let read = PlatformSource().read(TextTree([".env": "DATABASE_ADDRESS=\(address)\n"]))
    let result = try CloudBench.result(TLSConfigCheck.self, over: read)
    #expect(result.verdict.word == verdict)
    #expect(!result.evidence.contains { $0.observed.contains("u:p") })
  }
}
