import Model
import StructuredData
import Testing

@Suite struct FieldDecoderTests {
  private static let fields: [Field] = [
    Field("name", .text, required: true, "Its name."),
    Field("maps-to", .mapping(of: .oneOrMany(.text)), "Mappings."),
    Field("within", .duration, default: "72h", "How long."),
    Field("size", .size, "How much."),
    Field("day", .date, "When."),
    Field("severity", .severity, "How bad."),
    Field("mode", .choice(["strict", "loose"]), default: "strict", "Which."),
    Field("count", .integer(1...10), default: "3", "How many."),
    Field("open", .boolean, default: "false", "Whether."),
    Field("contains", .list(of: .pattern), "Patterns."),
    Field("path", .dataPath, "Where."),
    Field("files", .oneOrMany(.glob), default: "[a.yaml, b/*.yaml]", "Files."),
    Field("target", .oneOrMany(.target), "Targets."),
    Field("control", .control, "Controls."),
    Field("id", .identifier, "Identifier."),
    Field(
      "each",
      .list(
        of: .object([
          Field("path", .text, required: true, "Path."), Field("is", .anything, "Value."),
          Field("for", .choice(["all", "any"]), default: "all", "Quantifier."),
        ])), "Rows."),
    Field("expect", .mapping(of: .either([.text, .object([Field("is", .text, "Value.")])])), "E."),
  ]

  @Test func `a right mapping gives its values and the defaults`() throws {
    let decoded = try decode(
      """
      name: 12
      within: 30d
      each: [{ path: a, is: 1 }]
      target: [web]
      """, Self.fields, targets: ["web"])
    let values = try #require(decoded.arguments)
    #expect(decoded.problems == [])
    #expect(values.text("name") == "12")
    #expect(values.duration("within") == .seconds(2_592_000))
    #expect(values.text("mode") == "strict")
    #expect(values.integer("count") == 3)
    #expect(values.boolean("open") == false)
    #expect(values.texts("files") == ["a.yaml", "b/*.yaml"])
    #expect(values.texts("target") == ["web"])
    #expect(values.objects("each").first?.text("for") == "all")
    #expect(values.has("severity") == false)
  }

  @Test(arguments: [
    ("nam: x", ["1:1: error: unknown key \"nam\" in a thing; did you mean \"name\"?"]),
    (
      "nam: [x]",
      [
        "1:1: error: missing key \"name\" in a thing; Its name.",
        "1:1: error: unknown key \"nam\" in a thing; did you mean \"name\"?",
      ]
    ),
    (
      "name: x\nnam: y",
      ["2:1: error: unknown key \"nam\" in a thing; did you mean \"name\"?"]
    ),
    ("name: ''", ["1:7: error: \"name\" is empty: expected text"]),
    ("name: [a]", ["1:7: error: \"name\": expected text, found a list"]),
    ("name:", ["1:6: error: \"name\": expected text, found nothing (null)"]),
    ("name: 1.10", ["1:7: error: \"name\": this text reads as the number 1.1; write it in quotes"]),
    (
      "name: 012",
      ["1:7: error: \"name\": this text reads as the whole number 12; write it in quotes"]
    ),
    ("[a]", ["1:1: error: expected a thing, a mapping, found a list"]),
  ])
  func `keys and texts`(yaml: String, problems: [String]) throws {
    #expect(try Set(decode(yaml, Self.fields).problems) == Set(problems))
  }

  @Test(arguments: [
    (
      "within: 72",
      "expected a duration such as 72h, 30d or 14 business days, found the whole number 72; write it in quotes"
    ),
    (
      "within: 72 parsecs",
      "expected a duration such as 72h, 30d or 14 business days, found text \"72 parsecs\""
    ),
    ("size: 10 XB", "expected a size such as 512, 10 MB or 2Gi, found text \"10 XB\""),
    ("day: 2026-02-30", "expected a date such as 2026-12-31, found text \"2026-02-30\""),
    (
      "severity: hihg",
      "expected one of info, low, medium, high, critical, found text \"hihg\"; did you mean \"high\"?"
    ),
    ("mode: lose", "expected one of strict, loose, found text \"lose\"; did you mean \"loose\"?"),
    ("count: 11", "expected a whole number from 1 to 10, found the whole number 11"),
    ("count: '3'", "expected a whole number from 1 to 10, found text \"3\""),
    ("open: no", "expected true or false, found text \"no\""),
    ("contains: a", "expected a list, each element a pattern, found text \"a\""),
    ("contains: {}", "expected a list, each element a pattern, found a mapping"),
    ("maps-to: [a]", "expected a mapping, each value text, or a list of them, found a list"),
    ("each: [3]", "expected a mapping, found the whole number 3"),
    (
      "files: 3",
      "expected a path or glob, or a list of them, found the whole number 3; write it in quotes"
    ),
    (
      "files: /etc/passwd", "\"/etc/passwd\" is an absolute path: expected a path inside the folder"
    ),
    ("files: a/../../b", "\"a/../../b\" leads out of the folder: .. is not allowed"),
    ("control: A.b", "expected the id of a control or a glob over ids, found text \"A.b\""),
    (
      "id: a..b", "expected an identifier (lower-case words joined by - and .), found text \"a..b\""
    ),
  ])
  func `values of the wrong form`(line: String, message: String) throws {
    let key = line.prefix { $0 != ":" }
    let column = line.hasPrefix("each") ? 8 : key.utf8.count + 3
    let problems = try decode("name: x\n" + line, Self.fields).problems
    #expect(problems == ["2:\(column): error: \"\(key)\": \(message)"])
  }

