import Testing

@testable import Checks

struct StrictTransportSecurityTests {
  @Test(
    "values that browsers take",
    arguments: [
      ("max-age=31536000", 31_536_000, false, false),
      ("max-age=0", 0, false, false),
      ("max-age=00010", 10, false, false),
      ("MAX-AGE=10", 10, false, false),
      ("max-age=\"10\"", 10, false, false),
      ("max-age=\"1\\0\"", 10, false, false),
      ("max-age = 10", 10, false, false),
      ("max-age=10;", 10, false, false),
      (";;max-age=10;;", 10, false, false),
      ("  max-age=10  ;  includeSubDomains  ", 10, true, false),
      ("max-age=10; includeSubDomains", 10, true, false),
      ("max-age=10; INCLUDESUBDOMAINS", 10, true, false),
      ("includeSubDomains; max-age=10", 10, true, false),
      ("max-age=10;includeSubDomains;preload", 10, true, true),
      ("max-age=10; preload", 10, false, true),
      ("max-age=10; unknown", 10, false, false),
      ("max-age=10; unknown=1", 10, false, false),
      ("max-age=10; unknown=\"a;b\"", 10, false, false),
      ("max-age=10; unknown=\"includeSubDomains; preload\"", 10, false, false),
      ("max-age=99999999999999999999999", 1 << 62, false, false),
      ("\tmax-age=10\t", 10, false, false),
    ])
  func valid(text: String, age: Int, subdomains: Bool, preload: Bool) throws {
    let policy = try StrictTransportSecurity(text)
    #expect(policy.maxAge == age)
    #expect(policy.includesSubdomains == subdomains)
    #expect(policy.isPreload == preload)
  }

  @Test(
    "values that browsers ignore",
    arguments: [
      "", ";", "includeSubDomains", "max-age", "max-age=", "max-age=\"\"", "max-age=abc",
      "max-age=-1", "max-age=+1", "max-age=1e9", "max-age=1.5", "max-age=0x10", "max-age=1 0",
      "max-age=٣", "max-age=10, max-age=20", "max-age=10; max-age=20", "max-age=10; Max-Age=10",
      "max-age=10; includeSubDomains; includeSubDomains", "max-age=10; includeSubDomains=1",
      "max-age=10; preload=true", "max-age=10; unknown; unknown", "max-age=\"10",
      "max-age=10\"; includeSubDomains", "max-age=10; a b", "max-age=10; =1", "=10",
      "max-age=10 includeSubDomains", "max-age==10", "max-age='10'", "max-age:10",
      "max-age=\"1\"0\"", "max-age=10; x=\"\\\"",
    ])
  func invalid(text: String) {
    #expect(throws: StrictTransportSecurity.Invalid.self) { try StrictTransportSecurity(text) }
  }

  @Test func `the reason is told`() {
    #expect(throws: StrictTransportSecurity.Invalid(reason: "max-age is missing")) {
      try StrictTransportSecurity("preload")
    }
  }
}
