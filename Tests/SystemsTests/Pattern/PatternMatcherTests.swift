import Model
import Systems
import Testing

struct PatternMatcherTests {
  let matcher = PatternMatcher()

  @Test("offsets count bytes of UTF-8")
  func offsets() {
    #expect(matcher.firstMatch(of: "ß.", in: "aé\u{1F600}ßx") == .match(7..<10))
    #expect(matcher.firstMatch(of: "(?i)ABC", in: "xxabc") == .match(2..<5))
    #expect(matcher.firstMatch(of: "^b", in: "a\nb") == .noMatch)
    #expect(matcher.firstMatch(of: "(?m)^b$", in: "a\r\nb\r\n") == .match(3..<4))
    #expect(matcher.firstMatch(of: "", in: "") == .match(0..<0))
  }

  @Test(
    "a broken pattern is refused with its place", arguments: [("é(a", 3), ("a[", 2), ("*", 0)])
  func broken(pattern: String, offset: Int) throws {
    let problem = try #require(matcher.problem(with: pattern))
    #expect(problem.offset == offset)
    #expect(!problem.message.isEmpty)
    #expect(matcher.firstMatch(of: pattern, in: "a") == .invalid(problem))
  }

  @Test(
    "a pattern that would backtrack for ever ends as not known",
    arguments: [
      ("^(a+)+$", 40), ("^(a|a)*b$", 5_000), ("(x+x+)+y", 20), ("^(?:a?){60}a{60}b", 60),
      ("[^x]*[xy]", 8 << 20), ("(?:a|aa)+[xy]", 100_000),
    ])
  func catastrophe(pattern: String, length: Int) {
    let unit = pattern.contains("x+x+") ? "x" : "a"
    let text = String(repeating: unit, count: length) + "!"
    let start = ContinuousClock.now
    let outcome = matcher.firstMatch(of: pattern, in: text)
    #expect(outcome == .exceededLimit || outcome == .noMatch)
    #expect(ContinuousClock.now - start < .seconds(3))
  }

  @Test("the classic catastrophe is not taken for an answer")
  func classic() {
    let text = String(repeating: "a", count: 60) + "!"
    #expect(matcher.firstMatch(of: "^(a+)+$", in: text) == .exceededLimit)
  }

  @Test("captures by number and by name, over bytes that are no text")
  func captures() throws {
    let pattern = try CompiledPattern(#"key=(?<value>\w+)(;)?"#)
    let bytes: [UInt8] = [0xFF, 0x00] + Array("key=abc key=d;".utf8)
    let first = try #require(try pattern.firstMatch(in: bytes.span))
    #expect(first.range == 2..<9)
    #expect(first.capture(named: "value") == 6..<9)
    #expect(first.capture(2) == nil)
    #expect(first.capture(99) == nil)
    let second = try #require(
      try pattern.firstMatch(in: bytes.span, from: first.range.upperBound))
    #expect(second.capture(1) == 14..<15)
    #expect(try pattern.firstMatch(in: bytes.span, from: 999) == nil)
  }

  @Test("a match far into a long text is found, whatever stretch it starts in")
  func longText() throws {
    let bytes = [UInt8](repeating: 0x61, count: 3 << 20) + Array("needle".utf8)
    let pattern = try CompiledPattern("n[e]+dle")
    #expect(try pattern.firstMatch(in: bytes.span)?.range.lowerBound == 3 << 20)
    let text = String(repeating: "é", count: 1 << 20) + "needle"
    #expect(matcher.firstMatch(of: "(?<=é)needle", in: text) == .match(2 << 20..<(2 << 20) + 6))
  }

  @Test("one pattern serves several threads")
  func threads() async throws {
    let pattern = try CompiledPattern("b+")
    let found = await withTaskGroup(of: Int.self) { group in
      for count in 1...200 {
        group.addTask {
          let bytes = [UInt8](repeating: 0x61, count: count) + [0x62]
          return (try? pattern.firstMatch(in: bytes.span))?.range.lowerBound ?? -1
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(found.sorted() == Array(1...200))
  }
}
