import Model
import StructuredData
import Testing

/// Tags of applications, kept as mappings where that is asked for.
struct YAMLTagTests {
  private func kept(_ text: String) throws -> String {
    let nodes = try StructuredParser.parse(
      Array(text.utf8), as: .yaml, path: "file", keepsTags: true)
    return try Value(#require(nodes.first)).description
  }

  @Test(arguments: [
    ("!Ref Bucket", #"{"!Ref":"Bucket"}"#),
    ("!Join [',', [a, !Ref b]]", #"{"!Join":[",",["a",{"!Ref":"b"}]]}"#),
    ("a: !Map\n  b: 1", #"{"a":{"!Map":{"b":1}}}"#),
    ("!If [x, &y !Ref z, *y]", #"{"!If":["x",{"!Ref":"z"},{"!Ref":"z"}]}"#),
    ("!!str 12", #""12""#), ("! 12", #""12""#), ("!Number 12", #"{"!Number":12}"#),
    ("!Text '12'", #"{"!Text":"12"}"#),
  ])
  func `a tag becomes the key of a mapping`(text: String, value: String) throws {
    #expect(try kept(text) == value)
  }

  @Test func `the value keeps its place`() throws {
    let nodes = try StructuredParser.parse(
      Array("a: !Ref b".utf8), as: .yaml, path: "file", keepsTags: true)
    #expect(nodes.first?["a"]?.span.column == 4)
  }
}
