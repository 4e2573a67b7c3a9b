import Infrastructure
import Model
import Testing

@Suite struct HCLParserTests {
  private func parse(_ text: String) throws -> HCLFile {
    HCLParser.parse(try HCLText(Array(text.utf8), path: "main.tf"))
  }

  @Test func blocksHaveLabelsAndPlaces() throws {
    let file = try parse(
      """
      # a comment
      resource "aws_s3_bucket" logs { // another
        bucket = "ä-logs" /* and
        one more */
        versioning { enabled = true }
        empty {}
      }
      """)
    #expect(file.problems.isEmpty)
    #expect(file.comments.count == 3)
    let block = try #require(file.body.blocks.first)
    #expect(block.labels == ["aws_s3_bucket", "logs"])
    #expect(
      file.text.span(block.header) == TextSpan(line: 2, column: 1, endLine: 2, endColumn: 30))
    #expect(file.text.span(block.range).endLine == 7)
    #expect(block.body.blocks.map(\.type) == ["versioning", "empty"])
    let bucket = try #require(block.body.attribute("bucket"))
    #expect(
      file.text.span(bucket.value.range)
        == TextSpan(line: 3, column: 12, endLine: 3, endColumn: 20))
  }

  @Test func windowsLineEndsAndByteOrderMark() throws {
    let file = try parse("\u{FEFF}a = 1\r\nb {\r\n  c = <<X\r\n  text\r\n  X\r\n}\r\n")
    #expect(file.problems.isEmpty)
    #expect(file.body.attributes.map(\.name) == ["a"])
    #expect(file.text.span(try #require(file.body.attributes.first).nameRange).column == 1)
  }

  @Test(arguments: [
    ("resource \"a\" \"b\" {\n  x = = 1\n}", 2, 7, "expected a value, but found `=`"),
    ("resource \"a\" \"b\" {\n  x = \"open\n}", 2, 7, "the text has no closing quote on its line"),
    ("resource \"a\" \"b\" {\n  x = 1", 1, 1, "the block `resource` has no closing brace"),
    (
      "resource \"a\" \"b\"\n{\n}", 1, 17,
      "expected `=`, `{` or a label, but found the end of the line"
    ),
    ("resource \"a\" \"b\" {\n  x = [1, 2\n  y = 2\n}", 3, 3, "expected `,` or `]`, but found `y`"),
    ("resource \"a\" \"b\" {\n  x = <<EOT\n text\n}", 2, 7, "the text has no closing line `EOT`"),
    ("resource \"a\" \"b\" {\n  x = \"${1 + }\"\n}", 2, 14, "expected a value, but found `}`"),
    (
      "resource \"a\" \"b\" {\n  x = \"%{ if true }\"\n}", 2, 8, "the directive has no `%{ endif }`"
    ),
    ("resource \"a\" \"b\" {\n  x = 1 2\n}", 2, 9, "expected the end of the line, but found `2`"),
    ("resource \"a\" \"b\" {\n  x = /* open\n}", 2, 7, "the comment has no closing `*/`"),
    (
      "resource \"a\" \"b\" {\n  x = \"\\q\"\n}", 2, 8,
      "there is no such escape; after `\\` stands one of n r t \" \\ u U"
    ),
  ])
  func aBrokenBlockIsNamedAndTheNextIsRead(
    _ text: String, _ line: Int, _ column: Int, _ message: String
  ) throws {
    let file = try parse(text + "\n\nvariable \"next\" {\n  default = 1\n}\n")
    let problem = try #require(file.problems.first)
    #expect(problem.message == message)
    #expect(file.text.span(problem.range) == TextSpan(line: line, column: column))
    #expect(file.body.blocks.last?.labels == ["next"])
  }

  @Test func aMissingBraceCostsOneBlock() throws {
    let file = try parse(
      """
      resource "a" "broken" {
        tags = {
          x = 1
      }
      resource "a" "one" {
        x = 1
      }
      resource "a" "two" {}
      """)
    #expect(file.body.blocks.map { $0.labels.last } == ["one", "two"])
    #expect(file.problems.count == 1)
  }

  @Test func depthIsBounded() throws {
    for opening in ["[", "(", "{a=", "!", "-", "f(", "\"${"] {
      let file = try parse("a = " + String(repeating: opening, count: 100_000))
      #expect(file.problems.count == 1, "\(opening)")
    }
    let blocks = String(repeating: "a {\n", count: 100_000)
    #expect(try parse(blocks).problems.first?.message == "this is nested deeper than 100 levels")
    let sum = "a = 1" + String(repeating: " + 1", count: 100_000)
    #expect(try parse(sum).problems.first?.message == "the expression has more than 100 operators")
  }

  @Test func manyBrokenBlocksAreGivenUp() throws {
    let file = try parse(String(repeating: "resource \"a\" \"b\" {\n  x = \n}\n", count: 1_000))
    #expect(
      file.problems.last?.message
        == "the rest of the file is not read: too much before it is broken")
    #expect(file.problems.count == 51)
  }

  @Test func attributesThatAreGivenTwice() throws {
    let file = try parse("a = 1\na = 2\n")
    #expect(file.problems.map(\.message) == ["`a` is given twice; only the first is read"])
  }

  @Test func filesThatAreNoText() {
    #expect(throws: HCLText.Unreadable.self) { try HCLText([0x61, 0], path: "main.tf") }
    #expect(throws: HCLText.Unreadable.self) { try HCLText([0xFF, 0xFF], path: "main.tf") }
    #expect(throws: HCLText.Unreadable.self) {
      try HCLText(Array(repeating: 0x20, count: HCLText.maximumBytes + 1), path: "main.tf")
    }
  }
}