  @Test func `a broken pattern or path is shown inside its scalar`() throws {
    let yaml = """
      name: x
      contains: [ab(c, "ab(c", "\\u0061(c"]
      path: 'a.b[x]'
      """
    #expect(
      try decode(yaml, Self.fields).problems == [
        "2:14: error: \"contains\": bad pattern: missing )",
        "2:21: error: \"contains\": bad pattern: missing )",
        "2:26: error: \"contains\": bad pattern: missing )",
        "3:12: error: \"path\": bad data path: expected a number, * or a quoted key inside [ ]",
      ])
  }

  @Test func `an unknown target offers the nearest or all`() throws {
    #expect(
      try decode("name: x\ntarget: wbe", Self.fields, targets: ["web", "api"]).problems
        == ["2:9: error: unknown target \"wbe\"; did you mean \"web\"?"])
    #expect(
      try decode("name: x\ntarget: [web, zzz]", Self.fields, targets: ["web", "api"]).problems
        == ["2:15: error: unknown target \"zzz\"; declared targets: web, api"])
    #expect(
      try decode("name: x\ntarget: web", Self.fields, targets: []).problems
        == ["2:9: error: unknown target \"web\"; the posture declares no targets"])
    #expect(try decode("name: x\ntarget: any", Self.fields).problems == [])
  }

  @Test func `an error inside one of several types is the likeliest one's`() throws {
    #expect(
      try decode("name: x\nexpect: { a: exact, b: { is: y }, c: { iz: y } }", Self.fields).problems
        == ["2:40: error: unknown key \"iz\" in \"c\"; did you mean \"is\"?"])
    #expect(
      try decode("name: x\nexpect: { a: [1] }", Self.fields).problems
        == ["2:14: error: \"a\": expected text, or a mapping, found a list"])
  }

  @Test func `all errors of a mapping come out of one run`() throws {
    let yaml = """
      name: []
      within: soon
      each:
        - { pth: a, for: al }
        - { path: b, for: any }
      colour: red
      """
    #expect(
      try decode(yaml, Self.fields).problems == [
        "1:7: error: \"name\": expected text, found a list",
        "2:9: error: \"within\": expected a duration such as 72h, 30d or 14 business days, "
          + "found text \"soon\"",
        "4:7: error: unknown key \"pth\" in \"each\"; did you mean \"path\"?",
        "4:20: error: \"for\": expected one of all, any, found text \"al\"; did you mean \"all\"?",
        "6:1: error: unknown key \"colour\" in a thing; known keys: "
          + Self.fields.map(\.name).joined(separator: ", "),
      ])
  }

  @Test func `a hostile file gives a bounded number of errors`() throws {
    let yaml = (0..<20_000).map { "unknown\($0): 1" }.joined(separator: "\n")
    let decoded = try decode(yaml, Self.fields)
    #expect(decoded.problems.count == 500)
    #expect(decoded.arguments == nil)
  }

  @Test func `an error past the bound still rejects the value`() throws {
    let yaml =
      "contains: [" + String(repeating: "'(', ", count: 600) + "a]\nname: x"
    #expect(try decode(yaml, Self.fields).arguments == nil)
  }

  @Test func `targets and control references are remembered`() throws {
    let node = try #require(
      try StructuredParser.parse(
        Array("name: x\ntarget: [web, api]\ncontrol: transport.*".utf8), as: .yaml, path: "f"
      ).first)
    var decoder = FieldDecoder(path: "f", patterns: OpenGroupPatterns(), targets: ["web", "api"])
    _ = decoder.decode(node, fields: Self.fields, as: "a thing")
    #expect(decoder.usedTargets == ["web", "api"])
    #expect(decoder.controlReferences.map(\.scalarText) == ["transport.*"])
  }
}
