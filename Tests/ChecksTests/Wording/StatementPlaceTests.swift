import Model
import StructuredData
import Testing

@testable import Checks

/// Findings about a sentence point at its words in the file.
@Suite struct StatementPlaceTests {
  private func spans(
    _ yaml: String, parameters: [Parameter] = []
  ) throws -> [TextSpan?] {
    let document = try StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: "a.yaml").first
    let node = try #require(document?["statement"])
    let control = WordingControl.make(
      try #require(node.string), parameters: parameters, span: node.span)
    return StatementWording.findings(for: control, now: WordingControl.now).map(\.location.span)
  }

  @Test func `a plain sentence gives the columns of the words`() throws {
    let spans = try spans("statement: Data is kept 30 days.\n")
    #expect(spans == [TextSpan(line: 1, column: 25, endLine: 1, endColumn: 32)])
  }

  @Test func `a quoted sentence counts its quotation mark`() throws {
    let spans = try spans("statement: \"Data is kept 30 days.\"\n")
    #expect(spans == [TextSpan(line: 1, column: 26, endLine: 1, endColumn: 33)])
  }

  @Test func `columns after a parameter are those of the template`() throws {
    let spans = try spans(
      "statement: 'Kept {period}, then 5 days more.'\n",
      parameters: [Parameter(name: "period", value: "one hundred and eighty days")])
    #expect(spans == [TextSpan(line: 1, column: 33, endLine: 1, endColumn: 39)])
  }

  @Test func `columns count code points`() throws {
    let spans = try spans("statement: Café — 5 days.\n")
    #expect(spans == [TextSpan(line: 1, column: 19, endLine: 1, endColumn: 25)])
  }

  @Test(arguments: [
    "statement: >-\n  Data is kept\n  30 days.\n",
    "statement: \"Data\\u0020is kept 30 days.\"\n",
  ])
  func `folded and escaped sentences give the whole statement`(yaml: String) throws {
    let document = try StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: "a.yaml").first
    #expect(try spans(yaml) == [document?["statement"]?.span])
  }
}
