import Model
import Policy
import Testing

/// Targets take their secrets from the environment and nowhere else.
@Suite struct TargetTests {
  private func kind(
    _ target: String, environment: [String: String] = [:]
  ) throws -> Result<Target.Kind, Unavailable> {
    var workspace = try Workspace(posture: "{ repository: . }", with: target)
    workspace.environment = environment
    return try #require(try workspace.read().target(named: "code")).kind
  }

  private func reason(_ target: String, environment: [String: String] = [:]) throws -> String? {
    guard case .failure(let unavailable) = try kind(target, environment: environment) else {
      return nil
    }
    return unavailable.reason
  }

  @Test func `a connection string comes from the environment`() throws {
    let set = ["DATABASE_URL": "postgres://app:secret@db/app"]
    guard
      case .success(.database(let connection)) = try kind(
        "{ postgres: $DATABASE_URL }", environment: set)
    else {
      Issue.record("the variable is set")
      return
    }
    #expect(connection == "postgres://app:secret@db/app")
    #expect(
      try reason("{ postgres: $DATABASE_URL }") == "environment variable DATABASE_URL is not set")
    #expect(
      try reason("{ postgres: $DATABASE_URL }", environment: ["DATABASE_URL": ""])
        == "environment variable DATABASE_URL is empty")
  }

  @Test func `a URL and its headers come from the environment`() throws {
    let target = "{ url: $SITE, headers: { Authorization: \"Bearer $TOKEN\", x: a$$b } }"
    let kind = try kind(target, environment: ["SITE": "HTTPS://A.example:443/", "TOKEN": "t"])
    guard case .success(.endpoint(let endpoint)) = kind else {
      Issue.record("the variables are set")
      return
    }
    #expect(endpoint.origin == "https://a.example")
    #expect(endpoint.paths == ["/"])
    #expect(
      endpoint.requestHeaders == [
        HeaderLine(name: "Authorization", value: "Bearer t"), HeaderLine(name: "x", value: "a$b"),
      ])
  }

  @Test(arguments: [
    ([:], "environment variable SITE is not set"),
    (["SITE": "https://a.example"], "environment variable TOKEN is not set"),
    (
      ["SITE": "http://a.example", "TOKEN": "t"],
      "environment variable SITE: a credential must not be sent over http"
    ),
    (
      ["SITE": "https://u:hunter2@a.example", "TOKEN": "t"],
      "environment variable SITE: a URL must not hold a user or password"
    ),
    (
      ["SITE": "https://a.example", "TOKEN": "t\r\nx: y"],
      "the value of the header Authorization holds a control character"
    ),
  ])
  func `what the environment lacks`(environment: [String: String], reason: String) throws {
    let target = "{ url: $SITE, headers: { Authorization: $TOKEN } }"
    #expect(try self.reason(target, environment: environment) == reason)
  }

  @Test func `ports, addresses and folders`() throws {
    for (text, origin) in [
      ("http://localhost:8080", "http://localhost:8080"),
      ("http://a.example:80", "http://a.example"),
      ("https://[::1]:8443", "https://[::1]:8443"), ("https://10.0.0.1/", "https://10.0.0.1"),
    ] {
      guard case .success(.endpoint(let endpoint)) = try kind("{ url: \"\(text)\" }") else {
        Issue.record("\(text) is a URL")
        continue
      }
      #expect(endpoint.origin == origin)
    }
    guard case .success(.files(let path)) = try kind("{ files: ./infra//a/../b/ }") else {
      Issue.record("a folder")
      return
    }
    #expect(path.hasSuffix("/infra/b"))
  }

  @Test func `an authority's file starts from the posture's folder`() throws {
    let target =
      "{ url: \"https://localhost:8443\", certificate-authority: ca.pem, "
      + "resolve: [\"a.example:443:127.0.0.1\"] }"
    let workspace = try Workspace(posture: "{ repository: . }", with: target)
    guard case .success(.endpoint(let endpoint)) = try workspace.read().target(named: "code")?.kind
    else {
      Issue.record("an endpoint")
      return
    }
    #expect(endpoint.certificateAuthority == workspace.folder.path + "/ca.pem")
    #expect(endpoint.resolve == ["a.example:443:127.0.0.1"])
  }
}
