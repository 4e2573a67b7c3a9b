import Testing

@testable import Checks

struct ContentSecurityPolicyTests {
  @Test(
    "directives that must be included",
    arguments: [
      ("frame-ancestors 'none'", "frame-ancestors 'none'", true),
      ("Frame-Ancestors 'NONE'", "frame-ancestors 'none'", true),
      ("frame-ancestors", "frame-ancestors 'none'", true),
      ("frame-ancestors 'none' https://a.example", "frame-ancestors 'none'", false),
      ("frame-ancestors 'self'", "frame-ancestors 'none'", false),
      ("default-src 'self'", "frame-ancestors 'none'", false),
      ("script-src 'self' https://A.example/Path", "script-src https://a.EXAMPLE/Path", true),
      ("script-src https://a.example/Path", "script-src https://a.example/path", false),
      ("script-src 'nonce-Ab'", "script-src 'nonce-ab'", false),
      ("script-src 'self'", "script-src", true),
      ("script-src 'self'; script-src *", "script-src *", false),
      ("upgrade-insecure-requests", "upgrade-insecure-requests", true),
    ])
  func includes(policy: String, wanted: String, expected: Bool) throws {
    let directive = try #require(ContentSecurityPolicy.directive(wanted))
    #expect(ContentSecurityPolicy(policy).includes(directive) == expected)
  }

  @Test func `commas and lines separate policies`() {
    let policies = ContentSecurityPolicy.all(in: ["default-src 'none', img-src *", "", "sandbox;"])
    #expect(
      policies.map { $0.directives.map(\.name) } == [["default-src"], ["img-src"], ["sandbox"]])
  }

  @Test func `order does not matter for sameness`() {
    let policy = ContentSecurityPolicy("default-src 'self' https://a.example;  img-src *;")
    #expect(
      policy.isSame(as: ContentSecurityPolicy("img-src *; DEFAULT-SRC https://A.example 'self'")))
    #expect(!policy.isSame(as: ContentSecurityPolicy("default-src 'self'; img-src *")))
  }
}
