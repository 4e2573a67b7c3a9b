import Model
import Testing

@Suite struct ControlGlobTests {
  static let globs: [(glob: String, identifier: String, matches: Bool)] = [
    ("*", "a.b", true), ("a.*", "a.b.c", true), ("a.*", "ab", false), ("a.b", "a.b", true),
    ("a.b", "a.bc", false), ("*.tls", "transport.tls", true), ("a*b*c", "a1b2b3c", true),
    ("a*b*c", "a1b2b3", false), ("a?c", "abc", true), ("a?c", "ac", false), ("", "", true),
    ("", "a", false), ("**", "", true),
  ]

  @Test(arguments: globs)
  func `a star stands for any text`(glob: String, identifier: String, matches: Bool) {
    #expect(ControlGlob(glob).matches(identifier) == matches)
  }

  @Test(.timeLimit(.minutes(10)))
  func `many stars cost no time`() {
    let glob = ControlGlob(String(repeating: "*a", count: 200) + "b")
    #expect(!glob.matches(String(repeating: "a", count: 10_000)))
  }
}
