import Reports
import Testing

@Suite("Escaping")
struct EscapingTests {
  @Test(
    "terminals get no escape sequence, control or hidden character",
    arguments: [
      ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{07}after", "after"),
      ("\u{1B}]8;;https://evil.example\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
      ("\u{9B}31mred", "red"), ("\u{1B}Pq#0\u{1B}\\after", "after"), ("\u{1B}(Bset", "set"),
      ("a\u{08}\u{08}b\u{0}c", "abc"), ("one\r\ntwo\tthree", "one two three"),
      ("user\u{202E}txt.exe", "usertxt.exe"), ("zero\u{200B}width\u{FEFF}", "zerowidth"),
      ("tag\u{E0041}", "tag"), ("  edge  ", "edge"), ("", ""), ("\u{1B}", ""),
      ("\u{1B}]0;never closed", ""), ("näive 日本 🙂", "näive 日本 🙂"),
    ])
  func terminal(hostile: String, shown: String) {
    #expect(TerminalText.sanitized(hostile) == shown)
  }

  @Test("long text is cut and says so")
  func bounded() {
    let text = TerminalText.sanitized(String(repeating: "x", count: 1_000_000))
    #expect(text.unicodeScalars.count == 2_001)
    #expect(text.hasSuffix("…"))
  }

  @Test("HTML keeps text as text")
  func html() {
    #expect(
      HTMLText.escaped("<b a=\"x\" c='y'>`&amp;`</b>")
        == "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&#96;&amp;amp;&#96;&lt;/b&gt;")
  }

  @Test(
    "Markdown keeps text as text",
    arguments: [
      ("a | b", "a \\| b"), ("`code`", "\\`code\\`"), ("<script>", "\\<script\\>"),
      ("[x](javascript:alert)", "\\[x\\](javascript:alert)"), ("# heading", "\\# heading"),
      ("- item", "\\- item"), ("1. item", "1\\. item"), ("12) item", "12\\) item"),
      ("snake_case stays", "snake_case stays"), ("_emphasis_", "\\_emphasis\\_"),
      ("https://evil.example", "https\\://evil.example"),
      ("www.evil.example", "www\\.evil.example"),
      ("back\\slash", "back\\\\slash"), ("two\nlines", "two lines"), ("1.5 GB", "1.5 GB"),
      ("7.", "7\\."),
      ("=== rule", "\\=== rule"), ("`\u{301}x", "\\`\u{301}x"), ("a.b", "a.b"),
    ])
  func markdown(text: String, written: String) {
    #expect(MarkdownText.escaped(text) == written)
  }

  @Test("Markdown code that could end early is escaped instead")
  func markdownCode() {
    #expect(MarkdownText.code("app/a_b.py:1:2") == "`app/a_b.py:1:2`")
    #expect(MarkdownText.code("a`b") == "a\\`b")
    #expect(MarkdownText.code("a`\u{301}b") == "a\\`\u{301}b")
    #expect(MarkdownText.code("a|b") == "a\\|b")
  }

  @Test("XML has no character that XML forbids")
  func xml() {
    #expect(
      XMLText.escaped("<a>&\"'\u{0}\u{1B}\u{FFFE}\u{7F}\n") == "&lt;a&gt;&amp;&quot;&#39;&#10;")
    #expect(XMLText.escaped("]]>") == "]]&gt;")
  }

  @Test(
    "cells are quoted and formulas disarmed",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"),
      ("\rx", "\"'\rx\""), ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
      ("=A1,\"b\"", "\"'=A1,\"\"b\"\"\""),
      ("a\r\nb", "\"a\r\nb\""), ("\"\u{301}", "\"\"\"\u{301}\""), ("", ""), ("a=b", "a=b"),
    ])
  func csv(text: String, cell: String) {
    #expect(CSVText.cell(text).unicodeScalars.elementsEqual(cell.unicodeScalars))
  }

  @Test(
    "paths become URI references",
    arguments: [
      ("app/settings.py", "app/settings.py"), ("a b/100%.txt", "a%20b/100%25.txt"),
      ("C:/x#y?z", "C%3A/x%23y%3Fz"), ("é.md", "%C3%A9.md"), ("/abs/x", "file:///abs/x"),
      ("a\\b", "a%5Cb"),
    ])
  func uri(path: String, reference: String) {
    #expect(URIReference.of(path: path) == reference)
  }

  @Test("workflow commands cannot be ended or added to")
  func workflowCommand() {
    let command = WorkflowCommand(
      name: "error", properties: [("file", "a,b:c%.py"), ("line", ""), ("title", "x::y")],
      message: "one\n::add-mask::two\r100%\u{1B}[0m")
    #expect(
      command.line
        == "::error file=a%2Cb%3Ac%25.py,title=x%3A%3Ay::one%0A::add-mask::two%0D100%25")
  }
}
