import Model
import Testing

struct GlobTranslationTests {
  @Test(arguments: [
    ("a.txt", #"(?s)\Aa\.txt\z"#),
    ("*.md", #"(?s)\A[^/]*\.md\z"#),
    ("**/x", #"(?s)\A(?:.*/)?x\z"#),
    ("tests/**", #"(?s)\Atests\/.+\z"#),
    ("tests/", #"(?s)\Atests\/.+\z"#),
    ("./a?", #"(?s)\Aa[^/]\z"#),
    ("{a,b*}/c", #"(?s)\A(?:a|b[^/]*)\/c\z"#),
    ("[a-c]x", #"(?s)\A(?!/)[a-c]x\z"#),
    ("[!a]x", #"(?s)\A[^/a]x\z"#),
    ("[]-]", #"(?s)\A(?!/)[\]\-]\z"#),
    ("[a", #"(?s)\A\[a\z"#),
    ("{a", #"(?s)\A\{a\z"#),
    (#"\*"#, #"(?s)\A\*\z"#),
    ("é_1", #"(?s)\Aé_1\z"#),
    ("a**b", #"(?s)\Aa[^/]*b\z"#),
    ("\t", #"(?s)\A\x{9}\z"#),
  ])
  func `a glob becomes a pattern`(_ glob: String, _ pattern: String) {
    #expect(GlobTranslation.pattern(for: glob) == pattern)
  }
}
