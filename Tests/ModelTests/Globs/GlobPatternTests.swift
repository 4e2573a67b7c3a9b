import Model

import TestSupport
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

  @Test("a pattern agrees with a plain definition of it", arguments: 0..<200)
  func random(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces = ["a", "b", "/", "*", "**/", "?", "{a,b}", "[ab]", "{a,b/a}"]
    let text =
      (0..<Int.random(in: 1...6, using: &random))
      .map { _ in pieces.randomElement(using: &random) ?? "a" }.joined() + "a"
    let pattern = try GlobPattern(text)
    for _ in 0..<50 {
      let path = (0..<Int.random(in: 1...7, using: &random))
        .map { _ in ["a", "b", "/"].randomElement(using: &random) ?? "a" }.joined()
      let expected = PlainGlob.matches(Array(text)[...], Array(path)[...])
      #expect(pattern.matches(path) == expected, "\(text) \(path)")
    }
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

  @Test("stars that would backtrack for ever take linear time", .timeLimit(.minutes(10)))
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

/// The meaning of the pieces used above, by plain backtracking.
private enum PlainGlob {
  static func matches(
    _ pattern: ArraySlice<Character>, _ path: ArraySlice<Character>, before: Character = "/"
  ) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    let rest = pattern.dropFirst()
    func takesOne(_ isAllowed: (Character) -> Bool, _ rest: ArraySlice<Character>) -> Bool {
      guard let next = path.first, isAllowed(next) else { return false }
      return matches(rest, path.dropFirst(), before: "x")
    }
    switch first {
    case "*":
      let stars = pattern.prefix { $0 == "*" }.count
      let after = pattern.dropFirst(stars)
      if stars > 1, before == "/", after.first == "/" {
        let tails = path.indices.filter { path[$0] == "/" }.map { path[($0 + 1)...] }
        return ([path] + tails).contains { matches(after.dropFirst(), $0) }
      }
      let reach = path.prefix { $0 != "/" }.count
      return (0...reach).contains { matches(after, path.dropFirst($0), before: "x") }
    case "?": return takesOne({ $0 != "/" }, rest)
    case "[": return takesOne({ "ab".contains($0) }, pattern.dropFirst(4))
    case "{":
      let end = pattern.firstIndex(of: "}") ?? pattern.endIndex
      let after = pattern[(end + 1)...]
      return pattern[(pattern.startIndex + 1)..<end]
        .split(separator: ",", omittingEmptySubsequences: false)
        .contains { matches($0 + after, path, before: before) }
    default:
      guard path.first == first else { return false }
      return matches(rest, path.dropFirst(), before: first)
    }
  }
}
