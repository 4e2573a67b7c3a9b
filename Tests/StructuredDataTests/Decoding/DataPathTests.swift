import Model
import Testing

@Suite struct DataPathTests {
  @Test(
    arguments: [
      ("spec", [.key("spec")]),
      ("spec.containers[*].image", [.key("spec"), .key("containers"), .every, .key("image")]),
      ("[0]", [.index(0)]),
      ("[*].a", [.every, .key("a")]),
      ("a[\"key.with.dots\"].b", [.key("a"), .key("key.with.dots"), .key("b")]),
      ("a.\"b.c\"", [.key("a"), .key("b.c")]),
      ("a.'b\"c'[12]", [.key("a"), .key("b\"c"), .index(12)]),
      ("\"a\\\"b\\\\\"", [.key("a\"b\\")]),
      ("jobs.build-it.steps", [.key("jobs"), .key("build-it"), .key("steps")]),
      ("a[0][1]", [.key("a"), .index(0), .index(1)]),
    ] as [(String, [DataPath.Step])])
  func `a right path`(text: String, steps: [DataPath.Step]) throws {
    #expect(try DataPath(text).steps == steps)
  }

  @Test(arguments: [
    ("", "the path is empty", 0),
    (".a", "a key is missing", 0),
    ("a.", "a key is missing", 2),
    ("a..b", "a key is missing", 2),
    ("a.*", "every element is written [*]", 2),
    ("a[", "expected a number, * or a quoted key inside [ ]", 2),
    ("a[x]", "expected a number, * or a quoted key inside [ ]", 2),
    ("a[-1]", "expected a number, * or a quoted key inside [ ]", 2),
    ("a[1", "this [ has no ] after its number, * or quoted key", 1),
    ("a[9999999999]", "the number inside [ ] is too large", 2),
    ("a.\"b", "this quote is not closed", 2),
    ("a[*]b", "expected . or [ here", 4),
    ("a b", "a key with \" \" in it must be written in quotes", 1),
    ("a]", "a key with \"]\" in it must be written in quotes", 1),
    ("é.[", "a key is missing", 2),
  ])
  func `a wrong path`(text: String, message: String, offset: Int) {
    #expect(throws: PatternProblem(message: message, offset: offset)) { try DataPath(text) }
  }

  @Test func `a path of any length ends`() {
    #expect(throws: PatternProblem.self) { try DataPath(String(repeating: "[", count: 1_000_000)) }
    #expect(throws: PatternProblem.self) {
      try DataPath(String(repeating: "a.", count: 500_000) + "a")
    }
  }
}
