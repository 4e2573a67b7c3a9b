import Checks
import Testing

struct MarkdownOutlineTests {
  @Test(
    "what is a heading",
    arguments: [
      ("# One", ["One"]), ("###### Six", ["Six"]), ("####### Seven", []), ("#None", []),
      ("#", [""]), ("   ## Three spaces", ["Three spaces"]), ("    # Code", []),
      ("\t# Code", []), ("## Closed ##", ["Closed"]), ("## Not closed#", ["Not closed#"]),
      ("## **Bold** `code` [link](https://a.example)", ["Bold code link"]),
      ("Title\n=====", ["Title"]), ("Title\n---", ["Title"]),
      ("Two\nlines\n---", ["Two lines"]), ("\n---", []), ("Text\n\n---", []),
      ("- item\n---", []), ("> quote\n---", []), ("| a |\n---", []),
      ("```\n# Code\n```\n# After", ["After"]), ("~~~ md\n# Code\n```\n~~~\n# After", ["After"]),
      ("````\n```\n# Code\n````\n# After", ["After"]), ("```\n# Never closed", []),
      ("``` a`b\n# Not fenced", ["Not fenced"]),
      ("<!--\n# Hidden\n-->\n# Shown", ["Shown"]), ("<!-- x -->\n# Shown", ["Shown"]),
      ("---\ntitle: x\n---\n# Shown", ["Shown"]), ("---\nnever closed", []),
      ("# One\r\n## Two\r\n", ["One", "Two"]), ("", []),
    ] as [(String, [String])])
  func headings(text: String, titles: [String]) {
    #expect(MarkdownOutline(text).headings.map(\.title) == titles)
  }

  @Test func `lines are counted`() {
    let outline = MarkdownOutline("---\na: b\n---\n# One\n\nTwo\n---\n")
    #expect(outline.headings.map(\.line) == [4, 6])
  }

  @Test func `titles compare without regard to case and markup`() {
    let outline = MarkdownOutline("## **Severity**  Levels")
    #expect(outline.heading(titled: "severity levels")?.line == 1)
    #expect(outline.heading(titled: "severity level") == nil)
  }

  @Test func `the nearest heading is offered`() {
    let outline = MarkdownOutline("# Overview\n## 3. Customer notice\n## Sevrity levels")
    #expect(outline.nearest(to: "Severity levels")?.line == 3)
    #expect(outline.nearest(to: "Customer notice")?.line == 2)
    #expect(outline.nearest(to: "Backups") == nil)
  }
}
