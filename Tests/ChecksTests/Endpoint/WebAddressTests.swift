import Testing

@testable import Checks

struct WebAddressTests {
  @Test(
    "hosts",
    arguments: [
      ("https://A.example/x", "a.example"), ("https://a.example:8443", "a.example"),
      ("https://u:p@a.example/x@y", "a.example"), ("https://[::1]:80/", "[::1"),
      ("https://a.example?b@c", "a.example"), ("/relative", ""), ("", ""),
    ])
  func host(url: String, expected: String) { #expect(WebAddress.host(of: url) == expected) }

  @Test(
    "what may be shown",
    arguments: [
      ("https://u:p@a.example/x?token=1#f", "https://a.example/x"),
      ("https://a.example/\u{1B}[31m", "https://a.example/[31m"), ("nonsense", "nonsense"),
    ])
  func shown(url: String, expected: String) { #expect(WebAddress.shown(url) == expected) }

  @Test func `a long address is cut`() {
    #expect(
      WebAddress.shown("https://a.example/" + String(repeating: "x", count: 9_000)).count == 500)
  }
}
