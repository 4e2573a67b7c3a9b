import Expressions
import Testing

struct ProblemTests {
  @Test(
    "what is wrong is said with its place",
    arguments: [
      ("resource.", "9: expected a field's name, found the end"),
      ("(1 + 2", "6: expected `)`, found the end"),
      ("1 +", "3: expected a value, found the end"), ("'abc", "0: the text has no closing quote"),
      ("'a\\d'", "2: unknown escape `\\d`; write `\\\\` for a backslash, or r\"…\" for a pattern"),
      ("resource ; 1", "9: unexpected character `;`"),
      ("1 2", "2: expected an operator or the end, found a number"),
      (
        "9223372036854775808",
        "0: the number does not fit in a signed 64-bit integer; write `u` after an unsigned one"
      ),
      ("let", "0: `let` is a reserved word"),
      ("resorce.name", "0: unknown name `resorce`; did you mean `resource`?"),
      (
        "resource.name.startWith('a')",
        "14: unknown function `startWith`; did you mean `startsWith`?"
      ),
      ("siz(resource)", "0: unknown function `siz`; did you mean `size`?"),
      ("contains('a', 'b')", "0: unknown function `contains`; write `value.contains(…)`"),
      ("'a'.contains()", "4: no such overload: `contains` does not take 0 arguments"),
      ("1 + 'a'", "2: no such overload: int + string"),
      (
        "1 == 1.0", "2: no such overload: int == double; convert one with int(), uint() or double()"
      ),
      ("1 && true", "0: `&&` expects true or false, found int"),
      ("!1", "1: `!` expects true or false, found int"),
      ("'a'.matches('(')", "4: bad pattern at character 1: missing `)`"),
      ("'a'.matches('(?=a)')", "4: bad pattern at character 1: RE2 has no looking ahead"),
      ("has(resource)", "4: has() expects the selection of a field; such as has(resource.name)"),
      ("[1].all(1, true)", "8: expected a plain name for the variable"),
      ("'a'.all(x, true)", "0: expected a list or a mapping, found string"),
      ("Thing{a: 1}", "0: there are no message types here: `Thing`"),
      (
        "resource.name.orValue(1).x || 'a'.orValue(1)",
        "34: `orValue` expects an optional value, found string; select the field with `.?`"
      ),
    ])
  func problem(text: String, expected: String) {
    let problems = Bench.problems(text)
    #expect(problems.contains { $0.hasPrefix(expected) }, "\(problems)")
  }

  @Test func `everything wrong comes out of one run`() {
    #expect(Bench.problems("resorce.a == 1 && siz(resource) == 1 && 1 == 'a'").count == 3)
  }

  @Test func `size, depth and count are bounded`() {
    #expect(Bench.problems(String(repeating: "(", count: 5_000)).first?.contains("nested") == true)
    #expect(
      Bench.problems(String(repeating: "!", count: 5_000) + "true").first?.contains("nested")
        == true)
    #expect(Bench.problems(String(repeating: "[", count: 5_000)).first?.contains("nested") == true)
    #expect(
      Bench.problems("1" + String(repeating: "+1", count: 5_000)).first?.contains("nested") == true)
    #expect(
      Bench.problems("a" + String(repeating: ".b", count: 5_000)).first?.contains("nested") == true)
    let many = "[" + Array(repeating: "1", count: 5_000).joined(separator: ",") + "]"
    #expect(Bench.problems(many).first?.contains("parts") == true)
    #expect(Bench.problems(String(repeating: " ", count: 20_000)).first?.contains("longer") == true)
    // What the specification asks for at least.
    #expect(Bench.problems(Array(repeating: "true", count: 40).joined(separator: " && ")).isEmpty)
    #expect(Bench.problems("1" + String(repeating: " + 1", count: 40) + " > 0").isEmpty)
  }
}
