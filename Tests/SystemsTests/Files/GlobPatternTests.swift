import Model
import Systems
import Testing

struct GlobPatternTests {
  @Test(
    "a pattern matches these paths",
    arguments: [
      ("*.yaml", "a.yaml"), ("*.yaml", ".hidden.yaml"), ("**/*.yaml", "a.yaml"),
      ("**/*.yaml", "a/b/c.yaml"), ("deploy/**", "deploy/a/b"), ("deploy/", "deploy/a/b"),
      ("./deploy/*", "deploy/a"), ("a/**/b", "a/b"), ("a/**/b", "a/x/y/b"), ("?x", "ax"),
      ("[a-c]1", "b1"), ("[!a-c]1", "d1"), ("[]]", "]"), ("[a-]", "-"), ("{a,b/c}.txt", "b/c.txt"),
      ("{a,{b,c}d}", "cd"), ("{,x}a", "a"), (#"\*"#, "*"), ("a}", "a}"), ("é?", "éß"),
      ("**", "a/b"), ("a**b", "axxb"), ("{**/x,y}", "q/x"), ("README.md", "README.md"),
    ])
  func matching(pattern: String, path: String) throws {
    #expect(try GlobPattern(pattern).matches(path))
  }

  @Test(
    "a pattern does not match these paths",
    arguments: [
      ("*.yaml", "a/b.yaml"), ("*.yaml", "a.yml"), ("deploy/**", "deploy"),
      ("deploy/**", "deploy/"),
      ("a/**/b", "axb"), ("?", "/"), ("[!a]", "/"), ("[a-c]", "d"), ("a**b", "a/b"), ("*", "a/b"),
      ("{a,b}", "c"), ("A", "a"), (#"\*"#, "x"), ("x", "xx"),
    ])
  func notMatching(pattern: String, path: String) throws {
    #expect(try !GlobPattern(pattern).matches(path))
  }

  @Test("identifiers have no parts")
  func identifiers() throws {
    let pattern = try GlobPattern("transport.*")
    #expect(pattern.matches(identifier: "transport.tls"))
    #expect(pattern.matches(identifier: "transport.tls/old.one"))
    #expect(!pattern.matches(identifier: "transports"))
    #expect(try GlobPattern("*").matches(identifier: "a.b.c"))
  }

  @Test(
    "a broken pattern is refused where it breaks",
    arguments: [
      ("", 0), ("a[b", 1), ("x{a,b", 1), ("[z-a]", 1), (#"ab\"#, 2),
      (String(repeating: "a", count: 1_001), 1_000), (String(repeating: "{", count: 40), 16),
    ])
  func broken(pattern: String, offset: Int) {
    let problem = #expect(throws: PatternProblem.self) { try GlobPattern(pattern) }
    #expect(problem?.offset == offset)
  }

  @Test("only folders that can hold a match are worth a visit")
  func pruning() throws {
    let pattern = try GlobPattern("{deploy,infra}/*/main.tf")
    #expect(pattern.mayMatch(below: ""))
    #expect(pattern.mayMatch(below: "infra"))
    #expect(pattern.mayMatch(below: "infra/web"))
    #expect(!pattern.mayMatch(below: "infra/web/deep"))
    #expect(!pattern.mayMatch(below: "source"))
    #expect(try GlobPattern("a/**/x").mayMatch(below: "a/b/c/d"))
    #expect(try GlobPattern("a/b*/c").literalFolder == "a")
  }

  @Test("stars that would backtrack for ever take linear time", .timeLimit(.minutes(1)))
  func hostile() throws {
    let stars = try GlobPattern(String(repeating: "*a", count: 200) + "b")
    let braces = try GlobPattern(String(repeating: "{a,a*}", count: 150) + "b")
    let text = String(repeating: "a", count: 1_000)
    let start = ContinuousClock.now
    #expect(!stars.matches(text))
    #expect(!braces.matches(text))
    #expect(ContinuousClock.now - start < .seconds(5))
  }
}
