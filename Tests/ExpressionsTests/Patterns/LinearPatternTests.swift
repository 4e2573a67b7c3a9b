import Expressions
import Testing

struct LinearPatternTests {
  @Test(
    arguments: [
      ("abc", "xabcx", true), ("^abc$", "abc\n", false), ("(?m)^b$", "a\nb\nc", true),
      ("a.c", "a\nc", false),
      ("(?s)a.c", "a\nc", true), ("a{2,3}", "a", false), ("^a{2,3}$", "aaa", true),
      ("^a{2,3}$", "aaaa", false),
      ("^(ab|cd)+$", "abcdab", true), ("^[^a-c]+$", "xyz", true), ("^[^a-c]+$", "xaz", false),
      ("[[:digit:]]+", "a5", true), ("^\\d{3}-\\w+$", "123-ab_c", true),
      ("\\bfoo\\b", "a foo b", true),
      ("\\bfoo\\b", "afoob", false), ("\\Bo\\B", "foob", true), ("(?i)straße", "STRAßE", true),
      ("(?i:A)b", "ab", true), ("(?i:A)b", "aB", false), ("(?i)[a-f]", "D", true),
      ("\\p{Lu}", "aÄ", true),
      ("^\\PL+$", "123", true), ("\\x41\\x{1F600}", "A😀", true), ("\\Qa.b\\E", "a.b", true),
      ("\\Qa.b\\E", "axb", false), ("a{,3}", "a{,3}", true), ("^a*?$", "aaa", true),
      ("(?P<n>a)(?<m>b)", "ab", true),
      ("", "", true), ("a||b", "c", true), ("^$", "", true), ("^$", "a", false),
      ("[]a]", "]", true), ("[a-]", "-", true),
      ("x*", "", true), ("(a*)*", "b", true), ("(|a)+b", "aab", true), ("\\A\\z", "", true),
      ("é", "e\u{301}", false),
    ])
  func matches(pattern: String, text: String, expected: Bool) throws {
    #expect(try LinearPattern(pattern).matches(text) == expected)
  }

  @Test(
    "the leftmost match, as it is preferred",
    arguments: [
      ("a+", "baaac", 1..<4), ("a+?", "baaac", 1..<2), ("a|ab", "ab", 0..<1), ("ab|a", "ab", 0..<2),
      ("x*", "aaa", 0..<0),
      ("(?:a|ab)(?:c|bcd)", "abcd", 0..<4), ("\\d+", "a12b345", 1..<3),
    ])
  func first(pattern: String, text: String, expected: Range<Int>) throws {
    let found = try LinearPattern(pattern).firstMatch(in: Array(text.unicodeScalars), from: 0)
    #expect(found == expected)
  }

  @Test(
    "what RE2 does not have is refused",
    arguments: [
      "(", ")", "a)", "[a", "a**", "*a", "(?=a)", "(?!a)", "(?<=a)", "\\1", "a{1001}", "a{3,2}",
      "\\p{Greek}", "\\y", "[z-a]",
      "(?x)a", "\\", "((a{500}){500}){2}", "[[:foo:]]", "\\x{110000}",
    ])
  func refused(pattern: String) {
    #expect(throws: PatternFault.self) { try LinearPattern(pattern) }
  }

  @Test func `nothing is tried twice`() throws {
    let text = String(repeating: "a", count: 20_000) + "b"
    #expect(try !LinearPattern("^(a+)+$").matches(text))
    #expect(try !LinearPattern("^(a|aa)+$").matches(text))
    #expect(try !LinearPattern("(.*)*c").matches(text))
    // Empty groups with counts cost nothing either.
    #expect(try LinearPattern("((((){1000}){1000}){1000}){1000}").matches(""))
  }
}
